using Fosse.Exchange.Tiles;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Intake.Basemap;

/// <summary>How much of the county the street map reaches: squares of the deepest zoom whose middle lies in its outline.</summary>
internal sealed record BasemapCover(int Held, int All)
{
    /// <returns>None where no outline of the county or its districts is held.</returns>
    public static async Task<BasemapCover?> Of(SafetyDb db, IReadOnlySet<(int X, int Y)> held, CancellationToken stop)
    {
        var outlines = await db.Outlines(AreaKind.County, null, stop);
        if (outlines.Count == 0)
            outlines = await db.Outlines(AreaKind.District, null, stop);
        if (outlines.Count == 0)
            return null;
        var boxes = outlines.All.Select(o => o.Shape.EnvelopeInternal).ToList();
        var (west, north) = TileNumber.Of(boxes.Min(b => b.MinX), boxes.Max(b => b.MaxY), StreetMap.Deepest);
        var (east, south) = TileNumber.Of(boxes.Max(b => b.MaxX), boxes.Min(b => b.MinY), StreetMap.Deepest);
        var within = 0;
        var there = 0;
        for (var x = (int)west; x <= (int)east; x++)
        {
            for (var y = (int)north; y <= (int)south; y++)
            {
                var (longitude, latitude) = TileNumber.Degrees(x + 0.5, y + 0.5, StreetMap.Deepest);
                if (outlines.At(longitude, latitude) is null)
                    continue;
                within++;
                if (held.Contains((x, y)))
                    there++;
            }
        }
        return new(there, within);
    }
}
