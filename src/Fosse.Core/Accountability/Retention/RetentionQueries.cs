using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Retention;

/// <summary>A closed record whose time has come.</summary>
/// <param name="Held">The proceedings it is kept for; none where nothing holds it.</param>
public sealed record DueRecord(
    Guid Record,
    string Reference,
    Guid AgencyId,
    DataClass Class,
    DateOnly DueOn,
    RetentionAction Action,
    string? Held
);

/// <summary>A hold with the names of the record and of those who placed and lifted it.</summary>
public sealed record HoldLine(RecordHold Hold, string Reference, string PlacedBy, string? LiftedBy);

/// <summary>The certificate of one run.</summary>
public sealed record RunCertificate(
    RetentionRun Run,
    IReadOnlyList<(RetentionRunRecord Record, string Reference, long? LedgerLine)> Records,
    bool AsWritten
);

public static class RetentionQueries
{
    private const int Most = 20_000,
        MostShown = 500,
        MostRuns = 60;

    public static async Task<IReadOnlyList<RetentionRule>> RetentionRules(this SafetyDb db, CancellationToken stop) =>
        [.. (await db.Set<RetentionRule>().AsNoTracking().First(MostShown, db, stop)).OrderBy(r => CodedWords.PlaceOf(r.Class))];

    /// <summary>Records closed so long ago that their rule has come due, of one agency or of all; those kept by a decision are not among
    /// them.</summary>
    public static Task<IReadOnlyList<DueRecord>> DueRecords(this SafetyDb db, SignedIn who, DateOnly today, CancellationToken stop)
    {
        who.Must(AccountabilityPermissions.ManageRetention);
        return db.DueRecords(who.AgencyId, today, stop);
    }

    internal static async Task<IReadOnlyList<DueRecord>> DueRecords(this SafetyDb db, Guid? agency, DateOnly today, CancellationToken stop)
    {
        var due = new List<DueRecord>();
        foreach (var rule in await db.RetentionRules(stop))
        {
            // A few days more than due, because months differ in length; the rule itself decides.
            var about = CountyClock.StartOf(today.AddMonths(-rule.Months).AddDays(5));
            var closed = await db.Set<SubjectRecord>()
                .AsNoTracking()
                .Where(r =>
                    r.Class == rule.Class
                    && r.ForgottenAt == null
                    && r.ClosedAt != null
                    && r.ClosedAt < about
                    && (agency == null || r.AgencyId == agency)
                    && !db.Set<RetentionDecision>().Any(d => d.RecordId == r.Id && d.KeepUntil >= today)
                )
                .OrderBy(r => r.ClosedAt)
                .Select(r => new
                {
                    r.Id,
                    r.Reference,
                    r.AgencyId,
                    r.ClosedAt,
                    Held = db.Set<RecordHold>()
                        .Where(h => h.RecordId == r.Id && h.LiftedAt == null)
                        .Select(h => h.Proceedings)
                        .FirstOrDefault(),
                })
                .First(Most, db, stop);
            due.AddRange(
                closed
                    .Select(r => new DueRecord(
                        r.Id,
                        r.Reference,
                        r.AgencyId,
                        rule.Class,
                        rule.DueOn(CountyClock.DayOf(r.ClosedAt!.Value)),
                        rule.Action,
                        r.Held
                    ))
                    .Where(r => r.DueOn <= today)
            );
        }
        return due;
    }

    /// <summary>The proceedings that a record, or what was asked about it, is kept for.</summary>
    internal static Task<string?> HeldBecause(this SafetyDb db, Guid subject, CancellationToken stop) =>
        db.Set<RecordHold>()
            .AsNoTracking()
            .Where(h =>
                h.LiftedAt == null
                && (h.RecordId == subject || db.Set<DisclosureRequest>().Any(r => r.Id == subject && r.RecordId == h.RecordId))
            )
            .OrderBy(h => h.PlacedAt)
            .Select(h => h.Proceedings)
            .FirstOrDefaultAsync(stop);

    /// <summary>Holds on the records of an agency, those in force first.</summary>
    public static async Task<IReadOnlyList<HoldLine>> Holds(this SafetyDb db, SignedIn who, CancellationToken stop)
    {
        who.Must(AccountabilityPermissions.ManageRetention);
        var accounts = db.Set<Account>();
        var found = await db.Set<RecordHold>()
            .AsNoTracking()
            .Join(
                db.Set<SubjectRecord>().Where(r => r.AgencyId == who.AgencyId),
                h => h.RecordId,
                r => r.Id,
                (h, r) =>
                    new
                    {
                        Hold = h,
                        r.Reference,
                        PlacedBy = accounts.Where(a => a.Id == h.PlacedBy).Select(a => a.Name).FirstOrDefault(),
                        LiftedBy = accounts.Where(a => a.Id == h.LiftedBy).Select(a => a.Name).FirstOrDefault(),
                    }
            )
            .OrderBy(h => h.Hold.LiftedAt != null)
            .ThenByDescending(h => h.Hold.PlacedAt)
            .First(MostShown, db, stop);
        return [.. found.Select(h => new HoldLine(h.Hold, h.Reference, h.PlacedBy ?? "", h.LiftedBy))];
    }

    public static Task<IReadOnlyList<RetentionRun>> RetentionRuns(this SafetyDb db, SignedIn who, CancellationToken stop)
    {
        who.Must(AccountabilityPermissions.ManageRetention);
        return db.RetentionRuns(stop);
    }

    internal static async Task<IReadOnlyList<RetentionRun>> RetentionRuns(this SafetyDb db, CancellationToken stop) =>
        await db.Set<RetentionRun>().AsNoTracking().OrderByDescending(r => r.StartedAt).First(MostRuns, db, stop);

    /// <summary>The certificate as an agency sees it: the run as a whole, and of its records their own.</summary>
    public static async Task<RunCertificate?> RetentionRun(this SafetyDb db, Guid id, SignedIn who, CancellationToken stop)
    {
        who.Must(AccountabilityPermissions.ManageRetention);
        if (await db.RetentionRun(id, stop) is not { } whole)
            return null;
        var ids = whole.Records.Select(r => r.Record.RecordId).ToList();
        var own = (
            await db.Set<SubjectRecord>()
                .Where(r => ids.Contains(r.Id) && r.AgencyId == who.AgencyId)
                .Select(r => r.Id)
                .Take(Most)
                .ToListAsync(stop)
        ).ToHashSet();
        return whole with { Records = [.. whole.Records.Where(r => own.Contains(r.Record.RecordId))] };
    }

    internal static async Task<RunCertificate?> RetentionRun(this SafetyDb db, Guid id, CancellationToken stop)
    {
        if (await db.Set<RetentionRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop) is not { EndedAt: not null } run)
            return null;
        var records = await db.Set<RetentionRunRecord>()
            .AsNoTracking()
            .Where(r => r.RunId == id)
            .OrderBy(r => r.DueOn)
            .ThenBy(r => r.RecordId)
            .Select(r => new
            {
                Record = r,
                Reference = db.Set<SubjectRecord>().Where(s => s.Id == r.RecordId).Select(s => s.Reference).FirstOrDefault(),
                Line = db.Set<ForgettingCertificate>()
                    .Where(c => c.Subject == r.RecordId)
                    .Select(c => (long?)c.LedgerSequence)
                    .FirstOrDefault(),
            })
            .First(Most, db, stop);
        return new(
            run,
            [.. records.Select(r => (r.Record, r.Reference ?? "", r.Record.Result is RetentionResult.Forgotten ? r.Line : null))],
            run.IsAsWritten([.. records.Select(r => r.Record)])
        );
    }
}
