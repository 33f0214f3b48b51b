namespace Fosse.Web.Hosting;

/// <summary>A setting that is read by its name rather than through a record of options.</summary>
/// <param name="Default">As the table of settings writes it; empty where there is none.</param>
public sealed record NamedSetting(string Key, string Default, string Meaning);

/// <summary>All of them; the table of settings is made from these and from the options.</summary>
public static class NamedSettings
{
    public static IReadOnlyList<NamedSetting> All { get; } =
    [
        new(
            "FOSSE_DB",
            "Data Source=var/fosse.db",
            "in the environment, or `--db`: `Data Source=FILE` for SQLite, `Host=…;Database=…;Username=…` for "
                + "PostgreSQL, on another machine with `SSL Mode=VerifyFull` unless it names another"
        ),
        new(
            "Faces",
            "Public, Api, Worker",
            "which faces this process shows: `Public`, `Partner`, `Admin`, `Api`, `Worker`; what is not named does not "
                + "exist. For staff: `Faces=Public,Partner,Admin,Api,Worker` on one host, or `Partner,Admin,Worker` on one of "
                + "their own. At least one host names `Worker`: it hands on events and runs what runs by the clock; two run "
                + "each job once ([jobs](jobs.md))"
        ),
        new(
            "Map:Tiles",
            "",
            "a folder of vector tiles in the OpenMapTiles schema, uncompressed, as `z/x/y.pbf`, or one that `fosse import basemap` "
                + "wrote. Empty: what that command wrote beside the data; without it boundaries and place names only. Either way the map "
                + "asks nobody else"
        ),
        new(
            "Map:Attribution",
            "© OpenStreetMap contributors",
            "who made the tiles, as their licence wants it said on the map; empty: what the extract says of itself"
        ),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "", "in the environment: where measurements and traces go; empty: nowhere"),
        new(
            "OTEL_TRACES_SAMPLER",
            "",
            "in the environment: which traces are sent, in the words of OpenTelemetry (`traceidratio`, …); empty: all"
        ),
    ];
}
