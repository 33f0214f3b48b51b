using Fosse.Foundation;
using Fosse.Places;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Publishing;

/// <summary>
/// The figures of the newest data version, read once and kept until there is a newer one. It asks for the version at most once a second,
/// and only one caller reads anew while the others go on with what is there.
/// </summary>
public sealed class PublishedFigures(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim one = new(1, 1);
    private CountyFigures? current;
    private Task<CountyFigures?>? expected;
    private long asked;

    /// <summary>Figures that somebody is already reading; they are taken if they are of the newest version when they are first asked
    /// for.</summary>
    public void Expect(Task<CountyFigures?> figures) => expected = figures;

    public async ValueTask<CountyFigures> Now(CancellationToken stop)
    {
        if (current is { } fresh && time.GetElapsedTime(Volatile.Read(ref asked)) < AskAfter)
            return fresh;
        if (current is { } held && !await one.WaitAsync(0, stop))
            return held;
        if (current is null)
            await one.WaitAsync(stop);
        try
        {
            if (current is { } already && time.GetElapsedTime(Volatile.Read(ref asked)) < AskAfter)
                return already;
            if (Interlocked.Exchange(ref expected, null) is { } begun)
                current = await begun;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
            var version = await DataVersions.Current(db, stop);
            if (current is null || current.DataVersion != (version?.Id ?? 0))
            {
                var next = await db.LoadFigures(stop);
                // Before anybody sees the new figures, so that nobody waits for an outline.
                foreach (var kind in Enum.GetValues<AreaKind>())
                    await next.Outlines(kind, scopes);
                current = next;
            }
            Volatile.Write(ref asked, time.GetTimestamp());
            return current;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
