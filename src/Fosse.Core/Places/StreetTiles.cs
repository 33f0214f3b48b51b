using System.Text.RegularExpressions;

namespace Fosse.Places;

/// <summary>The tiles of a street map that are there now.</summary>
/// <param name="Folder">Holds them as <c>z/x/y.pbf</c>.</param>
/// <param name="Version">Another for each import, so that a browser may keep what it has; none where the operator looks after the
/// folder.</param>
/// <param name="Attribution">Who made them, as their licence wants it said.</param>
public sealed record StreetMap(string Folder, string? Version, string Attribution)
{
    /// <summary>The deepest zoom that is held; a map that shows more draws it larger.</summary>
    public const int Deepest = 14;

    /// <summary>The file of a tile; none where the extract does not reach there.</summary>
    public string? FileOf(int zoom, int x, int y)
    {
        var file = Path.Combine(Folder, FormattableString.Invariant($"{zoom}/{x}/{y}.pbf"));
        return File.Exists(file) ? file : null;
    }
}

/// <summary>
/// Where the tiles of the street map lie. An import puts a folder of its own beside the last one and then names it in one small file, so
/// that whoever reads has the whole of the one or of the other.
/// </summary>
/// <param name="named">What the operator set; empty for the folder beside the data.</param>
/// <param name="attribution">What the operator set; empty for what lies beside the tiles.</param>
/// <param name="beside">The folder beside the data.</param>
public sealed partial class StreetTiles(string named, string attribution, string beside)
{
    public const string Usual = "basemap",
        Current = "current",
        Makers = "attribution.txt",
        OpenStreetMap = "© OpenStreetMap contributors";

    /// <summary>Where an import writes to.</summary>
    public string Beside => beside;

    /// <summary>What the operator set, which wins.</summary>
    public string Named => named;

    /// <summary>None where there is no street map.</summary>
    public StreetMap? Now()
    {
        var folder = Path.GetFullPath(named.Length > 0 ? named : beside);
        if (Version(folder) is { } version)
        {
            var held = Path.Combine(folder, version);
            return new(held, version, Said(Path.Combine(held, Makers)));
        }
        return named.Length > 0 ? new(folder, null, Said(Path.Combine(folder, Makers))) : null;
    }

    /// <summary>The name of the newest folder of an import; none where there was none.</summary>
    public static string? Version(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Read(Path.Combine(folder, Current)) is { } version && Safe().IsMatch(version) ? version : null;
    }

    private string Said(string file) =>
        attribution.Length > 0 ? attribution
        : Read(file) is { Length: > 0 } said ? said
        : OpenStreetMap;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[0-9a-z]{1,40}\z")]
    private static partial Regex Safe();
}
