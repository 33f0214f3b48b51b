using System.Globalization;
using Fosse.Accountability.Retention;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Forgets a record because its person asked for it, and answers the request.</summary>
internal sealed class EraseDeed(SafetyDb db, ForgetRecord forget, CountyClock clock) : IDeed
{
    public JointDeed Kind => AccountabilityDeeds.EraseRecord;

    public static async Task<IReadOnlyList<DeedField>> Fields(SafetyDb db, SubjectRequest request, CancellationToken stop) =>
        [
            new("reference", (await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == request.RecordId, stop)).Reference),
            new("asked", request.Kind.ToString()),
            new("received", request.ReceivedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var request = await Request(approval, stop);
        if (SubjectRequest.After(request.State, SubjectRequestStep.Answer) is null)
            return new("", AccountabilityText.Of("Subjects.Closed"));
        if (await db.HeldBecause(request.RecordId, stop) is { } held)
            return new("forget", AccountabilityText.Of("Subjects.LiftHoldFirst", AccountabilityText.Of("ForgetRecord.MustBeKept", held)));
        return await db.NotHeldBy(request.RecordId, approval.AgencyId, stop) ?? await db.Conflict(request.RecordId, by, stop);
    }

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var request = await db.Set<SubjectRequest>().SingleAsync(r => r.Id == approval.AboutId, stop);
        request.Take(SubjectRequestStep.Answer, by.AccountId, clock.Now);
        db.Announce(new SubjectRequestMoved(request.Id, request.AgencyId, request.State));
        return null;
    }

    public async Task<Refusal?> Last(Approval approval, SignedIn by, CancellationToken stop)
    {
        var request = await Request(approval, stop);
        var ground = $"The person asked for it ({request.Kind}, received {request.ReceivedOn:yyyy-MM-dd})";
        return await forget.Within(request.RecordId, by.Actor, ground, stop) is { } refused
            ? new("forget", AccountabilityText.Of("Subjects.LiftHoldFirst", refused.Message))
            : null;
    }

    public Task Afterwards(CancellationToken stop) => forget.Clear(stop);

    private Task<SubjectRequest> Request(Approval approval, CancellationToken stop) =>
        db.Set<SubjectRequest>().AsNoTracking().SingleAsync(r => r.Id == approval.AboutId, stop);
}
