using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership.Disclosure;

/// <summary>A request in a list: nothing of whom it is about.</summary>
public sealed record DisclosureLine(Guid Id, string Reference, string OtherAgency, Purpose Purpose, Deadline Clock, DisclosureState State);

/// <summary>A request as its two agencies see it.</summary>
/// <param name="InVain">It is open, and nobody of the agency that is asked may answer it.</param>
public sealed record DisclosureFront(
    DisclosureRequest Request,
    string Reference,
    string From,
    string To,
    string ToContact,
    bool Own,
    bool InVain
)
{
    public Deadline Clock => DisclosureDeadline.Rule.On(Request.DueOn, met: Request.ClosedAt);
}

public static class DisclosureQueries
{
    private const int Most = 200;

    /// <summary>The words of a request are its two agencies' for good; the record that it is about is read to answer it.</summary>
    internal static IQueryable<OpenRequest> Answerable(SafetyDb db)
    {
        var all = db.Set<DisclosureRequest>();
        return all.Select(r => new OpenRequest
            {
                Id = r.Id,
                AgencyId = r.ToAgencyId,
                Subject = r.Id,
                DueOn = r.DueOn,
            })
            .Concat(
                all.Where(r => r.State == DisclosureState.Asked)
                    .Select(r => new OpenRequest
                    {
                        Id = r.Id,
                        AgencyId = r.ToAgencyId,
                        Subject = r.RecordId,
                        DueOn = r.DueOn,
                    })
            );
    }

    /// <summary>Those asked of the agency, or by it; open ones first, the most urgent on top.</summary>
    public static async Task<IReadOnlyList<DisclosureLine>> Requests(this SafetyDb db, SignedIn who, bool ofUs, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords, PartnershipPermissions.AnswerDisclosures);
        var found = await db.Set<DisclosureRequest>()
            .AsNoTracking()
            .Where(r => (ofUs ? r.ToAgencyId : r.FromAgencyId) == who.AgencyId)
            .Join(db.Set<SubjectRecord>(), r => r.RecordId, s => s.Id, (r, s) => new { Request = r, s.Reference })
            .Join(
                db.Set<Agency>(),
                r => ofUs ? r.Request.FromAgencyId : r.Request.ToAgencyId,
                a => a.Id,
                (r, a) =>
                    new
                    {
                        r.Request,
                        r.Reference,
                        a.Name,
                    }
            )
            .OrderBy(r => r.Request.State == DisclosureState.Asked ? 0 : 1)
            .ThenBy(r => r.Request.DueOn)
            .ThenBy(r => r.Request.Id)
            .First(Most, db, stop);
        return
        [
            .. found.Select(r => new DisclosureLine(
                r.Request.Id,
                r.Reference,
                r.Name,
                r.Request.Purpose,
                DisclosureDeadline.Rule.On(r.Request.DueOn, met: r.Request.ClosedAt),
                r.Request.State
            )),
        ];
    }

    /// <returns>None when it is no request of their agency.</returns>
    public static async Task<DisclosureFront?> Request(this SafetyDb db, Guid id, SignedIn who, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords, PartnershipPermissions.AnswerDisclosures);
        if (
            await db.Set<DisclosureRequest>()
                .AsNoTracking()
                .SingleOrDefaultAsync(r => r.Id == id && (r.ToAgencyId == who.AgencyId || r.FromAgencyId == who.AgencyId), stop)
            is not { } request
        )
            return null;
        var names = await db.Set<Agency>()
            .AsNoTracking()
            .Where(a => a.Id == request.ToAgencyId || a.Id == request.FromAgencyId)
            .Take(2)
            .ToDictionaryAsync(a => a.Id, stop);
        var reference = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => r.Id == request.RecordId)
            .Select(r => r.Reference)
            .SingleAsync(stop);
        var asked = names[request.ToAgencyId];
        return new(
            request,
            reference,
            names[request.FromAgencyId].Name,
            asked.Name,
            asked.Contact,
            request.ToAgencyId == who.AgencyId,
            request.IsOpen && !await db.MayBeAnswered(request.ToAgencyId, today, stop)
        );
    }
}
