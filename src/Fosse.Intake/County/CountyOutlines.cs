using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Exchange;
using Fosse.Exchange.Geo;
using Fosse.Places;
using NetTopologySuite.Geometries;

namespace Fosse.Intake.County;

/// <summary>The outlines of a county folder: LSOA, MSOA, wards, districts, told by the column of their codes.</summary>
internal sealed partial class CountyFolder
{
    private readonly List<(IReadOnlyList<AreaFound> Districts, TookFile File)> wholeCountry = [];

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
        if (!features.Any(f => f.Polygons.Count > 0))
        {
            Left.Add(new(name, "holds no outlines"));
            return;
        }
        var properties = features.First(f => f.Polygons.Count > 0).Properties;
        var column = properties.Keys.FirstOrDefault(k => CodeColumn.IsMatch(k) && !k.StartsWith("LAD", StringComparison.Ordinal));
        if (column is not null)
            TakeAreas(features, new(KindIn(column), column, column[..^2] + "NM", VintageIn(column)), name);
        else if (properties.ContainsKey("LAD_CODE") && properties.ContainsKey("LAD_NAME"))
            TakeAreas(features, new(AreaKind.District, "LAD_CODE", "LAD_NAME", 2021), name);
        else if (properties.ContainsKey("ltla24_code"))
            wholeCountry.Add(Outlines(features, new(AreaKind.District, "ltla24_code", "ltla24_name", 2024), name));
        else if (properties.Keys.FirstOrDefault(k => CodeColumn.IsMatch(k)) is { } districts)
            wholeCountry.Add(Outlines(features, new(AreaKind.District, districts, districts[..^2] + "NM", VintageIn(districts)), name));
        else
            Left.Add(new(name, $"outlines with properties that are not known here ({string.Join(", ", properties.Keys.Take(4))})"));
    }

    // Longer than any area is called; a database cannot look up texts of some thousand letters.
    private const int LongestName = 200;

    private sealed record OutlineColumns(AreaKind Kind, string Code, string Name, int Vintage);

    private static AreaKind KindIn(string column) =>
        CodeColumn.Match(column).Groups[1].Value switch
        {
            "WD" => AreaKind.Ward,
            "LSOA" => AreaKind.Lsoa,
            _ => AreaKind.Msoa,
        };

    private static int VintageIn(string column) => 2000 + int.Parse(CodeColumn.Match(column).Groups[2].Value, CultureInfo.InvariantCulture);

    private void TakeAreas(IReadOnlyList<GeoFeature> features, OutlineColumns columns, string name)
    {
        var (areas, file) = Outlines(features, columns, name);
        Areas.AddRange(areas);
        Keep(file, "outlines");
    }

    // A line of a refusal is the number of a feature here, counted from 1.
    private static (IReadOnlyList<AreaFound> Areas, TookFile File) Outlines(
        IReadOnlyList<GeoFeature> features,
        OutlineColumns columns,
        string name
    )
    {
        var areas = new Dictionary<string, AreaFound>(StringComparer.Ordinal);
        List<RefusedRow> refused = [];
        List<string> notes = [];
        for (var i = 0; i < features.Count; i++)
        {
            var properties = features[i].Properties;
            var (code, called) = (properties.GetValueOrDefault(columns.Code)?.Trim(), properties.GetValueOrDefault(columns.Name)?.Trim());
            if (string.IsNullOrEmpty(code))
            {
                Refuse($"{columns.Code} is empty");
                continue;
            }
            if ((PlainText.Odd(code) ?? PlainText.Odd(called)) is { } odd)
            {
                Refuse($"its code or name holds {odd}");
                continue;
            }
            if (Math.Max(code.Length, called?.Length ?? 0) > LongestName)
            {
                Refuse($"its code or name is longer than {LongestName} letters");
                continue;
            }
            var (shape, told, wrong) = CountyShape.Of(features[i].Polygons);
            if (wrong is not null)
            {
                Refuse($"{code}: {wrong}");
                continue;
            }
            if (told is not null)
                notes.Add($"{code}: {told}");
            if (areas.TryGetValue(code, out var before))
            {
                notes.Add($"{code} stands in several features, which were put together");
                areas[code] = before with { Shape = CountyShape.Together(before.Shape, shape) };
                continue;
            }
            var district = columns.Kind is AreaKind.District ? null : DistrictIn(properties);
            areas.Add(
                code,
                new(columns.Kind, code, called is { Length: > 0 } ? called : code, columns.Vintage, district, shape, name) { Line = i + 1 }
            );

            void Refuse(string why) =>
                refused.Add(
                    new(i + 1, $"feature {i + 1}: {why}", $"{columns.Code} {PrintableIn(code)}, {columns.Name} {PrintableIn(called)}")
                );
        }
        var file = new TookFile(
            name,
            CountyKind.Boundaries,
            $"outlines of {columns.Kind} {columns.Vintage}",
            areas.Values.Count(a => a.Shape is not null)
        )
        {
            Refused = refused,
            Notes = [.. notes.Distinct()],
        };
        return ([.. areas.Values], file);
    }

    // A database does not store a NUL, not even to say that it was there.
    private static string PrintableIn(string? text) => string.Concat((text ?? "").Take(100).Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string? DistrictIn(IReadOnlyDictionary<string, string?> properties) =>
        properties.GetValueOrDefault("LAD_CODE")
        ?? properties
            .FirstOrDefault(p => p.Key.StartsWith("LAD", StringComparison.Ordinal) && p.Key.EndsWith("CD", StringComparison.Ordinal))
            .Value;

    // Of a file of the whole country only the districts are taken that the county's own areas name.
    private void SettleDistricts()
    {
        var needed = Areas.Where(a => a.DistrictCode is not null).Select(a => a.DistrictCode!).ToHashSet();
        var haveDistricts = Areas.Any(a => a.Kind == AreaKind.District);
        foreach (var (districts, file) in wholeCountry)
        {
            var mine = districts.Where(d => needed.Contains(d.Code)).ToList();
            if (haveDistricts)
                Left.Add(new(file.Name, "districts of the whole country; the county's own outlines are in another file"));
            else if (districts.Count == 0)
                Keep(file, "outlines");
            else if (mine.Count == 0)
                Left.Add(
                    new(
                        file.Name,
                        "districts of the whole country; give it together with the county's wards or LSOAs, which say which of "
                            + "them are its own"
                    )
                );
            else
            {
                Areas.AddRange(mine);
                Keep(file with { Count = mine.Count }, "outlines");
            }
        }
    }
}
