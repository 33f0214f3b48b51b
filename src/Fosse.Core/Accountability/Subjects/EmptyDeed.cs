using Fosse.Accountability.Retention;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Takes words out of a record without others in their place, because its person asked for it. The proposal names the fields, and
/// not what they say.</summary>
internal sealed class EmptyDeed(SafetyDb db, HeldFields held) : IDeed
{
    private const string Empties = "empties";

    public JointDeed Kind => AccountabilityDeeds.EmptyFields;

    public static async Task<IReadOnlyList<DeedField>> Fields(
        SafetyDb db,
        SubjectRequest request,
        IEnumerable<string> emptied,
        CancellationToken stop
    ) =>
        [
            new("reference", (await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == request.RecordId, stop)).Reference),
            .. emptied.Select(name => new DeedField(Empties, name)),
        ];

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var workable = await db.Workable(approval.AboutId, SubjectRequestKind.Rectification, by, stop);
        if (!workable.Accepted(out var request))
            return workable.Refusals[0];
        return await db.HeldBecause(request.RecordId, stop) is { } proceedings
            ? new("", AccountabilityText.Of("Corrections.Held", proceedings))
            : await db.NotHeldBy(request.RecordId, approval.AgencyId, stop);
    }

    // The record is opened for it, which has a line of its own in the ledger, before what it is opened for.
    public async Task<Refusal?> First(Approval approval, SignedIn by, CancellationToken stop)
    {
        var names = approval.Fields.Where(f => f.Name == Empties).Select(f => f.Value).ToHashSet();
        var outcome = await held.With<IReadOnlyList<string>>(
            approval.AboutId,
            by,
            async (request, access, details) =>
            {
                var fields = HeldFields.All.Where(f => names.Contains(f.Name) && f.Held(details) is not null).ToList();
                foreach (var field in fields)
                    field.Put(details, null);
                await held.Changed(request, access, details, [.. fields.Select(f => f.Name)], by, stop);
                await db.SaveChangesAsync(stop);
                return names.ToList();
            },
            stop
        );
        return outcome.Accepted(out _) ? null : outcome.Refusals[0];
    }

    public Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop) => Task.FromResult<Refusal?>(null);
}
