using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Asks the desk in the name of a request; the request is the reason, and nobody types it again.</summary>
internal static class SubjectDesk
{
    public static Task<Access> Open(this AccessDesk desk, SubjectRequest request, Guid subject, SignedIn who, CancellationToken stop) =>
        desk.Open(new(who.Actor, AccountabilityPurposes.AnswerSubjectRequest, subject, "", Request: request.Id), stop);

    /// <returns>The request where it is of this agency, of that kind, open, and known who asks; else why not.</returns>
    public static async Task<Outcome<SubjectRequest>> Workable(
        this SafetyDb db,
        Guid id,
        SubjectRequestKind? kind,
        SignedIn who,
        CancellationToken stop
    )
    {
        if (SubjectRequests.NotTheirs(who) is { } no)
            return no;
        if (
            await db.Set<SubjectRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.AgencyId == who.AgencyId, stop)
            is not { } request
        )
            return new Refusal("", AccountabilityText.Of("Subjects.NoSuchRequest"));
        if (kind is not null && request.Kind != kind)
            return new Refusal("", AccountabilityText.Of("Subjects.AskedSomethingElse"));
        if (!request.IsOpen)
            return new Refusal("", AccountabilityText.Of("Subjects.Closed"));
        if (await db.Conflict(request.RecordId, who, stop) is { } conflict)
            return conflict;
        return request.IsKnown || kind is null ? request : new Refusal("", AccountabilityText.Of("Subjects.ConfirmFirst"));
    }

    /// <summary>Writes that something was taken out for the person.</summary>
    public static LedgerLine Exported(this SubjectRequest request, SignedIn who, string what) =>
        new()
        {
            Kind = LedgerKind.Exported,
            ActorId = who.AccountId,
            AgencyId = who.AgencyId,
            Organisation = who.AgencyName,
            Purpose = AccountabilityPurposes.AnswerSubjectRequest,
            Subject = request.RecordId,
            Ground = what,
        };
}
