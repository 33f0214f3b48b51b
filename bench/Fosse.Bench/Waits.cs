using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Fosse.Bench;

/// <summary>
/// How long somebody else waits who writes a row every few milliseconds, as the server does, while something long runs on the same
/// SQLite database. It goes on for as long as the file MARKER is there.
/// </summary>
internal static class Waits
{
    public static async Task<int> Run(string database, string marker)
    {
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        Do(
            connection,
            "PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL; CREATE TABLE IF NOT EXISTS bench_waits (id INTEGER "
                + "PRIMARY KEY, at REAL)"
        );
        var waits = new List<double>();
        var watch = new Stopwatch();
        Console.WriteLine("writing");
        while (File.Exists(marker))
        {
            watch.Restart();
            Do(connection, "BEGIN IMMEDIATE");
            Do(connection, "INSERT INTO bench_waits (at) VALUES (1.0)");
            Do(connection, "COMMIT");
            waits.Add(watch.Elapsed.TotalMilliseconds);
            await Task.Delay(7);
        }
        Do(connection, "DROP TABLE bench_waits");
        waits.Sort();
        string At(double share) =>
            waits.Count == 0
                ? "-"
                : waits[Math.Min(waits.Count - 1, (int)(waits.Count * share))].ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine($"waits\t{waits.Count} writes\tp50 {At(0.5)} ms\tp99 {At(0.99)} ms\tlongest {At(1)} ms");
        return 0;
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements above, and nothing else
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
