using Fosse.Accountability.Retention;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Takes back what the people of an agency have proposed about a record that goes to another one, and hands on what its person has
/// asked: whoever holds the record answers, by the same day.</summary>
internal sealed class MovedRecords(SafetyDb db, ApprovalDesk desk, Ledger ledger)
{
    private const int Most = 1000;

    public async Task<Refusal?> Moves(Guid record, Guid to, SignedIn by, CancellationToken stop)
    {
        var about = new List<(JointDeed Deed, Guid About)> { (AccountabilityDeeds.ForgetRecord, record) };
        var holds = await db.Set<RecordHold>().Where(h => h.RecordId == record).Select(h => h.Id).Take(Most).ToListAsync(stop);
        about.AddRange(holds.Select(hold => (AccountabilityDeeds.LiftHold, hold)));
        var requests = await db.Set<SubjectRequest>().Where(r => r.RecordId == record).Take(Most).ToListAsync(stop);
        foreach (var request in requests)
            about.AddRange([(AccountabilityDeeds.EraseRecord, request.Id), (AccountabilityDeeds.EmptyFields, request.Id)]);
        about.AddRange((await EndConflictDeed.Waiting(db, record, stop)).Select(thing => (RecordsDeeds.EndConflict, thing)));
        foreach (var (deed, thing) in about)
        {
            if (await desk.Withdraw(deed, thing, by, stop) is { } stale)
                return stale;
        }
        foreach (var request in requests.Where(r => r.IsOpen && r.AgencyId != to))
        {
            if (await HandOn(request, to, by, stop) is { } stale)
                return stale;
        }
        return null;
    }

    // Its clock runs on: it began on the day on which the person asked, whomever they asked. Both agencies have a line of it.
    private async Task<Refusal?> HandOn(SubjectRequest request, Guid to, SignedIn by, CancellationToken stop)
    {
        var name = await db.Set<Agency>().Where(a => a.Id == to).Select(a => a.Name).SingleAsync(stop);
        request.AgencyId = to;
        db.Announce(new SubjectRequestMoved(request.Id, to, request.State));
        var gone = DecidedLine.Of(by, request.RecordId, $"Request of its person: {request.Kind}, handed to {name} with the record.");
        var come = new LedgerLine
        {
            Kind = LedgerKind.Decided,
            ActorId = by.AccountId,
            AgencyId = to,
            Organisation = name,
            Subject = request.RecordId,
            Ground =
                $"Request of its person: {request.Kind}, taken over from {by.AgencyName} with the record, due {request.DueOn:yyyy-MM-dd}.",
        };
        var stale = AccountabilityText.Of("Subjects.Overtaken");
        return await db.SaveUnlessStale(stale, ledger, gone, stop) ?? await db.SaveUnlessStale(stale, ledger, come, stop);
    }
}
