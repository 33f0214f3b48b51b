namespace Fosse.Storage;

/// <summary>Settings under <c>Storage</c>.</summary>
public sealed record StorageOptions
{
    public const string Section = "Storage";

    /// <summary>How long a writer waits for another before it gives up (SQLite).</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>NORMAL survives a crash of the program; FULL also keeps the last commits through a power cut (SQLite).</summary>
    public string Synchronous { get; set; } = "NORMAL";

    /// <summary>Where an SQLite database is copied before an update; empty means beside the database.</summary>
    public string CopiesFolder { get; set; } = "";

    /// <summary>The role to take on with every connection (PostgreSQL); empty: the rights of the user.</summary>
    public string Role { get; set; } = "";

    /// <summary>How long one statement of an update, backup or restore may take.</summary>
    public TimeSpan MaintenanceTimeout { get; set; } = TimeSpan.FromHours(1);
}
