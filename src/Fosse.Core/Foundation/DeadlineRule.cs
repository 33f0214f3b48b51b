using System.Diagnostics.CodeAnalysis;
using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>What kind of thing is owed. Each room declares its own.</summary>
public sealed record DeadlineKind(string Code) : CodedWord(Code)
{
    public static bool TryParse(string? text, IFormatProvider? provider, [NotNullWhen(true)] out DeadlineKind? word) =>
        CodedWords.TryFind(text, out word);
}

/// <summary>Something that is owed now, as the room that keeps it says it. It names nobody of the public.</summary>
public sealed class OpenDeadline
{
    /// <summary>The thing whose page it stands on: a record, a request.</summary>
    public required Guid About { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Who owes it.</summary>
    public required Guid AgencyId { get; init; }

    /// <summary>Of its team, or of somebody by name. Said even where it is none: what is not said cannot be asked for in a query.</summary>
    public required Guid? TeamId { get; init; }
    public required Guid? AccountId { get; init; }

    /// <summary>From when it counts; or until when, where that stands on the row.</summary>
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? By { get; init; }
    public DateOnly? On { get; init; }
}

/// <summary>Who is woken by mail, and with which words; nothing of whom it is about is in them.</summary>
/// <param name="From">From this state on: due is at once.</param>
/// <param name="Again">As long as nobody has done it, they are woken again after so long.</param>
/// <param name="Duty">Whoever is on duty is woken too, and not only the agency that owes it.</param>
/// <param name="Words">How many wait, until when the first is owed, and how often they were called for it before.</param>
public sealed record Waking(
    DeadlineState From,
    TimeSpan Again,
    bool Duty,
    Func<string> Subject,
    Func<int, DateTimeOffset, int, string> Words
);

/// <summary>How long something of a kind may take, when it is near, what ends it, and who is called for it.</summary>
/// <param name="Warns">So long before it is near; none where it is near from the beginning.</param>
/// <param name="Met">What ends it, for the list of deadlines.</param>
/// <param name="Open">Those that are owed on a day, what is due first on top.</param>
/// <param name="Shown">Whoever holds one of these sees those of their agency in the list of what is due.</param>
public sealed record DeadlineRule(
    DeadlineKind Kind,
    DeadlineLength Length,
    DeadlineLength? Warns,
    string Met,
    Func<SafetyDb, DateOnly, IQueryable<OpenDeadline>> Open,
    params IReadOnlyList<Permission> Shown
)
{
    public Waking? Wakes { get; init; }

    /// <summary>Whoever holds it sees of their agency also what is late and somebody else's by name; none where nobody does.</summary>
    public Permission? Watched { get; init; }

    /// <summary>What began then.</summary>
    public Deadline Since(DateTimeOffset since, DateTimeOffset? met = null, DateTimeOffset? paused = null) =>
        By(Length.After(since), met, paused) with
        {
            OfADay = Length.Unit is not DeadlineUnit.Plain,
        };

    /// <summary>What is owed until an instant that was said beforehand.</summary>
    public Deadline By(DateTimeOffset instant, DateTimeOffset? met = null, DateTimeOffset? paused = null) =>
        new(Kind, instant, Warns?.Before(instant) ?? DateTimeOffset.MinValue, false, met, paused);

    /// <summary>What is owed until the end of a day.</summary>
    public Deadline On(DateOnly day, DateTimeOffset? met = null, DateTimeOffset? paused = null) =>
        By(DeadlineLength.EndOf(day), met, paused) with
        {
            OfADay = true,
        };

    public Deadline Of(OpenDeadline open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return open switch
        {
            { By: { } by } => By(by),
            { On: { } day } => On(day),
            { Since: { } since } => Since(since),
            _ => throw new ArgumentException("It says neither since when nor until when.", nameof(open)),
        };
    }
}
