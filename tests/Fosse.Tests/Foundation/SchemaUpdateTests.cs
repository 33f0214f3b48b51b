using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fosse.Tests.Foundation;

public sealed class SchemaUpdateTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_update_runs_every_step_once(string database)
    {
        await using var county = TestCounty.Bare(database);
        Assert.Contains("0001-foundation", (await county.Update()).Applied);
        Assert.Empty((await county.Update()).Applied);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Two_hosts_that_start_together_do_not_trip_over_each_other(string database)
    {
        await using var county = TestCounty.Bare(database);
        await Task.WhenAll(Task.Run(county.Update), Task.Run(county.Update));
        Assert.Empty((await county.Update()).Applied);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_database_of_a_newer_build_and_an_altered_step_are_refused(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Do(db => db.Database.ExecuteSqlRawAsync("UPDATE schema_versions SET checksum = 'x' WHERE number = 1"));
        Assert.Contains("0001-foundation", (await Assert.ThrowsAsync<SchemaRefused>(county.Update)).Message, StringComparison.Ordinal);
        await county.Do(db =>
            db.Database.ExecuteSqlRawAsync("UPDATE schema_versions SET number = 9999, name = '9999-future' WHERE number = 1")
        );
        Assert.Contains("newer Fosse", (await Assert.ThrowsAsync<SchemaRefused>(county.Update)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_takes_the_write_lock_when_a_transaction_begins_and_keeps_readers_free()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await county.Do(async writing =>
        {
            await using var transaction = await writing.Database.BeginTransactionAsync();
            await using var other = new SqliteConnection(county.Address.Connection + ";Default Timeout=1");
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            // busy: nothing was written yet, and the lock is held
            Assert.Equal(5, Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).SqliteErrorCode);
            command.CommandText = "SELECT count(*) FROM outbox";
            Assert.Equal(0L, command.ExecuteScalar());
        });
        await county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            Assert.Equal(
                (1L, "wal", 10_000L, 1L),
                (
                    await Pragma<long>(db, "foreign_keys"),
                    await Pragma<string>(db, "journal_mode"),
                    await Pragma<long>(db, "busy_timeout"),
                    await Pragma<long>(db, "synchronous")
                )
            );
        });
    }

    [Fact]
    public async Task A_database_that_holds_something_is_copied_before_it_is_changed()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var first = SchemaFile.For(DatabaseKind.Sqlite)[0];
        await using (var old = new SqliteConnection(county.Address.Connection))
        {
            await old.OpenAsync();
            await using var make = old.CreateCommand();
            make.CommandText =
                $"{first.Sql}; CREATE TABLE schema_versions (number integer NOT NULL PRIMARY KEY, name text NOT NULL, checksum "
                + $"text NOT NULL, at INTEGER NOT NULL);"
                + $"INSERT INTO schema_versions VALUES ({first.Number}, '{first.Name}', '{first.Checksum}', 0); INSERT INTO "
                + $"settings (key, value) VALUES ('kept', 'yes')";
            await make.ExecuteNonQueryAsync();
        }

        var updated = await county.Update();

        Assert.DoesNotContain(first.Name, updated.Applied);
        Assert.NotEmpty(updated.Applied);
        await using var copy = new SqliteConnection($"Data Source={updated.CopiedTo};Pooling=False;Mode=ReadOnly");
        await copy.OpenAsync();
        await using var look = copy.CreateCommand();
        look.CommandText =
            "SELECT value || (SELECT count(*) FROM schema_versions) || (SELECT count(*) FROM sqlite_master WHERE name = 'areas') "
            + "FROM settings";
        Assert.Equal("yes10", await look.ExecuteScalarAsync()); // as it was: one step, and no areas yet
        Assert.Null((await county.Update()).CopiedTo);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Writers_who_read_first_wait_for_each_other_and_none_is_lost(string database)
    {
        await using var county = await TestCounty.Open(database);
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    Task.Run(() =>
                        county.Do(async db =>
                        {
                            await db.Set<Setting>().CountAsync();
                            db.Add(new Setting { Key = $"key{i}", Value = "x" });
                            await db.SaveChangesAsync();
                        })
                    )
                )
        );
        Assert.Equal(12, await county.Do(db => db.Set<Setting>().CountAsync(s => s.Key.StartsWith("key"))));
    }

    [Fact]
    public async Task On_postgres_a_table_that_says_nothing_of_itself_is_closed_to_the_public_face()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await using var server = new Npgsql.NpgsqlConnection(county.Address.Connection);
        await server.OpenAsync();
        async Task Run(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, server);
            await command.ExecuteNonQueryAsync();
        }
        await Run("CREATE TABLE p_made_up (subject uuid, words text)");
        await Run("GRANT ALL ON p_made_up TO fosse_public");
        await county.Update(); // rights are taken away and given at every update, so that a new table is not forgotten

        await Run("SET ROLE fosse_public");
        foreach (
            var sql in (string[])
                [
                    "SELECT words FROM p_made_up",
                    "INSERT INTO p_made_up VALUES (gen_random_uuid(), 'told')",
                    "UPDATE p_made_up SET words = ''",
                    "DELETE FROM p_made_up",
                    "INSERT INTO p_made_up VALUES (gen_random_uuid(), 'told') RETURNING words",
                ]
        )
        {
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Run(sql))).SqlState);
        }
        await Run("RESET ROLE");
    }

    [
        Theory,
        InlineData(""),
        InlineData("fosse.db"),
        InlineData("Data Source=:memory:"),
        InlineData("Password=geheim"),
        InlineData("Host=h;Nonsense=geheim")
    ]
    public void An_address_that_cannot_be_read_says_how_to_write_one_and_repeats_no_secret(string address)
    {
        var message = Assert.Throws<FormatException>(() => DatabaseAddress.Parse(address)).Message;
        Assert.Contains("Data Source=", message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example.org;Database=fosse", SslMode.VerifyFull)]
    [InlineData("Server=10.0.0.7;Database=fosse", SslMode.VerifyFull)]
    [InlineData("Host=localhost,db.example.org;Database=fosse", SslMode.VerifyFull)]
    [InlineData("Host=localhost;Database=fosse", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1;Port=5433;Database=fosse", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1:5433,127.0.0.2:5433;Database=fosse", SslMode.Prefer)]
    [InlineData("Host=/var/run/postgresql;Database=fosse", SslMode.Prefer)]
    [InlineData("Host=db.example.org;Database=fosse;SSL Mode=Require", SslMode.Require)]
    [InlineData("Host=db.example.org;Database=fosse;sslmode=disable", SslMode.Disable)]
    public void A_server_across_the_network_is_reached_encrypted_and_shown_to_be_itself_unless_the_address_says_otherwise(
        string address,
        SslMode mode
    ) => Assert.Equal(mode, new NpgsqlConnectionStringBuilder(DatabaseAddress.Parse(address).Connection).SslMode);

    private static async Task<T> Pragma<T>(SafetyDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
