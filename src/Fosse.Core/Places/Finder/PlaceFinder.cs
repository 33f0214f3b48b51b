using Fosse.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Places;

/// <summary>The index of the newest data version; made when it is first asked for, and anew after an import.</summary>
public sealed class PlaceFinder(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile PlaceIndex? current;
    private long asked;

    public async ValueTask<IReadOnlyList<Found>> Search(string query, int take, CancellationToken stop) =>
        (await Now(stop)).Search(query, take);

    /// <summary>What a place in somebody's words may be: for reports the same rule as for the search.</summary>
    public async ValueTask<MeantPlaces> Meant(string text, CancellationToken stop) => (await Now(stop)).Meant(text);

    /// <summary>Only one caller reads anew while the others go on with what is there.</summary>
    public async ValueTask<PlaceIndex> Now(CancellationToken stop)
    {
        if (Fresh() is { } fresh)
            return fresh;
        var held = current;
        if (held is null)
            await one.WaitAsync(stop);
        else if (!await one.WaitAsync(0, stop))
            return held;
        try
        {
            if (Fresh() is { } already)
                return already;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
            var version = await DataVersions.Current(db, stop);
            var index = current;
            if (index is null || index.DataVersion != (version?.Id ?? 0))
                current = index = await db.LoadPlaceIndex(stop);
            Volatile.Write(ref asked, time.GetTimestamp());
            return index;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private PlaceIndex? Fresh() => time.GetElapsedTime(Volatile.Read(ref asked)) < AskAfter ? current : null;
}
