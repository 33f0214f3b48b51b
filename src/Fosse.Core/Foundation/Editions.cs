namespace Fosse.Foundation;

/// <summary>What administrators change now and then and every request asks for: a save that changes it gives it a new edition, so that it
/// can be kept in memory.</summary>
public interface IStanding;

/// <summary>Which edition of what changes seldom is held: equal for as long as nothing has changed.</summary>
/// <param name="Areas">Of the outlines of areas; whoever loads a county writes it.</param>
/// <param name="Standing">Of everything that is <see cref="IStanding"/>.</param>
public sealed record Editions(string Areas, string Standing)
{
    public const string OfAreas = "areas",
        OfStanding = "standing";
}

/// <summary>Something made from the database once for each edition.</summary>
public sealed class KeptByEdition<T>(Func<SafetyDb, CancellationToken, Task<T>> make) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim one = new(1);
    private volatile Held? held;

    private sealed record Held(string Edition, T Made);

    /// <param name="edition">Read before this is asked: what is made now may be newer, never older.</param>
    public async Task<T> Of(SafetyDb db, string edition, CancellationToken stop)
    {
        if (held is { } known && known.Edition == edition)
            return known.Made;
        await one.WaitAsync(stop);
        try
        {
            if (held is { } meanwhile && meanwhile.Edition == edition)
                return meanwhile.Made;
            var made = new Held(edition, await make(db, stop));
            held = made;
            return made.Made;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
