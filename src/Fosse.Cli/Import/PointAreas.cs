using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Cli.Import;

/// <summary>Says which areas a published point lies in, where no code is published with it. Points recur, so answers are remembered.</summary>
internal sealed class PointAreas
{
    private readonly Dictionary<(double, double), Placed> seen = [];
    private AreaOutlines lsoas = new([]), wards = new([]), neighbourhoods = new([]);

    public static async Task<PointAreas> Load(SafetyDb db, CancellationToken stop) => new()
    {
        lsoas = await db.Outlines(AreaKind.Lsoa, null, stop),
        wards = await db.Outlines(AreaKind.Ward, null, stop),
        neighbourhoods = await db.Outlines(AreaKind.Neighbourhood, null, stop),
    };

    public Placed Of(bool hasPoint, double longitude, double latitude)
    {
        if (!hasPoint) return new(null, null, null, null, CrimePlacing.NoLocation);
        if (seen.TryGetValue((longitude, latitude), out var placed)) return placed;
        return seen[(longitude, latitude)] = lsoas.At(longitude, latitude) is { } lsoa
            ? new(lsoa, lsoa, wards.At(longitude, latitude), neighbourhoods.At(longitude, latitude), CrimePlacing.Inside)
            : new(null, null, null, null, CrimePlacing.Outside);
    }
}
