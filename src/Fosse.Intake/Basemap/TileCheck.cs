using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Fosse.Exchange.Tiles;
using Fosse.Places;

namespace Fosse.Intake.Basemap;

/// <summary>Looks whether tiles are what the map can draw.</summary>
internal static partial class TileCheck
{
    // Of the OpenMapTiles schema, those that a street map is drawn from and found by.
    private static readonly string[] Layers =
    [
        "aerodrome_label",
        "aeroway",
        "boundary",
        "building",
        "housenumber",
        "landcover",
        "landuse",
        "mountain_peak",
        "park",
        "place",
        "poi",
        "transportation",
        "transportation_name",
        "water",
        "water_name",
        "waterway",
    ];

    private const int LongestMakers = 300;

    public static bool IsKnown(string layer) => Layers.Contains(layer);

    /// <exception cref="FormatException">It says of itself that it is of another kind.</exception>
    public static void Kind(TileSource source)
    {
        if (source.Says.GetValueOrDefault("format") is { Length: > 0 } format && format is not ("pbf" or "mvt"))
            throw new FormatException(
                $"{source.Name} holds pictures ({format}) and no vector tiles. Get an extract of vector tiles in the OpenMapTiles schema."
            );
    }

    /// <exception cref="FormatException">The tiles that were read are of another schema, or not deep enough.</exception>
    public static void Schema(IReadOnlyCollection<string> deep, IReadOnlyCollection<string> left, bool anyDeepest)
    {
        if (!anyDeepest)
            throw new FormatException(
                $"No tile of zoom {StreetMap.Deepest} can be read, and streets with their names stand on those. Make the extract with "
                    + $"zooms 0 to {StreetMap.Deepest}."
            );
        if (!deep.Contains("transportation") || !deep.Any(layer => layer is "place" or "water" or "building" or "landcover" or "landuse"))
            throw new FormatException(
                $"These tiles are not of the OpenMapTiles schema: streets are its layer “transportation”, and here are "
                    + $"{string.Join(", ", deep.Concat(left).Distinct().Order(StringComparer.Ordinal).Take(20))}. "
                    + "Get an extract in that schema."
            );
    }

    /// <summary>The bytes of a tile, unpacked where they are packed.</summary>
    public static byte[] Unpacked(byte[] tile)
    {
        if (tile is not [0x1f, 0x8b, ..])
            return tile;
        try
        {
            using var packed = new GZipStream(new MemoryStream(tile), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            var part = new byte[81_920];
            for (int read; (read = packed.Read(part)) > 0; )
            {
                if (whole.Length + read > VectorTile.Most)
                    throw new FormatException($"Unpacked, the tile is larger than {VectorTile.Most:N0} bytes");
                whole.Write(part, 0, read);
            }
            return whole.ToArray();
        }
        catch (InvalidDataException wrong)
        {
            throw new FormatException("The tile is packed with gzip and cannot be unpacked", wrong);
        }
    }

    /// <summary>Who made the extracts, without the links that some are written with: a page shows it as it is.</summary>
    public static string Makers(IEnumerable<TileSource> sources)
    {
        var said = sources
            .Select(s => Plain(s.Says.GetValueOrDefault("attribution") ?? ""))
            .Where(s => s.Length is > 0 and <= LongestMakers)
            .Distinct()
            .ToList();
        return said.Count == 0 ? StreetTiles.OpenStreetMap : string.Join(" ", said);
    }

    private static string Plain(string marked) =>
        Spaces().Replace(WebUtility.HtmlDecode(Markup().Replace(marked, " ")).Replace('<', ' ').Replace('>', ' '), " ").Trim();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
