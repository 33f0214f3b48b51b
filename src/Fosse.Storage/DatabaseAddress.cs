using System.Data.Common;
using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fosse.Storage;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Where the database is: a file for SQLite, a server for PostgreSQL.</summary>
public sealed class DatabaseAddress
{
    private const string Mend = "Write 'Data Source=fosse.db' for SQLite or 'Host=…;Database=…;Username=…' for PostgreSQL.";

    private const int Prepared = 200;

    private DatabaseAddress(DatabaseKind kind, string connection) => (Kind, Connection) = (kind, connection);

    public DatabaseKind Kind { get; }

    /// <summary>The whole connection string; it may hold a password, so it is never printed.</summary>
    public string Connection { get; }

    /// <exception cref="FormatException">The text is neither address; the message says how to write one and repeats nothing of
    /// it.</exception>
    public static DatabaseAddress Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException($"The database address is empty. {Mend}");
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
                return Postgres(
                    text,
                    saysHowEncrypted: parts.ContainsKey("SSL Mode") || parts.ContainsKey("SslMode"),
                    saysHowPrepared: parts.ContainsKey("Max Auto Prepare") || parts.ContainsKey("MaxAutoPrepare")
                );
            if (parts.ContainsKey("Data Source") || parts.ContainsKey("Filename"))
                return Sqlite(text);
        }
        catch (ArgumentException)
        {
            // Said below: the reader's own message would repeat the text, password and all.
        }
        throw new FormatException($"The database address cannot be read. {Mend}");
    }

    private static DatabaseAddress Postgres(string text, bool saysHowEncrypted, bool saysHowPrepared)
    {
        var server = new NpgsqlConnectionStringBuilder(text);
        // The driver would go without encryption where the server has none. Across a network only an address that says so does.
        if (!saysHowEncrypted && !IsHere(server.Host))
            server.SslMode = SslMode.VerifyFull;
        // What is asked again and again is planned once. Behind a pooler that hands connections on between transactions, write 'Max Auto
        // Prepare=0'.
        if (!saysHowPrepared)
            server.MaxAutoPrepare = Prepared;
        return new(DatabaseKind.Postgres, server.ConnectionString);
    }

    // A folder is where the socket of a server on this machine lies.
    private static bool IsHere(string? hosts) =>
        (hosts ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .All(host =>
                host.StartsWith('/')
                || host.StartsWith('@')
                || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host == "[::1]"
                || (
                    IPAddress.TryParse(
                        host.Count(c => c == ':') == 1 ? host[..host.IndexOf(':', StringComparison.Ordinal)] : host,
                        out var address
                    ) && IPAddress.IsLoopback(address)
                )
            );

    private static DatabaseAddress Sqlite(string text)
    {
        var file = new SqliteConnectionStringBuilder(text);
        return file.DataSource is not ("" or ":memory:") && file.Mode is not SqliteOpenMode.Memory
            ? new(DatabaseKind.Sqlite, file.ConnectionString)
            : throw new FormatException($"A database in memory would forget everything; name a file. {Mend}");
    }

    /// <summary>The file, or the server and database; without user or password, so that it may be shown.</summary>
    public override string ToString()
    {
        if (Kind is DatabaseKind.Sqlite)
            return $"SQLite file {File}";
        var server = new NpgsqlConnectionStringBuilder(Connection);
        return $"PostgreSQL database {server.Database} on {server.Host}:{server.Port}";
    }

    /// <summary>The file of an SQLite database.</summary>
    public string File => new SqliteConnectionStringBuilder(Connection).DataSource;
}
