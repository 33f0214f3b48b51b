using Fosse.Accountability.Retention;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Takes back what the people of an agency have proposed about a record that goes to another one.</summary>
internal sealed class MovedRecords(SafetyDb db, ApprovalDesk desk)
{
    private const int Most = 1000;

    public async Task<Refusal?> Moves(Guid record, SignedIn by, CancellationToken stop)
    {
        var about = new List<(JointDeed Deed, Guid About)> { (AccountabilityDeeds.ForgetRecord, record) };
        var holds = await db.Set<RecordHold>().Where(h => h.RecordId == record).Select(h => h.Id).Take(Most).ToListAsync(stop);
        about.AddRange(holds.Select(hold => (AccountabilityDeeds.LiftHold, hold)));
        foreach (
            var request in await db.Set<SubjectRequest>().Where(r => r.RecordId == record).Select(r => r.Id).Take(Most).ToListAsync(stop)
        )
            about.AddRange([(AccountabilityDeeds.EraseRecord, request), (AccountabilityDeeds.EmptyFields, request)]);
        foreach (var (deed, thing) in about)
        {
            if (await desk.Withdraw(deed, thing, by, stop) is { } stale)
                return stale;
        }
        return null;
    }
}
