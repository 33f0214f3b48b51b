namespace Fosse.Foundation;

/// <summary>How something that is owed stands.</summary>
public enum DeadlineState
{
    Due,
    Warned,
    Missed,
    Met,
    Paused,
}

/// <summary>Something that is owed until an instant. Whoever shows it, counts it or calls somebody for it asks this, and nothing
/// else.</summary>
/// <param name="By">Until then.</param>
/// <param name="WarnsAt">From then on it is near.</param>
/// <param name="OfADay">It is owed until the end of a day, so a page names the day and no hour.</param>
/// <param name="MetAt">When it was done.</param>
/// <param name="PausedSince">Since when something stops it.</param>
public sealed record Deadline(
    DeadlineKind Kind,
    DateTimeOffset By,
    DateTimeOffset WarnsAt,
    bool OfADay = false,
    DateTimeOffset? MetAt = null,
    DateTimeOffset? PausedSince = null
)
{
    public DeadlineState At(DateTimeOffset now) =>
        MetAt is not null ? DeadlineState.Met
        : PausedSince is not null ? DeadlineState.Paused
        : By < now ? DeadlineState.Missed
        : WarnsAt <= now ? DeadlineState.Warned
        : DeadlineState.Due;

    /// <summary>It was done, and too late.</summary>
    public bool MetLate => MetAt > By;
}
