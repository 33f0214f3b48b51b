using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Fosse.Storage;

/// <summary>Sets what SQLite forgets with every connection.</summary>
internal sealed class SqlitePragmas(StorageOptions options) : DbConnectionInterceptor
{
    private readonly string pragmas =
        $"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}; PRAGMA foreign_keys = ON; PRAGMA synchronous = "
        // What is deleted or overwritten is zeroed, whoever deletes it: an old copy of a key would outlive the person's forgetting.
        + $"{Known(options.Synchronous)}; PRAGMA secure_delete = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }

    // Nothing here waits: SQLite answers pragmas at once, and its asynchronous calls are synchronous underneath.
    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    private static string Known(string synchronous) =>
        synchronous.ToUpperInvariant() switch
        {
            "NORMAL" => "NORMAL",
            "FULL" => "FULL",
            "EXTRA" => "EXTRA",
            _ => throw new FormatException("Storage:Synchronous must be NORMAL, FULL or EXTRA."),
        };
}
