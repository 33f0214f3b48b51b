using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fosse.Storage;

public enum DatabaseKind { Sqlite, Postgres }

/// <summary>Where the database is: a file for SQLite, a server for PostgreSQL.</summary>
public sealed class DatabaseAddress
{
    private const string Mend = "Write 'Data Source=fosse.db' for SQLite or 'Host=…;Database=…;Username=…' for PostgreSQL.";

    private DatabaseAddress(DatabaseKind kind, string connection) => (Kind, Connection) = (kind, connection);

    public DatabaseKind Kind { get; }

    /// <summary>The whole connection string; it may hold a password, so it is never printed.</summary>
    public string Connection { get; }

    /// <exception cref="FormatException">The text is neither address; the message says how to write one and repeats nothing of it.</exception>
    public static DatabaseAddress Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new FormatException($"The database address is empty. {Mend}");
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            if (parts.ContainsKey("Host") || parts.ContainsKey("Server")) return Postgres(text);
            if (parts.ContainsKey("Data Source") || parts.ContainsKey("Filename")) return Sqlite(text);
        }
        catch (ArgumentException)
        {
            // Said below: the reader's own message would repeat the text, password and all.
        }
        throw new FormatException($"The database address cannot be read. {Mend}");
    }

    private static DatabaseAddress Postgres(string text) => new(DatabaseKind.Postgres, new NpgsqlConnectionStringBuilder(text).ConnectionString);

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
        if (Kind is DatabaseKind.Sqlite) return $"SQLite file {File}";
        var server = new NpgsqlConnectionStringBuilder(Connection);
        return $"PostgreSQL database {server.Database} on {server.Host}:{server.Port}";
    }

    /// <summary>The file of an SQLite database.</summary>
    public string File => new SqliteConnectionStringBuilder(Connection).DataSource;
}
