using Fosse.Foundation;

namespace Fosse.Approvals;

/// <summary>Whose approval completes a deed. In every case whoever proposed it never approves it, under whichever account.</summary>
public enum Approvers
{
    /// <summary>Somebody else of the agency that it belongs to.</summary>
    SameAgency,

    /// <summary>Somebody of each agency concerned; whoever proposes stands for their own. Where only one is concerned, somebody else of
    /// it.</summary>
    EachAgency,

    /// <summary>Somebody of each agency from which something is taken, whoever proposes it.</summary>
    EachDisplaced,

    /// <summary>Somebody else, of whichever agency.</summary>
    AnyAgency,
}

/// <summary>Who proposes and who approves; a line of docs/security/deeds.md.</summary>
/// <param name="Conflict">Whether a declared conflict of interest shuts out whoever has it.</param>
/// <param name="Days">After so many days a proposal lapses.</param>
public sealed record DeedRule(JointDeed Kind, Permission Proposes, Permission Approves, Approvers By, bool Conflict, int Days);

/// <summary>One thing that is said in what is approved. A name that begins with <c>_</c> is for the program and is not shown.</summary>
public sealed record DeedField(string Name, string Value);

/// <summary>What a room does once its deed has its approvals.</summary>
public interface IDeed
{
    JointDeed Kind { get; }

    /// <summary>What stands in the way of this person's part in it now: a conflict of interest, a thing that is gone.</summary>
    Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop);

    /// <summary>The content as it would be proposed today; where it differs from what was proposed, that lapses. None for a deed whose
    /// content is all in the proposal.</summary>
    Task<IReadOnlyList<DeedField>?> AsItStands(Approval approval, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<DeedField>?>(null);

    /// <summary>Opens what it needs, before the transaction: the ledger has a line of that, and nothing else is changed.</summary>
    Task<Refusal?> First(Approval approval, SignedIn by, CancellationToken stop) => Task.FromResult<Refusal?>(null);

    /// <summary>Does it, in the transaction of the last approval.</summary>
    Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop);

    /// <summary>Does what reaches further than the database, when all else is saved, right before the commit of the same transaction:
    /// nobody can take the deed back between.</summary>
    Task<Refusal?> Last(Approval approval, SignedIn by, CancellationToken stop) => Task.FromResult<Refusal?>(null);

    /// <summary>Tidies up after the commit.</summary>
    Task Afterwards(CancellationToken stop) => Task.CompletedTask;
}
