namespace Fosse.Privacy;

/// <summary>Where the reason for a read comes from: an assignment, the queue of one's team or a request that is open says it without
/// typing, elsewhere it is typed.</summary>
public enum ReasonFrom
{
    None,
    Assignment,
    Typed,
    BreakGlass,
    Job,
    TeamQueue,
    Request,
}

internal static class ReasonSaid
{
    /// <summary>Whether the house says it, in words that name nobody of the public.</summary>
    public static bool ByTheHouse(this ReasonFrom from) =>
        from is ReasonFrom.Assignment or ReasonFrom.Job or ReasonFrom.TeamQueue or ReasonFrom.Request;
}

/// <summary>May this person read personal data about this subject, for this purpose?</summary>
/// <param name="Reason">What was typed; empty where nothing was.</param>
/// <param name="BreakGlass">Asked for as an emergency: opened without leave, told to the owner at once, and reviewed.</param>
/// <param name="SecondsTyping">How long the asker was busy saying why; none where nothing was asked.</param>
/// <param name="ReasonOf">The line of the ledger whose typed reason is asked for, and nothing else of the subject; none where the subject
/// itself is.</param>
/// <param name="Request">The request that is answered, where the purpose is to answer one.</param>
public sealed record AccessQuestion(
    Actor Actor,
    Purpose Purpose,
    Guid Subject,
    string Reason,
    bool BreakGlass = false,
    int? SecondsTyping = null,
    long? ReasonOf = null,
    Guid? Request = null
)
{
    /// <summary>The search that found the subject; none where it is opened by itself. Nobody but the search says so.</summary>
    public Guid? FoundBy { get; internal init; }
}

/// <summary>The answer to an <see cref="AccessQuestion"/>, as it goes into the ledger.</summary>
/// <param name="Ground">Why it is open or shut, in words for whoever reads the ledger; no personal data.</param>
/// <param name="Reason">The reason that holds: from the assignment, or as typed.</param>
/// <param name="Agreement">The sharing agreement that opened it, if one did.</param>
public sealed record AccessDecision(bool Granted, string Ground, ReasonFrom From, string Reason, Guid? Agreement = null)
{
    public static AccessDecision Refused(string ground, string typed = "") => new(false, ground, ReasonFrom.None, typed);
}

/// <summary>
/// Decides. The application has one such rule (see Fosse.Records.AccessPolicy), asked in a scope of its own with the facts as they are at
/// that instant;
/// it reads no personal data to decide. Without a rule nothing opens.
/// </summary>
public delegate Task<AccessDecision> AccessRule(GuardedDb facts, AccessQuestion question, CancellationToken stop);
