using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fosse.Exchange;
using Fosse.Exchange.Geo;
using Fosse.Exchange.PoliceUk;
using Fosse.Exchange.Tables;
using Fosse.Places;
using NetTopologySuite.Geometries;

namespace Fosse.Cli.Import;

internal sealed record AreaFound(AreaKind Kind, string Code, string Name, int Vintage, string? DistrictCode, Geometry? Shape, string Source);
internal sealed record LinkFound(string Kind, string From, string To, string Change, int Vintage, string Source);
internal sealed record MeasureFound(AreaKind Kind, string Code, string Measure, int Year, double Value, string Source);
internal sealed record WordFound(string LsoaCode, string RuralUrban);
internal sealed record PostcodeFound(string Code, double Longitude, double Latitude, string? District, string? Ward);
internal sealed record PlaceFound(NamedPlaceKind Kind, string Name, double Longitude, double Latitude, string? District, string Source);

/// <summary>
/// Reads a folder of a county's open data into flat records, recognising each file by its columns or properties and never by its name.
/// </summary>
internal sealed partial class CountyFolder(ReadLimits limits)
{
    public List<AreaFound> Areas { get; } = [];
    public List<LinkFound> Links { get; } = [];
    public List<MeasureFound> Measures { get; } = [];
    public List<WordFound> RuralUrban { get; } = [];
    public List<PostcodeFound> Postcodes { get; } = [];
    public List<PlaceFound> Places { get; } = [];
    public List<(string Name, string What, int Count)> Took { get; } = [];
    public List<(string Name, string Why)> Left { get; } = [];
    public string? CountyName { get; private set; }
    public bool MadeUp { get; private set; }
    public (string Code, string Name)? Force { get; private set; }

    private readonly List<(string Code, string Name, Geometry Shape, string File)> wholeCountry = [];
    private readonly List<(string District, string ForceCode, string ForceName)> partnerships = [];
    private readonly List<(NeighbourhoodList List, string File)> lists = [];
    private readonly List<NeighbourhoodDetail> details = [];
    private readonly List<(IReadOnlyList<double> Ring, string File)> rings = [];

    [GeneratedRegex(@"^(WD|LSOA|MSOA|LAD)(\d\d)CD$")]
    private static partial Regex CodeColumn { get; }

    public void Read(string folder, Action<string> onFile, CancellationToken stop)
    {
        var files = File.Exists(folder) ? [folder] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var path in files)
        {
            stop.ThrowIfCancellationRequested();
            var name = File.Exists(folder) ? Path.GetFileName(path) : Path.GetRelativePath(folder, path);
            switch (Path.GetExtension(path).ToLowerInvariant())
            {
                case ".csv" when !CrimeFileName.IsMatch(name): onFile(name); ReadTable(path, name, stop); break;
                case ".geojson": onFile(name); ReadShapes(path, name); break;
                case ".json": ReadJson(path, name); break;
            }
        }
        Settle();
    }

    [GeneratedRegex(@"\d{4}-\d\d-.+-(street|outcomes|stop-and-search)\.csv$")]
    private static partial Regex CrimeFileName { get; }

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
            Left.Add((name, broken.Message));
            return;
        }
        var before = Areas.Count;
        if (features.Count == 0 || features[0].Polygons.Count == 0)
        {
            Left.Add((name, "holds no outlines"));
            return;
        }
        var properties = features[0].Properties;
        var column = properties.Keys.FirstOrDefault(k => CodeColumn.IsMatch(k) && !k.StartsWith("LAD", StringComparison.Ordinal))
            ?? (properties.ContainsKey("LAD_CODE") && properties.ContainsKey("LAD_NAME") ? "LAD_CODE" : null);
        if (column is not null && CodeColumn.Match(column) is { Success: true } match)
        {
            var vintage = 2000 + int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            var kind = match.Groups[1].Value switch { "WD" => AreaKind.Ward, "LSOA" => AreaKind.Lsoa, "MSOA" => AreaKind.Msoa, _ => AreaKind.District };
            var nameColumn = column[..^2] + "NM";
            foreach (var f in features)
            {
                var district = f.Properties.GetValueOrDefault("LAD_CODE") ?? f.Properties.FirstOrDefault(p => p.Key.StartsWith("LAD", StringComparison.Ordinal) && p.Key.EndsWith("CD", StringComparison.Ordinal)).Value;
                if (f.Properties.GetValueOrDefault(column) is { Length: > 0 } code)
                {
                    Areas.Add(new(kind, code, f.Properties.GetValueOrDefault(nameColumn) ?? code, vintage, district, Shape(f), name));
                }
            }
        }
        else if (column is not null)
        {
            foreach (var f in features) Areas.Add(new(AreaKind.District, f.Properties["LAD_CODE"]!, f.Properties["LAD_NAME"] ?? f.Properties["LAD_CODE"]!, 2021, null, Shape(f), name));
        }
        else if (properties.ContainsKey("ltla24_code"))
        {
            foreach (var f in features) wholeCountry.Add((f.Properties["ltla24_code"]!, f.Properties.GetValueOrDefault("ltla24_name") ?? "", Shape(f), name));
            return;
        }
        if (Areas.Count > before) Took.Add((name, $"outlines of {Areas[before].Kind} {Areas[before].Vintage}", Areas.Count - before));
        else Left.Add((name, $"outlines with properties that are not known here ({string.Join(", ", properties.Keys.Take(4))})"));
    }

    private static Geometry Shape(GeoFeature feature)
    {
        var polygons = feature.Polygons.Select(rings => new Polygon(Ring(rings[0]), rings.Skip(1).Select(Ring).ToArray())).ToArray();
        Geometry shape = polygons.Length == 1 ? polygons[0] : new MultiPolygon(polygons);
        return shape.IsValid ? shape : shape.Buffer(0);

        static LinearRing Ring(double[] flat)
        {
            var points = new Coordinate[flat.Length / 2];
            for (var i = 0; i < points.Length; i++) points[i] = new Coordinate(flat[2 * i], flat[2 * i + 1]);
            return new LinearRing(points);
        }
    }

    private void ReadJson(string path, string name)
    {
        if (Path.GetFileName(path) == "county.json")
        {
            using var county = JsonDocument.Parse(File.ReadAllBytes(path));
            CountyName = county.RootElement.TryGetProperty("name", out var called) ? called.GetString() : null;
            MadeUp = county.RootElement.TryGetProperty("madeUp", out var madeUp) && madeUp.ValueKind == JsonValueKind.True;
            Took.Add((name, "the county's name", 1));
            return;
        }
        if (new FileInfo(path).Length > 5_000_000) return;
        try
        {
            using var file = File.OpenRead(path);
            switch (NeighbourhoodJson.Read(file, name, limits))
            {
                case NeighbourhoodList list:
                    lists.Add((list, name));
                    break;
                case NeighbourhoodDetail detail: details.Add(detail); break;
                case NeighbourhoodBoundary boundary: rings.Add((boundary.Ring, name)); break;
            }
        }
        catch (FormatException)
        {
            // Not one of ours: a folder of open data holds many kinds of JSON.
        }
    }

    /// <summary>What needs more than one file: neighbourhoods with their outlines, districts out of a whole-country file, the force.</summary>
    private void Settle()
    {
        SettleNeighbourhoods();
        var needed = Areas.Where(a => a.DistrictCode is not null).Select(a => a.DistrictCode!).ToHashSet();
        var haveDistricts = Areas.Any(a => a.Kind == AreaKind.District);
        foreach (var group in wholeCountry.GroupBy(d => d.File))
        {
            if (haveDistricts) Left.Add((group.Key, "districts of the whole country; the county's own outlines are in another file"));
            else
            {
                var mine = group.Where(d => needed.Contains(d.Code)).ToList();
                Areas.AddRange(mine.Select(d => new AreaFound(AreaKind.District, d.Code, d.Name, 2024, null, d.Shape, d.File)));
                Took.Add((group.Key, "outlines of District 2024", mine.Count));
            }
        }
        var districts = Areas.Where(a => a.Kind == AreaKind.District).Select(a => a.Code).ToHashSet();
        if (partnerships.Where(p => districts.Contains(p.District)).GroupBy(p => (p.ForceCode, p.ForceName)).MaxBy(g => g.Count()) is { } force) Force = force.Key;
    }

    // Neither a list nor an outline says whose it is: an outline belongs to the described neighbourhood whose centre is in it or next to it,
    // and the county's list is the one that names a neighbourhood of such an outline, else the longest.
    private void SettleNeighbourhoods()
    {
        const double NextTo = 0.01; // degrees
        if (lists.Count == 0) return;
        var outlines = rings.Select(r => (Shape: Outline(r.Ring), r.File)).Where(o => o.Shape is not null).Select(o => (Shape: o.Shape!, o.File)).ToList();
        string? Whose(Geometry shape, NeighbourhoodList list) => details.Where(d => d is { Longitude: not null, Latitude: not null } && list.Neighbourhoods.Any(n => n.Id == d.Id))
            .Select(d => (d.Id, Distance: shape.Distance(new Point(d.Longitude!.Value, d.Latitude!.Value)))).Where(d => d.Distance < NextTo).OrderBy(d => d.Distance).Select(d => d.Id).FirstOrDefault();

        var (own, ownFile) = lists.OrderByDescending(l => outlines.Count(o => Whose(o.Shape, l.List) is not null)).ThenByDescending(l => l.List.Neighbourhoods.Count).First();
        foreach (var other in lists.Where(l => l.List != own)) Left.Add((other.File, "a list of another force's neighbourhoods, or of something else"));
        var owned = outlines.Select(o => (Id: Whose(o.Shape, own), o.Shape, o.File)).ToList();
        foreach (var stray in owned.Where(o => o.Id is null)) Left.Add((stray.File, "an outline of no neighbourhood that the folder describes"));
        foreach (var n in own.Neighbourhoods)
        {
            var outline = owned.FirstOrDefault(o => o.Id == n.Id);
            Areas.Add(new(AreaKind.Neighbourhood, n.Id, n.Name, 2025, null, outline.Shape, ownFile));
            if (outline.Shape is not null) Took.Add((outline.File, $"outline of neighbourhood {n.Id}", 1));
        }
        Took.Add((ownFile, "police neighbourhoods", own.Neighbourhoods.Count));
    }

    private static Geometry? Outline(IReadOnlyList<double> ring)
    {
        var closed = Enumerable.Range(0, ring.Count / 2).Select(i => new Coordinate(ring[2 * i], ring[2 * i + 1])).ToList();
        if (closed.Count < 3) return null;
        if (!closed[0].Equals2D(closed[^1])) closed.Add(closed[0].Copy());
        if (closed.Count < 4) return null;
        var raw = new Polygon(new LinearRing([.. closed]));
        return raw.IsValid ? raw : raw.Buffer(0);
    }
}
