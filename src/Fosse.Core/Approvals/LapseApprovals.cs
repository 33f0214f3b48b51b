using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Approvals;

/// <summary>Ends proposals that nobody approved in time. None of them is approved meanwhile: the desk looks at the time itself.</summary>
public sealed class LapseApprovals(SafetyDb db, Ledger ledger, CountyClock clock) : ITimetabled
{
    public string Name => "approvals.lapse";

    public string When => "every hour";

    public string Does => "ends proposals that were not approved in time";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddHours(1);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.Now;
        var past = await db.Set<Approval>().Where(a => a.State == ApprovalState.Open && a.LapsesAt <= now).Take(1000).ToListAsync(stop);
        foreach (var approval in past)
        {
            approval.End(ApprovalState.Lapsed, now);
            await ledger.SaveWith(db, Line(approval), stop);
        }
    }

    internal static LedgerLine Line(Approval approval) =>
        new()
        {
            Kind = LedgerKind.Decided,
            ActorId = Actor.TheHouse,
            AgencyId = approval.AgencyId,
            Organisation = "Fosse",
            Subject = approval.AboutId,
            Ground = $"Lapsed: {approval.Deed}. Proposal {approval.Id:d}.",
        };
}
