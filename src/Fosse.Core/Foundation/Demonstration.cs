namespace Fosse.Foundation;

/// <summary>
/// What a room adds to the made-up county, so that its pages have a story in them: <c>fosse demo</c> plays the steps of all rooms in the
/// order of their times, each through the ordinary commands with the clock set back to it. Everybody in it is invented.
/// </summary>
public interface IDemonstration
{
    /// <summary>Whether an earlier start played it on this database already.</summary>
    Task<bool> IsPlayed(SafetyDb db, CancellationToken stop);

    /// <param name="now">When the demonstration starts: what it shows is made up to this moment.</param>
    IEnumerable<DemonstrationStep> Steps(DateTimeOffset now);
}

/// <summary>Something that happened.</summary>
/// <param name="Ago">How long before the start. Steps of one moment are played in the order of the rooms.</param>
public sealed record DemonstrationStep(TimeSpan Ago, Func<DemonstrationScene, CancellationToken, Task> Happens)
{
    /// <summary>When what the rest stands on was there: agencies, people, agreements.</summary>
    public static readonly TimeSpan Beforehand = TimeSpan.FromDays(740);
}

/// <summary>The moment of a step: services of its own, whose clock shows it.</summary>
/// <param name="who">Finds one of the made-up people by name.</param>
/// <param name="clock">Sets the clock.</param>
public sealed class DemonstrationScene(
    IServiceProvider services,
    Func<string, CancellationToken, Task<SignedIn>> who,
    Action<DateTimeOffset> clock
)
{
    /// <summary>Moves the clock on within a step that tells of several moments.</summary>
    public void MoveTo(DateTimeOffset moment) => clock(moment);

    public SafetyDb Db => The<SafetyDb>();

    public DateOnly Today => The<CountyClock>().Today;

    public T The<T>()
        where T : notnull => (T)(services.GetService(typeof(T)) ?? throw new InvalidOperationException($"No room makes a {typeof(T)}."));

    public Task<SignedIn> Who(string name, CancellationToken stop) => who(name, stop);

    /// <summary>What a command gave; a story that a command refuses is a bug in the story.</summary>
    public static T Done<T>(Outcome<T> outcome)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Accepted(out var done) ? done : throw new InvalidOperationException(outcome.Refusals[0].Message);
    }
}
