using System.Text.Json;
using System.Text.RegularExpressions;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.County;

/// <summary>
/// Reads a folder of a county's open data into flat records, recognising each file by its columns or properties and never by its name.
/// </summary>
internal sealed partial class CountyFolder(ReadLimits limits)
{
    public List<AreaFound> Areas { get; } = [];
    public List<LinkFound> Links { get; } = [];
    public List<MeasureFound> Measures { get; } = [];
    public List<WordFound> RuralUrban { get; } = [];
    public List<PartnershipFound> Partnerships { get; } = [];
    public List<PostcodeFound> Postcodes { get; } = [];

    /// <summary>Postcodes of which the files give no point that can be: what is held of them stays.</summary>
    public HashSet<string> WithoutPoint { get; } = new(StringComparer.Ordinal);
    public List<PlaceFound> Places { get; } = [];
    public List<TookFile> Took { get; } = [];
    public List<LeftFileOfCounty> Left { get; } = [];
    public string? CountyName { get; private set; }
    public bool MadeUp { get; private set; }

    [GeneratedRegex(@"\d{4}-\d\d-.+-(street|outcomes|stop-and-search)\.csv$")]
    private static partial Regex CrimeFileName { get; }

    /// <summary>Files named one by one, and all in the folders named; with the name that each is spoken of by.</summary>
    /// <param name="links">Whether links are followed: they can lead outside what was named.</param>
    public static IReadOnlyList<(string Path, string Name)> FilesIn(IEnumerable<string> paths, bool links = true) =>
        [
            .. paths.SelectMany(path =>
                File.Exists(path)
                    ? [(path, Path.GetFileName(path))]
                    : Directory
                        .EnumerateFiles(path, "*", links ? WithLinks : WithoutLinks)
                        .Order(StringComparer.Ordinal)
                        .Where(IsOfInterest)
                        .Select(file => (file, Path.GetRelativePath(path, file)))
            ),
        ];

    private static readonly EnumerationOptions WithLinks =
            new()
            {
                RecurseSubdirectories = true,
                AttributesToSkip = 0,
                IgnoreInaccessible = false,
            },
        WithoutLinks =
            new()
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.ReparsePoint,
                MaxRecursionDepth = 16,
            };

    public void Read(IReadOnlyList<(string Path, string Name)> files, Action<string, long> onFile, CancellationToken stop)
    {
        foreach (var (path, name) in files)
        {
            stop.ThrowIfCancellationRequested();
            switch (Path.GetExtension(path).ToLowerInvariant())
            {
                case ".csv":
                    ReadTable(path, name, stop);
                    break;
                case ".geojson":
                    ReadShapes(path, name);
                    break;
                case ".json":
                    ReadJson(path, name);
                    break;
                case ".kml":
                    ReadKml(path, name);
                    break;
                case ".zip":
                    ReadZip(path, name);
                    break;
                case ".xlsx" or ".xls" or ".ods":
                    Left.Add(new(name, "is a workbook: save the sheet with the figures as “CSV UTF-8”"));
                    break;
                case ".shp" or ".gpkg":
                    Left.Add(new(name, "is no GeoJSON: export the layer as GeoJSON in WGS 84"));
                    break;
                default:
                    Left.Add(new(name, "is no .csv, .geojson, .json, .kml or .zip"));
                    break;
            }
            onFile(name, new FileInfo(path).Length);
        }
        SettleNeighbourhoods();
        SettleKml();
        SettleDistricts();
    }

    private static bool IsOfInterest(string path) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => !CrimeFileName.IsMatch(path),
            ".geojson" or ".kml" or ".zip" or ".xlsx" or ".xls" or ".ods" or ".shp" or ".gpkg" => true,
            ".json" => new FileInfo(path).Length <= LargestJson,
            _ => false,
        };

    private const int LargestJson = 5_000_000; // base maps hold larger ones, and answers about neighbourhoods are small

    private void ReadJson(string path, string name)
    {
        if (Path.GetFileName(path) == "county.json")
        {
            ReadName(path, name);
            return;
        }
        try
        {
            using var file = File.OpenRead(path);
            switch (NeighbourhoodJson.Read(file, name, limits))
            {
                case NeighbourhoodList list:
                    lists.Add((list, name));
                    break;
                case NeighbourhoodDetail detail:
                    details.Add(detail);
                    break;
                case NeighbourhoodBoundary boundary:
                    rings.Add((boundary.Ring, name));
                    break;
            }
        }
        catch (FormatException)
        {
            // Not one of ours: a folder of open data holds many kinds of JSON.
        }
    }

    private void ReadName(string path, string name)
    {
        try
        {
            using var county = JsonDocument.Parse(File.ReadAllBytes(path));
            CountyName = county.RootElement.TryGetProperty("name", out var called) ? called.GetString() : null;
            MadeUp = county.RootElement.TryGetProperty("madeUp", out var madeUp) && madeUp.ValueKind == JsonValueKind.True;
            Took.Add(new(name, CountyKind.Name, "the county's name", 1));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            Left.Add(new(name, "is not JSON with a name and madeUp"));
        }
    }
}
