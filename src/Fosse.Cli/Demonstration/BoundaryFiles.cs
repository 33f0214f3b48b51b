using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Fosse.Cli.Demonstration;

/// <summary>Writes the areas as GeoJSON with the property names of the real files.</summary>
internal static class BoundaryFiles
{
    public static void Write(County county, string folder)
    {
        Directory.CreateDirectory(folder);
        Save(
            folder,
            "lsoa2021.geojson",
            county.Areas.Select(area =>
                Feature(area.Shape, ("LSOA21CD", area.Code), ("LSOA21NM", area.Name), ("LAD_CODE", Gazetteer.Districts[area.District].Code))
            )
        );
        Save(
            folder,
            "msoa2021.geojson",
            county.Msoas.Select(msoa =>
                Feature(
                    Union(county, msoa.Members),
                    ("MSOA21CD", msoa.Code),
                    ("MSOA21NM", msoa.Name),
                    ("LAD_CODE", Gazetteer.Districts[msoa.District].Code)
                )
            )
        );
        Save(
            folder,
            "wards.geojson",
            county.Wards.Select(ward =>
                Feature(
                    Union(county, ward.Members),
                    ("WD25CD", ward.Code),
                    ("WD25NM", ward.Name),
                    ("LAD25CD", Gazetteer.Districts[ward.District].Code),
                    ("LAD25NM", Gazetteer.Districts[ward.District].Name)
                )
            )
        );
        Save(
            folder,
            "districts.geojson",
            Gazetteer.Districts.Select(
                (district, d) =>
                    Feature(
                        Union(county, county.Areas.Where(area => area.District == d).Select(area => area.Index)),
                        ("LAD_CODE", district.Code),
                        ("LAD_NAME", district.Name)
                    )
            )
        );
    }

    public static Geometry Union(County county, IEnumerable<int> members)
    {
        var union = OverlayNGRobust.Union(members.Select(member => county.Areas[member].Shape).ToList(), Plane.Shapes);
        union.Normalize();
        return union;
    }

    private static void Save(string folder, string file, IEnumerable<string> features)
    {
        using var writer = TextFiles.Open(Path.Combine(folder, file));
        writer.Write("{\"type\":\"FeatureCollection\",\"features\":[\n");
        writer.Write(string.Join(",\n", features));
        writer.Write("\n]}\n");
    }

    private static string Feature(Geometry shape, params (string Key, string Value)[] properties)
    {
        var text = new StringBuilder("{\"type\":\"Feature\",\"properties\":{");
        text.AppendJoin(',', properties.Select(property => $"\"{property.Key}\":\"{property.Value}\""));
        text.Append("},\"geometry\":{\"type\":\"").Append(shape.GeometryType).Append("\",\"coordinates\":");
        if (shape is Polygon only)
        {
            AppendPolygon(text, only);
        }
        else
        {
            text.Append('[');
            for (var part = 0; part < shape.NumGeometries; part++)
            {
                if (part > 0)
                    text.Append(',');
                AppendPolygon(text, (Polygon)shape.GetGeometryN(part));
            }
            text.Append(']');
        }
        return text.Append("}}").ToString();
    }

    private static void AppendPolygon(StringBuilder text, Polygon polygon)
    {
        text.Append('[');
        AppendRing(text, polygon.ExteriorRing);
        foreach (var hole in polygon.InteriorRings)
            AppendRing(text.Append(','), hole);
        text.Append(']');
    }

    private static void AppendRing(StringBuilder text, LineString ring)
    {
        text.Append('[');
        var coordinates = ring.Coordinates;
        for (var i = 0; i < coordinates.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}[{coordinates[i].X:0.######},{coordinates[i].Y:0.######}]");
        }
        text.Append(']');
    }
}
