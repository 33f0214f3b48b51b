using System.Diagnostics;
using System.Globalization;
using Fosse.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fosse.Bench;

/// <summary>What the database alone can do: one row, one transaction, kept through a power cut, by one writer or by several beside each
/// other.</summary>
internal static class Inserts
{
    public static async Task<int> Run(string database, int writers, int seconds)
    {
        var address = DatabaseAddress.Parse(database);
        await using (var first = await Open(address))
            await Say(first, "CREATE TABLE bench_rows (id TEXT NOT NULL PRIMARY KEY, words TEXT NOT NULL)");
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var connection = await Open(address);
                        await using var insert = connection.CreateCommand();
                        var (id, words) = (insert.CreateParameter(), insert.CreateParameter());
                        (insert.CommandText, id.ParameterName, words.ParameterName) = (
                            "INSERT INTO bench_rows VALUES (@id, @words)",
                            "id",
                            "words"
                        );
                        insert.Parameters.Add(id);
                        insert.Parameters.Add(words);
                        words.Value = new string('x', 500);
                        var rows = 0;
                        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; rows++)
                        {
                            id.Value = Guid.NewGuid().ToString();
                            await insert.ExecuteNonQueryAsync();
                        }
                        return rows;
                    })
                )
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"inserts\t{counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds:0}/s by {writers}"
            )
        );
        await using var last = await Open(address);
        await Say(last, "DROP TABLE bench_rows");
        return 0;
    }

    private static async Task<System.Data.Common.DbConnection> Open(DatabaseAddress address)
    {
        System.Data.Common.DbConnection connection =
            address.Kind is DatabaseKind.Postgres ? new NpgsqlConnection(address.Connection) : new SqliteConnection(address.Connection);
        await connection.OpenAsync();
        if (address.Kind is DatabaseKind.Sqlite)
            await Say(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000");
        return connection;
    }

    private static async Task Say(System.Data.Common.DbConnection connection, string words)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above, and nothing else
        command.CommandText = words;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
