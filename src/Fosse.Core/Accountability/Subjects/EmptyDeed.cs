using Fosse.Accountability.Retention;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Takes words out of a record without others in their place, because its person asked for it. The proposal names the fields, and
/// not what they say.</summary>
internal sealed class EmptyDeed(SafetyDb db, HeldFields held) : IDeed, IDisposable
{
    private const string Empties = "empties";

    private OpenedFields? opened;

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

    // The record is opened for it before the transaction, which has a line of its own in the ledger; what is taken out goes with the deed.
    public async Task<Refusal?> First(Approval approval, SignedIn by, CancellationToken stop)
    {
        opened?.Dispose();
        opened = null;
        var outcome = await held.Open(approval.AboutId, by, stop);
        return outcome.Accepted(out opened) ? null : outcome.Refusals[0];
    }

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var (request, access, details) = opened ?? throw new InvalidOperationException("It is opened first.");
        var names = approval.Fields.Where(f => f.Name == Empties).Select(f => f.Value).ToHashSet();
        var fields = HeldFields.All.Where(f => names.Contains(f.Name) && f.Held(details) is not null).ToList();
        foreach (var field in fields)
            field.Put(details, null);
        await held.Changed(request, access, details, [.. fields.Select(f => f.Name)], by, stop);
        return null;
    }

    public Task Afterwards(CancellationToken stop)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => opened?.Dispose();
}
