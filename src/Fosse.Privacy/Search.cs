namespace Fosse.Privacy;

/// <summary>May this person search for this purpose, and among whom? Without a rule nobody may.</summary>
public delegate Task<SearchLeave> SearchRule(GuardedDb facts, SearchQuestion question, CancellationToken stop);

/// <summary>May whoever searches be told that somebody else holds a record about one of those found? Without a rule they may not.</summary>
public delegate Task<AccessDecision> PointerRule(GuardedDb facts, AccessQuestion question, CancellationToken stop);

/// <summary>Words that must all be there, in one field.</summary>
public sealed record SearchFor(SearchField Field, string Words)
{
    public override string ToString() => $"{Field}"; // never the words
}

/// <summary>Who looks for whom, and why.</summary>
/// <param name="For">What is looked for: whole words, all of which must be there.</param>
/// <param name="Reason">As typed.</param>
public sealed record SearchQuestion(Actor Actor, Purpose Purpose, IReadOnlyList<SearchFor> For, string Reason, int? SecondsTyping = null)
{
    public override string ToString() => $"search in {string.Join(", ", For)}";
}

/// <summary>The answer to a <see cref="SearchQuestion"/>, with those among whom may be searched: queries on the context that the rule was
/// given.</summary>
/// <param name="Open">Subjects who may be shown; none where there are none.</param>
/// <param name="Pointed">Subjects of whom may be told that they are held elsewhere; none where there are none.</param>
public sealed record SearchLeave(AccessDecision Decision, IQueryable<Guid>? Open = null, IQueryable<Guid>? Pointed = null);

/// <summary>What a search found: ids and nothing more. Each is shown through the desk, which writes a line for it first.</summary>
/// <param name="Id">The subject of the ledger lines of the search.</param>
/// <param name="Open">Those who may be shown.</param>
/// <param name="Pointed">Those of whom may be told that they are held elsewhere.</param>
/// <param name="More">True where there were more than <see cref="SearchDesk.Most"/>: then nobody is given.</param>
public sealed record SearchFound(Guid Id, SearchQuestion Question, IReadOnlyList<Guid> Open, IReadOnlyList<Guid> Pointed, bool More);

/// <summary>Ties the line of somebody who was shown to the search that found them, so that forgetting them reaches its typed
/// reason.</summary>
public static class SearchTrace
{
    private const string Words = " Found by search ";

    internal static string Of(Guid search) => $"{Words}{search:d}.";

    internal static Guid? In(string ground) =>
        ground.LastIndexOf(Words, StringComparison.Ordinal) is var at and >= 0
        && Guid.TryParse(ground.AsSpan(at + Words.Length).TrimEnd('.'), out var search)
            ? search
            : null;

    /// <summary>The ground for somebody to whom the number of a search says nothing.</summary>
    public static string Without(string ground)
    {
        ArgumentNullException.ThrowIfNull(ground);
        return In(ground) is { } search ? ground[..^Of(search).Length] : ground;
    }
}
