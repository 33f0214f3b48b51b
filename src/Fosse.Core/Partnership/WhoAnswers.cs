using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>A change by which reports may come to another agency than until now. What is not said stays as it is.</summary>
/// <param name="About">The agency, the team, or a number made of the category's code.</param>
public sealed record AnswersChange(Guid About)
{
    /// <summary>How an agency is called and what it is; one that is not there yet is added so.</summary>
    public AgencyDetails? Agency { get; init; }

    /// <summary>An area that the team looks after from now on, or no more.</summary>
    public int? Area { get; init; }
    public bool Gives { get; init; }

    /// <summary>By its code, a category of reports that others answer from now on.</summary>
    public string? Category { get; init; }
    public AgencyKind? AnsweredBy { get; init; }

    /// <summary>It is not offered any more.</summary>
    public bool Retires { get; init; }

    /// <summary>Its signpost is the answer, and nothing is taken any more.</summary>
    public bool SignpostOnly { get; init; }

    /// <summary>From and until when the agency is a member from now on.</summary>
    public MemberDays? Member { get; init; }
}

/// <summary>From and until when an agency is to be a member.</summary>
/// <param name="LeftOn">The first day on which it is none; none to keep it.</param>
public sealed record MemberDays(DateOnly JoinedOn, DateOnly? LeftOn);

/// <summary>Sets from and until when an agency is a member, as was agreed; saved by the caller. Given by the room that says what stands
/// against it.</summary>
/// <param name="Against">Why it cannot be so, or not any more.</param>
/// <param name="Set">Sets it.</param>
public sealed record SetsMemberDays(
    Func<Guid, MemberDays, CancellationToken, Task<Refusal?>> Against,
    Func<Guid, MemberDays, SignedIn, CancellationToken, Task<Refusal?>> Set
);

/// <summary>What was asked for is done, or waits for those who answer until now.</summary>
/// <param name="Proposal">None where it is done.</param>
public sealed record Answering(Guid About, Guid? Proposal = null);

/// <summary>Asks whether a change takes reports from an agency. Where it does and somebody of that agency can say yes, it is proposed to
/// them and saved; where nobody can, that is noted, and the caller does it.</summary>
public delegate Task<Outcome<Answering>> AsksWhoAnswers(AnswersChange change, SignedIn by, CancellationToken stop);
