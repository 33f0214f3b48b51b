namespace Fosse.Web.Public;

/// <summary>Where the pages and figures of the public face are; the report journey has links of its own.</summary>
internal static class PublicLinks
{
    public const string County = "~/county",
        Emergency = "~/emergency",
        MapFigures = "~/map/figures.json",
        MapNames = "~/map/names.geojson",
        // What was done; of one place with its slug as ?place=, as its feed.
        Matters = "~/matters",
        MattersFeed = "~/matters/feed.atom",
        Rising = "~/rising",
        Search = "~/search",
        Suggest = "~/search/suggest";

    public static string Where(string slug) => $"~/where/{slug}";

    public static string HowSafe(string? slug = null) => "~/how-safe" + (slug is null ? "" : $"/{slug}");

    public static string Downloads(string? file = null) => "~/downloads" + (file is null ? "" : $"/{file}");

    public static string Promise(string? file = null) => "~/promise" + (file is null ? "" : $"/{file}");

    public static string LedgerHead(string? file = null) => "~/ledger-head" + (file is null ? "" : $"/{file}");

    public static string Matter(string number) => $"~/matters/{number}";

    public static string MapAreas(string kind) => $"~/map/areas/{kind}.geojson";

    public static string MapTiles(string z, string x, string y) => $"~/map/tiles/{z}/{x}/{y}.pbf";
}
