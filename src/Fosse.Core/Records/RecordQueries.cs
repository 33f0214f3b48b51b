using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>A record in a list: nothing of whom it is about.</summary>
public sealed record RecordLine(
    Guid Id,
    string Reference,
    DataClass Class,
    string? CaseReference,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<string> Workers
);

/// <summary>What somebody may know of a record before it is opened.</summary>
/// <param name="Task">What they are assigned to do on it today.</param>
/// <param name="Waits">The request of their agency for it that waits for an answer.</param>
public sealed record RecordFront(
    SubjectRecord Record,
    string Agency,
    string Contact,
    bool Own,
    bool PointedTo,
    string? Task,
    bool Conflict,
    IReadOnlyList<RecordWorker> Workers,
    Guid? Waits
);

/// <param name="MayEnd">Whether whoever looks may end it.</param>
public sealed record RecordWorker(Guid AssignmentId, string Name, string Task, DateOnly Since, bool MayEnd);

public static class RecordQueries
{
    public const int Page = 50;
    private const int Most = 200;

    /// <summary>The own agency's records, the newest first; or those that somebody is assigned to.</summary>
    /// <param name="but">A class that is left out.</param>
    /// <param name="only">The one class that is shown.</param>
    /// <param name="closed">Those that are closed, or those that are not; none for both.</param>
    public static async Task<(IReadOnlyList<RecordLine> Lines, int All)> RecordsOf(
        this SafetyDb db,
        SignedIn who,
        bool mine,
        int page,
        DateOnly today,
        CancellationToken stop,
        DataClass? but = null,
        DataClass? only = null,
        bool? closed = null
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords);
        var assignments = db.Set<RecordAssignment>().InForceOn(today);
        var records = db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => mine ? assignments.Any(a => a.RecordId == r.Id && a.AccountId == who.AccountId) : r.AgencyId == who.AgencyId);
        if (but is not null)
            records = records.Where(r => r.Class != but);
        if (only is not null)
            records = records.Where(r => r.Class == only);
        if (closed is { } over)
            records = records.Where(r => r.ClosedAt != null == over);
        var lines = await records.OrderByDescending(r => r.OpenedAt).ThenBy(r => r.Id).Skip((page - 1) * Page).Take(Page).ToListAsync(stop);
        var ids = lines.Select(r => r.Id).ToList();
        var workers = (
            await assignments
                .AsNoTracking()
                .Where(a => ids.Contains(a.RecordId))
                .Join(db.Set<Account>(), a => a.AccountId, p => p.Id, (a, p) => new { a.RecordId, p.Name })
                .Take(Most * 10)
                .ToListAsync(stop)
        ).ToLookup(w => w.RecordId, w => w.Name);
        return (
            [
                .. lines.Select(r => new RecordLine(
                    r.Id,
                    r.Reference,
                    r.Class,
                    r.CaseReference,
                    r.OpenedAt,
                    r.ClosedAt,
                    [.. workers[r.Id].Order(StringComparer.CurrentCulture)]
                )),
            ],
            await records.CountAsync(stop)
        );
    }

    /// <summary>The record of that reference, if it is the own agency's or one that another has told of.</summary>
    public static async Task<Guid?> RecordCalled(
        this SafetyDb db,
        string reference,
        SignedIn who,
        HouseWords words,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        words.MustHandle(who);
        var wanted = reference.Trim();
        var record = await db.Set<SubjectRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Reference == wanted, stop);
        return
            record is not null
            && (
                record.AgencyId == who.AgencyId
                || await db.Assigned(record.Id, who, today, stop)
                || who.May(RecordsPermissions.BreakGlass)
                || who.May(RecordsPermissions.ReadRecords) && await db.MayPoint(record, who.AgencyId, words, today, stop)
            )
            ? record.Id
            : null;
    }

    /// <returns>None when they may not even know of it.</returns>
    public static async Task<RecordFront?> Front(
        this SafetyDb db,
        Guid id,
        SignedIn who,
        HouseWords words,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        words.MustHandle(who);
        if (await db.Set<SubjectRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop) is not { } record)
            return null;
        var own = record.AgencyId == who.AgencyId;
        // What its owner disclosed is known of, whatever has become of the agreement since.
        var pointer =
            !own
            && (
                await db.MayPoint(record, who.AgencyId, words, today, stop)
                || await db.Set<AccessGrant>().OpenOn(today).AnyAsync(g => g.RecordId == id && g.AgencyId == who.AgencyId, stop)
            );
        var assigned = await db.Set<RecordAssignment>()
            .AsNoTracking()
            .InForceOn(today)
            .Where(a => a.RecordId == id)
            .Join(db.Set<Account>(), a => a.AccountId, p => p.Id, (a, p) => new { Assignment = a, p.Name })
            .OrderBy(a => a.Name)
            .First(Most, db, stop);
        var task = assigned.Find(a => a.Assignment.AccountId == who.AccountId)?.Assignment.Task;
        // Whoever may break the glass may come to any record that exists: danger does not wait for an agreement.
        if (!own && !(pointer && who.May(RecordsPermissions.ReadRecords)) && task is null && !who.May(RecordsPermissions.BreakGlass))
            return null;
        var agency = await db.Set<Agency>().AsNoTracking().SingleAsync(a => a.Id == record.AgencyId, stop);
        var conflict = await db.HasConflict(id, who, stop);
        return new(
            record,
            agency.Name,
            agency.Contact,
            own,
            pointer,
            task,
            conflict,
            // That it is held and whom to ask is all that a pointer tells.
            !own && task is null
                ? []
                :
                [
                    .. assigned.Select(a => new RecordWorker(
                        a.Assignment.Id,
                        a.Name,
                        a.Assignment.Task,
                        a.Assignment.StartsOn,
                        a.Assignment.AccountId == who.AccountId || words.EndsWorkOfOthers(who)
                    )),
                ],
            own
                ? null
                : await db.Set<DisclosureRequest>()
                    .Where(r => r.RecordId == id && r.FromAgencyId == who.AgencyId && r.State == DisclosureState.Asked)
                    .OrderBy(r => r.AskedAt)
                    .Select(r => (Guid?)r.Id)
                    .FirstOrDefaultAsync(stop)
        );
    }

    // Whoever reads records for anything, or writes them; nobody else knows of one.
    internal static bool Handle(this HouseWords words, SignedIn who) =>
        who.MayAny(RecordsPermissions.WriteRecords, RecordsPermissions.BreakGlass)
        || words.PurposesThat(p => AccessPolicy.MayFor(who, p)).Count > 0;

    private static void MustHandle(this HouseWords words, SignedIn who)
    {
        if (!words.Handle(who))
            throw new NotPermittedException();
    }

    private static Task<bool> Assigned(this SafetyDb db, Guid record, SignedIn who, DateOnly today, CancellationToken stop) =>
        db.Set<RecordAssignment>().InForceOn(today).AnyAsync(a => a.RecordId == record && a.AccountId == who.AccountId, stop);
}
