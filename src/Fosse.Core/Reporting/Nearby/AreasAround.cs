using Fosse.Analysis;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Which small areas are around one: itself, and those whose middle is within 500 metres of its own.</summary>
public sealed class AreasAround(SafetyDb db)
{
    public const double Metres = 500;

    private const int Most = 200;

    /// <returns>The area itself first, then its neighbours, the nearest first.</returns>
    public async Task<IReadOnlyList<int>> Of(int lsoa, CancellationToken stop)
    {
        var middle = await db.Set<Area>()
            .AsNoTracking()
            .Where(a => a.Id == lsoa)
            .Select(a => new { a.Longitude, a.Latitude })
            .SingleOrDefaultAsync(stop);
        if (middle is not { Longitude: { } x, Latitude: { } y })
            return [lsoa];
        // A box that is a little too large, and then the distance.
        var (across, up) = (Metres / (111_000 * Math.Cos(y * Math.PI / 180)), Metres / 111_000);
        var (west, east, south, north) = (x - across, x + across, y - up, y + up);
        var near = await db.Set<Area>()
            .AsNoTracking()
            .Where(a =>
                a.Kind == AreaKind.Lsoa
                && a.LastVintage == null
                && a.Id != lsoa
                && a.Longitude >= west
                && a.Longitude <= east
                && a.Latitude >= south
                && a.Latitude <= north
            )
            .OrderBy(a => a.Id)
            .Take(Most)
            .Select(a => new
            {
                a.Id,
                a.Longitude,
                a.Latitude,
            })
            .ToListAsync(stop);
        return
        [
            lsoa,
            .. near.Select(a => (a.Id, Away: Distance.Haversine(x, y, a.Longitude!.Value, a.Latitude!.Value)))
                .Where(a => a.Away <= Metres)
                .OrderBy(a => a.Away)
                .ThenBy(a => a.Id)
                .Select(a => a.Id),
        ];
    }
}
