namespace Fosse.Triage;

/// <summary>What residents of the made-up county tell of one kind of thing, and what staff say of it.</summary>
/// <param name="Often">How many of a hundred reports are of this kind.</param>
/// <param name="Begins">What is put before any of the ends, so that few reports read alike.</param>
internal sealed record PastKind(
    string Category,
    int Often,
    string[] Places,
    string[] Begins,
    string[] Ends,
    string[] Replies,
    string Matter,
    string Outcome,
    (string Question, string[] Keys)? Choice = null
);
