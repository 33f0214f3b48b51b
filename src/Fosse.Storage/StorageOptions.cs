using System.ComponentModel;

namespace Fosse.Storage;

/// <summary>Settings under <c>Storage</c>.</summary>
public sealed record StorageOptions
{
    public const string Section = "Storage";

    [Description("how long a writer waits for another (SQLite)")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    [Description("`NORMAL` survives a crash of the program, `FULL` keeps the last commits through a power cut as well (SQLite)")]
    public string Synchronous { get; set; } = "NORMAL";

    [Description("where SQLite is copied before an update; empty: beside the database")]
    public string CopiesFolder { get; set; } = "";

    [Description(
        "the role to take on with every connection (PostgreSQL): `fosse_public` for hosts of the public face alone, `fosse_app` "
            + "for the others; empty: the rights of the user ([roles](postgres-roles.md))"
    )]
    public string Role { get; set; } = "";

    [Description("how long one statement of an update, backup or restore may take")]
    public TimeSpan MaintenanceTimeout { get; set; } = TimeSpan.FromHours(1);
}
