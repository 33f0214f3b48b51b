using Fosse.Foundation;

namespace Fosse.Approvals;

/// <summary>Whose accounts are today; given by the room that has them. It may have come out since somebody acted that two accounts are one
/// person's.</summary>
public sealed record ApprovalPersons(Func<SafetyDb, IReadOnlyCollection<Guid>, CancellationToken, Task<IReadOnlyList<Guid>>> Of);

/// <summary>Who an account is today, and what they may; none where they may nothing any more.</summary>
public sealed record ApprovalSignedIn(Func<SafetyDb, Guid, DateOnly, CancellationToken, Task<SignedIn?>> Of);
