using System.Globalization;
using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>Writes police neighbourhoods as api.police.uk answers them: a list, and of each a description and a ring. In the city each ward
/// is one, elsewhere each district.</summary>
internal static class NeighbourhoodFiles
{
    private const int City = 0;

    public static void Write(County county, string folder)
    {
        Directory.CreateDirectory(folder);
        var all = county
            .Wards.Where(ward => ward.District == City)
            .Select(ward => (ward.Name, Shape: BoundaryFiles.Union(county, ward.Members)))
            .Concat(
                Enumerable
                    .Range(0, Gazetteer.Districts.Count)
                    .Where(d => d != City)
                    .Select(d =>
                        (
                            Gazetteer.Districts[d].Name,
                            Shape: BoundaryFiles.Union(county, county.Areas.Where(area => area.District == d).Select(area => area.Index))
                        )
                    )
            )
            .Select((n, i) => (Id: string.Create(CultureInfo.InvariantCulture, $"ZZ{i + 1:00}"), n.Name, Ring: Outside(n.Shape)))
            .ToList();
        using (var list = TextFiles.Open(Path.Combine(folder, "neighbourhoods.json")))
        {
            list.Write($"[{string.Join(",\n", all.Select(n => $"{{\"id\":\"{n.Id}\",\"name\":\"{n.Name}\"}}"))}]\n");
        }
        foreach (var (id, name, ring) in all)
        {
            var middle = ring.InteriorPoint;
            using (var about = TextFiles.Open(Path.Combine(folder, $"{id}.json")))
                about.Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{{\"id\":\"{id}\",\"name\":\"{name}\",\"centre\":{Position(middle.Coordinate)}}}\n"
                    )
                );
            using var outline = TextFiles.Open(Path.Combine(folder, $"{id}-boundary.json"));
            outline.Write($"[{string.Join(",\n", ring.Coordinates.Select(Position))}]\n");
        }
    }

    // The police give one ring: that around the largest part.
    private static Polygon Outside(Geometry shape)
    {
        var largest = Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>().MaxBy(part => part.Area)!;
        return new Polygon((LinearRing)largest.ExteriorRing);
    }

    private static string Position(Coordinate at) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"latitude\":\"{at.Y:0.######}\",\"longitude\":\"{at.X:0.######}\"}}");
}
