using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Places;

/// <summary>The areas that a point lies in, by id; none where no outline covers it.</summary>
public sealed record PointAreas(int? Lsoa, int? Ward, int? Neighbourhood, int? District)
{
    public static readonly PointAreas Nowhere = new(null, null, null, null);

    /// <summary>Those that are known, the smallest first.</summary>
    public IReadOnlyList<int> SmallestFirst => [.. new[] { Lsoa, Neighbourhood, Ward, District }.OfType<int>()];
}

/// <summary>Says which areas a point lies in. Outlines are read once for each edition of the facts and kept.</summary>
public sealed class PointLookup(IServiceScopeFactory scopes) : IDisposable
{
    private static readonly AreaKind[] Kinds = [AreaKind.Lsoa, AreaKind.Ward, AreaKind.Neighbourhood, AreaKind.District];

    /// <summary>The setting that changes whenever outlines do; whoever loads a county writes it.</summary>
    public const string EditionOfAreas = "areas";

    private readonly SemaphoreSlim one = new(1);
    private (string Edition, IReadOnlyDictionary<AreaKind, AreaOutlines> Of)? held;

    public async Task<PointAreas> At(double longitude, double latitude, CancellationToken stop)
    {
        var of = await Outlines(stop);
        return new(of[AreaKind.Lsoa].At(longitude, latitude), of[AreaKind.Ward].At(longitude, latitude), of[AreaKind.Neighbourhood].At(longitude, latitude), of[AreaKind.District].At(longitude, latitude));
    }

    public void Dispose() => one.Dispose();

    private async Task<IReadOnlyDictionary<AreaKind, AreaOutlines>> Outlines(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        var edition = await db.Set<Setting>().AsNoTracking().Where(s => s.Key == EditionOfAreas).Select(s => s.Value).SingleOrDefaultAsync(stop) ?? "";
        if (held is { } known && known.Edition == edition) return known.Of;
        await one.WaitAsync(stop);
        try
        {
            if (held is { } meanwhile && meanwhile.Edition == edition) return meanwhile.Of;
            var of = new Dictionary<AreaKind, AreaOutlines>();
            foreach (var kind in Kinds) of[kind] = await db.Outlines(kind, null, stop);
            held = (edition, of);
            return of;
        }
        finally
        {
            one.Release();
        }
    }
}
