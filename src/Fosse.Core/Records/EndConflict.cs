using System.Globalization;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>Why a declared conflict of interest is none any more.</summary>
public enum ConflictOver
{
    /// <summary>What tied them to it is past.</summary>
    TieEnded,

    /// <summary>It was meant for another record.</summary>
    DeclaredByMistake,

    /// <summary>Looked at again, it is no tie.</summary>
    NoTie,
}

/// <summary>What nobody does alone in this room.</summary>
public static class RecordsDeeds
{
    public static JointDeed EndConflict { get; } = new(nameof(EndConflict));
}

/// <summary>Whoever declared a conflict of interest asks that it end. It opens a record again that they were kept from, so somebody else
/// of the agency that holds the record approves it; where that is another, they speak for their own.</summary>
public sealed class EndConflict(SafetyDb db, ApprovalDesk approvals, Ledger ledger, Sealer sealer, CountyClock clock)
{
    /// <param name="why">It stands in the ledger, sealed, for it may name somebody.</param>
    public async Task<Outcome<Approval>> Ask(Guid recordId, ConflictOver? over, string why, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        ArgumentNullException.ThrowIfNull(by);
        var record = by.May(RecordsPermissions.ReadRecords)
            ? await db.Set<SubjectRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == recordId && r.ForgottenAt == null, stop)
            : null;
        if (record is null || await db.Declared(recordId, by.AccountId, stop) is not { } declared)
            return new Refusal("", RecordsText.Of("EndConflict.None"));
        var refusals = new List<Refusal>();
        if (over is null)
            refusals.Add(new("over", RecordsText.Of("EndConflict.ChooseWhy")));
        if (!Reasons.Says(why))
            refusals.Add(new("overWhy", RecordsText.Of("EndConflict.SayWhy")));
        if (refusals.Count > 0)
            return refusals;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        var proposed = await approvals.Propose(
            RecordsDeeds.EndConflict,
            EndConflictDeed.IdOf(recordId, by.PersonId),
            EndConflictDeed.Fields(record, declared, over!.Value),
            [by.AgencyId, record.AgencyId],
            by,
            stop
        );
        if (!proposed.Accepted(out var approval))
            return proposed;
        var typed = await sealer.SealReason(record.Id, why.Trim(), stop);
        var said = $"Asks that their conflict of interest end: {over}. Proposal {approval.Id:d}.";
        await ledger.SaveWith(db, DecidedLine.Of(by, record.Id, said, typed), stop);
        await both.CommitAsync(stop);
        return approval;
    }

    /// <summary>Whether somebody else has to look at what they asked.</summary>
    public async Task<bool> Waits(Guid recordId, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        var about = EndConflictDeed.IdOf(recordId, by.PersonId);
        return await db.OpenApproval(RecordsDeeds.EndConflict, about, clock.Now, stop) is not null;
    }
}

/// <summary>Takes the conflict away. That there was one, and who had it, stays in the ledger.</summary>
internal sealed class EndConflictDeed(SafetyDb db, Ledger ledger) : IDeed
{
    private const string Over = "over",
        Record = "_record";

    public JointDeed Kind => RecordsDeeds.EndConflict;

    /// <summary>The things about which a request to end a conflict with a record waits.</summary>
    public static async Task<IReadOnlyList<Guid>> Waiting(SafetyDb db, Guid record, CancellationToken stop)
    {
        var open = await db.Set<Approval>()
            .AsNoTracking()
            .Where(a => a.Deed == RecordsDeeds.EndConflict && a.State == ApprovalState.Open)
            .Take(ApprovalQueries.Most)
            .ToListAsync(stop);
        return [.. open.Where(a => RecordOf(a) == record).Select(a => a.AboutId)];
    }

    public static Guid IdOf(Guid record, Guid person) => Approval.IdOf($"conflict of interest {record:n} {person:n}");

    public static IReadOnlyList<DeedField> Fields(SubjectRecord record, ConflictOfInterest declared, ConflictOver over) =>
        [
            new("reference", record.Reference),
            new("declared", CountyClock.DayOf(declared.DeclaredAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new(Over, over.ToString()),
            new(Record, record.Id.ToString()),
        ];

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var record = RecordOf(approval);
        if (await db.Declared(record, approval.ProposedBy, stop) is null)
            return new("", RecordsText.Of("EndConflict.None"));
        // Nobody who is too close to it says of another that they are not.
        if (by.AccountId != approval.ProposedBy && await db.Conflict(record, by, stop) is { } conflict)
            return conflict;
        var asked = db.Set<ApprovalAgency>().Where(a => a.ApprovalId == approval.Id);
        // Whoever approves is of the agency that holds it today.
        var holder = by.AccountId == approval.ProposedBy ? (Guid?)null : by.AgencyId;
        var theirs = await db.Set<SubjectRecord>()
            .Where(r => r.Id == record && r.ForgottenAt == null && (holder == null || r.AgencyId == holder))
            .AnyAsync(r => !asked.Any() || asked.Any(a => a.AgencyId == r.AgencyId), stop);
        return theirs ? null : new("", RecordsText.Of("Records.AnotherHolds"));
    }

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var record = RecordOf(approval);
        db.RemoveRange(await db.ConflictsOf(approval.ProposedBy).Where(c => c.RecordId == record).Take(100).ToListAsync(stop));
        return null;
    }

    public async Task<Refusal?> Last(Approval approval, SignedIn by, CancellationToken stop)
    {
        var said = $"The conflict of interest of account {approval.ProposedBy:d} ended: {approval[Over]}. Proposal {approval.Id:d}.";
        await ledger.SaveWith(db, DecidedLine.Of(by, RecordOf(approval), said), stop);
        if (approval.AgencyId != by.AgencyId)
            await ledger.SaveWith(db, await ForTheirOwn(approval, said, by, stop), stop);
        return null;
    }

    // Whoever watches over the agency that declared it read that it was declared, and reads that it ended.
    private async Task<LedgerLine> ForTheirOwn(Approval approval, string said, SignedIn by, CancellationToken stop) =>
        new()
        {
            Kind = LedgerKind.Decided,
            ActorId = by.AccountId,
            AgencyId = approval.AgencyId,
            Organisation = await db.Set<Agency>().Where(a => a.Id == approval.AgencyId).Select(a => a.Name).SingleAsync(stop),
            Subject = RecordOf(approval),
            Ground = said,
        };

    private static Guid RecordOf(Approval approval) => Guid.Parse(approval[Record]!);
}
