using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Places;

/// <summary>Says which areas a point lies in. Outlines are read once for each edition of the areas and kept.</summary>
public sealed class PointLookup(IServiceScopeFactory scopes) : IDisposable
{
    /// <summary>The setting that changes whenever outlines do; whoever loads a county writes it.</summary>
    public const string EditionOfAreas = "areas";

    private readonly SemaphoreSlim one = new(1);
    private Held? held;

    private sealed record Held(string Edition, PointOutlines Outlines);

    public async Task<AreasAt> At(double longitude, double latitude, CancellationToken stop) => (await Outlines(stop)).At(longitude, latitude);

    public void Dispose() => one.Dispose();

    private async Task<PointOutlines> Outlines(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        var edition = await db.Set<Setting>().AsNoTracking().Where(s => s.Key == EditionOfAreas).Select(s => s.Value).SingleOrDefaultAsync(stop) ?? "";
        if (held is { } known && known.Edition == edition) return known.Outlines;
        await one.WaitAsync(stop);
        try
        {
            if (held?.Edition != edition) held = new(edition, await PointOutlines.Load(db, stop));
            return held.Outlines;
        }
        finally
        {
            one.Release();
        }
    }
}
