using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Exchange.Geo;
using Fosse.Places;
using NetTopologySuite.Geometries;

namespace Fosse.Intake.County;

/// <summary>The outlines of a county folder: LSOA, MSOA, wards, districts, told by the column of their codes.</summary>
internal sealed partial class CountyFolder
{
    private readonly List<(string Code, string Name, int Vintage, Geometry Shape, string File)> wholeCountry = [];

    [GeneratedRegex(@"^(WD|LSOA|MSOA|LAD)(\d\d)CD$")]
    private static partial Regex CodeColumn { get; }

    private void ReadShapes(string path, string name)
    {
        IReadOnlyList<GeoFeature> features;
        try
        {
            using var file = File.OpenRead(path);
            features = GeoJsonFeatures.Read(file, name, limits);
        }
        catch (FormatException broken)
        {
            Left.Add(new(name, broken.Message));
            return;
        }
        if (features.Count == 0 || features[0].Polygons.Count == 0)
        {
            Left.Add(new(name, "holds no outlines"));
            return;
        }
        var before = Areas.Count;
        var properties = features[0].Properties;
        var column = properties.Keys.FirstOrDefault(k => CodeColumn.IsMatch(k) && !k.StartsWith("LAD", StringComparison.Ordinal));
        if (column is not null)
            TakeAreas(features, column, name);
        else if (properties.ContainsKey("LAD_CODE") && properties.ContainsKey("LAD_NAME"))
            TakeDistricts(features, name);
        else if (properties.ContainsKey("ltla24_code"))
        {
            TakeWholeCountry(features, "ltla24_code", "ltla24_name", 2024, name);
            return;
        }
        else if (properties.Keys.FirstOrDefault(k => CodeColumn.IsMatch(k)) is { } districts)
        {
            TakeWholeCountry(
                features,
                districts,
                districts[..^2] + "NM",
                2000 + int.Parse(CodeColumn.Match(districts).Groups[2].Value, CultureInfo.InvariantCulture),
                name
            );
            return;
        }
        if (Areas.Count > before)
            Took.Add(new(name, CountyKind.Boundaries, $"outlines of {Areas[before].Kind} {Areas[before].Vintage}", Areas.Count - before));
        else
            Left.Add(new(name, $"outlines with properties that are not known here ({string.Join(", ", properties.Keys.Take(4))})"));
    }

    private void TakeAreas(IReadOnlyList<GeoFeature> features, string column, string name)
    {
        var match = CodeColumn.Match(column);
        var vintage = 2000 + int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        var kind = match.Groups[1].Value switch
        {
            "WD" => AreaKind.Ward,
            "LSOA" => AreaKind.Lsoa,
            _ => AreaKind.Msoa,
        };
        var nameColumn = column[..^2] + "NM";
        foreach (var f in features)
        {
            var district =
                f.Properties.GetValueOrDefault("LAD_CODE")
                ?? f.Properties.FirstOrDefault(p =>
                    p.Key.StartsWith("LAD", StringComparison.Ordinal) && p.Key.EndsWith("CD", StringComparison.Ordinal)
                ).Value;
            if (f.Properties.GetValueOrDefault(column) is { Length: > 0 } code)
                Areas.Add(new(kind, code, f.Properties.GetValueOrDefault(nameColumn) ?? code, vintage, district, Shape(f), name));
        }
    }

    private void TakeDistricts(IReadOnlyList<GeoFeature> features, string name)
    {
        foreach (var f in features)
        {
            if (f.Properties.GetValueOrDefault("LAD_CODE") is { Length: > 0 } code)
                Areas.Add(new(AreaKind.District, code, f.Properties.GetValueOrDefault("LAD_NAME") ?? code, 2021, null, Shape(f), name));
        }
    }

    private void TakeWholeCountry(IReadOnlyList<GeoFeature> features, string code, string called, int vintage, string name)
    {
        foreach (var f in features)
        {
            if (f.Properties.GetValueOrDefault(code) is { Length: > 0 } own)
                wholeCountry.Add((own, f.Properties.GetValueOrDefault(called) ?? own, vintage, Shape(f), name));
        }
    }

    // Of a file of the whole country only the districts are taken that the county's own areas name.
    private void SettleDistricts()
    {
        var needed = Areas.Where(a => a.DistrictCode is not null).Select(a => a.DistrictCode!).ToHashSet();
        var haveDistricts = Areas.Any(a => a.Kind == AreaKind.District);
        foreach (var group in wholeCountry.GroupBy(d => d.File))
        {
            var mine = group.Where(d => needed.Contains(d.Code)).ToList();
            if (haveDistricts)
                Left.Add(new(group.Key, "districts of the whole country; the county's own outlines are in another file"));
            else if (mine.Count == 0)
                Left.Add(
                    new(
                        group.Key,
                        "districts of the whole country; give it together with the county's wards or LSOAs, which say which of "
                            + "them are its own"
                    )
                );
            else
            {
                Areas.AddRange(mine.Select(d => new AreaFound(AreaKind.District, d.Code, d.Name, d.Vintage, null, d.Shape, d.File)));
                Took.Add(new(group.Key, CountyKind.Boundaries, $"outlines of District {mine[0].Vintage}", mine.Count));
            }
        }
    }

    private static Geometry Shape(GeoFeature feature)
    {
        var polygons = feature.Polygons.Select(rings => new Polygon(Ring(rings[0]), rings.Skip(1).Select(Ring).ToArray())).ToArray();
        Geometry shape = polygons.Length == 1 ? polygons[0] : new MultiPolygon(polygons);
        return shape.IsValid ? shape : shape.Buffer(0);

        static LinearRing Ring(double[] flat)
        {
            var points = new Coordinate[flat.Length / 2];
            for (var i = 0; i < points.Length; i++)
                points[i] = new Coordinate(flat[2 * i], flat[2 * i + 1]);
            return new LinearRing(points);
        }
    }
}
