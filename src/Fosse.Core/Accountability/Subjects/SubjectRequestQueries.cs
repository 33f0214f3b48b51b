using Fosse.Accountability.Retention;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>A request in a list.</summary>
public sealed record SubjectRequestLine(
    Guid Id,
    string Reference,
    SubjectRequestKind Kind,
    SubjectRequestState State,
    DateOnly ReceivedOn,
    DateOnly DueOn,
    Deadline Clock
);

/// <summary>A request with what can be said of it without opening the record.</summary>
/// <param name="ReadBy">Other agencies that have read the record: they are to be told of what was put right or forgotten (UK GDPR Article
/// 19).</param>
public sealed record SubjectRequestFront(
    SubjectRequest Request,
    SubjectRecord Record,
    string TakenBy,
    string? ClosedBy,
    Deadline Clock,
    string? Held,
    ForgettingCertificate? Certificate,
    IReadOnlyList<RecordCorrection> Corrections,
    IReadOnlyList<string> ReadBy
);

public static class SubjectRequestQueries
{
    private const int Most = 500;

    /// <summary>Those that are open let their record be read, and what was asked of others about it.</summary>
    internal static IQueryable<OpenRequest> Answerable(SafetyDb db)
    {
        var open = db.Set<SubjectRequest>().Where(r => r.ClosedAt == null);
        return open.Select(r => new OpenRequest
            {
                Id = r.Id,
                AgencyId = r.AgencyId,
                Subject = r.RecordId,
                DueOn = r.DueOn,
            })
            .Concat(
                open.Join(
                    db.Set<DisclosureRequest>(),
                    r => r.RecordId,
                    d => d.RecordId,
                    (r, d) =>
                        new OpenRequest
                        {
                            Id = r.Id,
                            AgencyId = r.AgencyId,
                            Subject = d.Id,
                            DueOn = r.DueOn,
                        }
                )
            );
    }

    /// <summary>The agency's requests: open ones first, and of these the ones due first, so that what is overdue leads.</summary>
    public static async Task<IReadOnlyList<SubjectRequestLine>> SubjectRequests(
        this SafetyDb db,
        SignedIn who,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(AccountabilityPermissions.AnswerSubjectRequests);
        var found = await db.Set<SubjectRequest>()
            .AsNoTracking()
            .Where(r => r.AgencyId == who.AgencyId)
            .Join(db.Set<SubjectRecord>(), q => q.RecordId, r => r.Id, (q, r) => new { Request = q, r.Reference })
            .OrderBy(r => r.Request.ClosedAt != null)
            .ThenByDescending(r => r.Request.ClosedAt)
            .ThenBy(r => r.Request.DueOn)
            .First(Most, db, stop);
        return
        [
            .. found.Select(r => new SubjectRequestLine(
                r.Request.Id,
                r.Reference,
                r.Request.Kind,
                r.Request.State,
                r.Request.ReceivedOn,
                r.Request.DueOn,
                r.Request.Clock
            )),
        ];
    }

    /// <returns>None when the request is not of this agency.</returns>
    public static async Task<SubjectRequestFront?> SubjectRequestOf(
        this SafetyDb db,
        Guid id,
        SignedIn who,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(AccountabilityPermissions.AnswerSubjectRequests);
        var found = await db.Set<SubjectRequest>()
            .AsNoTracking()
            .Where(r => r.Id == id && r.AgencyId == who.AgencyId)
            .Join(
                db.Set<SubjectRecord>(),
                q => q.RecordId,
                r => r.Id,
                (q, r) =>
                    new
                    {
                        Request = q,
                        Record = r,
                        TakenBy = db.Set<Account>().Where(a => a.Id == q.TakenBy).Select(a => a.Name).FirstOrDefault(),
                        ClosedBy = db.Set<Account>().Where(a => a.Id == q.ClosedBy).Select(a => a.Name).FirstOrDefault(),
                    }
            )
            .AsNoTracking()
            .SingleOrDefaultAsync(stop);
        if (found is null)
            return null;
        var record = found.Record.Id;
        return new(
            found.Request,
            found.Record,
            found.TakenBy ?? "",
            found.ClosedBy,
            found.Request.Clock,
            await Retention.RetentionQueries.HeldBecause(db, record, stop),
            await db.Set<ForgettingCertificate>().AsNoTracking().SingleOrDefaultAsync(c => c.Subject == record, stop),
            await db.Set<RecordCorrection>().AsNoTracking().Where(c => c.RequestId == id).OrderBy(c => c.CorrectedAt).First(Most, db, stop),
            await db.OthersWhoRead(record, who.AgencyId, stop)
        );
    }

    internal static async Task<IReadOnlyList<string>> OthersWhoRead(this SafetyDb db, Guid record, Guid owner, CancellationToken stop) =>
        await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l =>
                l.Subject == record
                && l.AgencyId != owner
                && l.ActorId != Actor.TheHouse
                && l.Purpose != AccountabilityPurposes.SuperviseAccess
                && (l.Kind == LedgerKind.Opened || l.Kind == LedgerKind.BrokeGlass)
            )
            .Select(l => l.Organisation)
            .Distinct()
            .OrderBy(o => o)
            .First(Most, db, stop);
}
