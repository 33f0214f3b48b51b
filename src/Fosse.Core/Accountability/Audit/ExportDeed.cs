using System.Globalization;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Lets whoever asked take lines of the ledger out, once a second person of their agency has agreed.</summary>
internal sealed class ExportDeed(SafetyDb db, CountyClock clock) : IDeed
{
    public JointDeed Kind => AccountabilityDeeds.ExportLedger;

    public static IReadOnlyList<DeedField> Fields(LedgerExport export) =>
        [
            new("review", export.Review),
            new("from", export.FirstOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("to", export.LastOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];

    public Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop) => Task.FromResult<Refusal?>(null);

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var export = await db.Set<LedgerExport>().SingleAsync(e => e.Id == approval.AboutId, stop);
        export.Decide(true, by.AccountId, clock.Now);
        return null;
    }
}
