using Fosse.Privacy;
using Fosse.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fosse.Tests;

/// <summary>
/// A database of each kind, brought up to this build once a run by the real update. Counties begin as copies of it: the update takes
/// fifty times as long as a copy, and its own tests do it the long way.
/// </summary>
internal static class Template
{
    private static readonly Lazy<Task<TestCounty>> Sqlite = new(() => Make(TestCounty.Sqlite)),
        Postgres = new(() => Make(TestCounty.Postgres));

    public static Task<TestCounty> Of(string kind) => (kind == TestCounty.Sqlite ? Sqlite : Postgres).Value;

    private static async Task<TestCounty> Make(string kind)
    {
        var made = TestCounty.Bare(kind);
        await made.Update();
        // Each county has a ring of its own, as each installation has: it is made after the copy.
        await made.Do(db => db.Set<RingKey>().ExecuteDeleteAsync());
        if (made.Address.Kind is DatabaseKind.Sqlite)
        {
            await made.Do(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
            using var connection = new SqliteConnection(made.Address.Connection);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            // A database that somebody is connected to cannot be copied.
            await using var connection = new NpgsqlConnection(made.Address.Connection);
            NpgsqlConnection.ClearPool(connection);
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) => made.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return made;
    }
}
