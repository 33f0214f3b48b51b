using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Fosse.Storage;

/// <summary>What an update did.</summary>
/// <param name="Applied">Names of the steps run now, in order.</param>
/// <param name="CopiedTo">The copy of an SQLite database taken before, if there was anything to copy.</param>
/// <param name="Notes">What the operator should know or do.</param>
public sealed record SchemaUpdated(IReadOnlyList<string> Applied, string? CopiedTo, IReadOnlyList<string> Notes);

/// <summary>The database cannot be brought to this build; the message says why and what to do.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what happened, as the rest of the house does.")]
public sealed class SchemaRefused(string message) : Exception(message);

/// <summary>Brings a database up to this build by running, in order, the numbered SQL files it has not seen.</summary>
public sealed class SchemaUpdate(
    SafetyDb db,
    DatabaseAddress address,
    RingSetup ring,
    WordsAnew words,
    CountyClock clock,
    IOptions<StorageOptions> options,
    IEnumerable<Seed> seeds,
    IEnumerable<SealOlder> older,
    CompactFiles compact
)
{
    private const long OneAtATime = 0x466f737365; // "Fosse": the advisory lock of updates on PostgreSQL

    public async Task<SchemaUpdated> Run(CancellationToken stop)
    {
        db.Database.SetCommandTimeout(options.Value.MaintenanceTimeout);
        if (address.Kind is DatabaseKind.Postgres && options.Value.Role is { Length: > 0 } role)
        {
            return await IsCurrent(stop)
                ? new([], null, [])
                : throw new SchemaRefused(
                    $"The database is older than this build, and {role} may not change it. Run 'fosse update' as its owner."
                );
        }
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await Prepare(stop);
            var waiting = await Waiting(stop);
            var copy = waiting.Count > 0 && address.Kind is DatabaseKind.Sqlite ? await CopyFirst(stop) : null;
            var applied = new List<string>();
            foreach (var file in waiting)
            {
                if (await Apply(file, stop))
                    applied.Add(file.Name);
            }
            var notes = address.Kind is DatabaseKind.Postgres ? await PostgresRoles.Grant(db, stop) : [];
            if (applied.Count > 0)
            {
                foreach (var seed in seeds)
                    await seed.Fill(db, stop);
            }
            return new(applied, copy, [.. notes, .. await ring.Ensure(stop), .. await Sealed(stop), .. await FoundAnew(stop)]);
        }
        finally
        {
            if (address.Kind is DatabaseKind.Postgres)
                await Run($"SELECT pg_advisory_unlock({OneAtATime})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<IReadOnlyList<string>> Sealed(CancellationToken stop)
    {
        var notes = new List<string>();
        foreach (var seal in older)
        {
            if (await seal(stop) is { } note)
                notes.Add(note);
        }
        return notes.Count == 0 ? notes : [.. notes, await Rewritten(stop)];
    }

    // What was sealed lies in old pages and dead rows still.
    private async Task<string> Rewritten(CancellationToken stop)
    {
        if (address.Kind is DatabaseKind.Postgres)
        {
            await Run("VACUUM (FULL) record_assignments", stop);
            return "Backups of before have it in the clear: destroy them when you need them no more.";
        }
        await Run("PRAGMA user_version = -1", stop); // where the file is in use, the night does it
        var done = await compact(stop) ? "" : " The file was in use; it is rewritten in the night.";
        return $"Backups and the copies that updates took of before have it in the clear: delete them when you need them no more.{done}";
    }

    private async Task<IReadOnlyList<string>> FoundAnew(CancellationToken stop) =>
        await words.Run(stop) is > 0 and var made ? [$"{made} records can be found as this build finds them; nobody read them."] : [];

    /// <summary>True where nothing is waiting.</summary>
    public async Task<bool> IsCurrent(CancellationToken stop) => (await WaitingIn(stop)).Count == 0;

    /// <summary>The same for a look from outside: opens the connection, and takes a missing table for an empty database.</summary>
    internal async Task<IReadOnlyList<SchemaFile>> WaitingIn(CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            return await Waiting(stop);
        }
        catch (DbException)
        {
            return SchemaFile.For(address.Kind);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The steps of this build that the database has not had, after checking that it is not newer or altered.</summary>
    internal async Task<IReadOnlyList<SchemaFile>> Waiting(CancellationToken stop)
    {
        var build = SchemaFile.For(address.Kind);
        var seen = await Seen(stop);
        foreach (var (number, (name, checksum)) in seen)
        {
            var file =
                build.FirstOrDefault(f => f.Number == number)
                ?? throw new SchemaRefused(
                    $"The database has step {number:0000} ({name}), which this build does not know. Install a newer Fosse."
                );
            if (file.Checksum != checksum)
            {
                throw new SchemaRefused(
                    $"Step {name} differs from the one this database was made with. Install the build that made it, or restore a backup."
                );
            }
        }
        return [.. build.Where(f => !seen.ContainsKey(f.Number))];
    }

    private async Task Prepare(CancellationToken stop)
    {
        if (address.Kind is DatabaseKind.Sqlite)
        {
            // In this mode readers and the one writer do not block each other; SQLite remembers it in the file.
            await Run("PRAGMA journal_mode = WAL", stop);
        }
        else
        {
            await Run($"SELECT pg_advisory_lock({OneAtATime})", stop);
        }
        var instant = address.Kind is DatabaseKind.Sqlite ? "INTEGER" : "timestamp with time zone";
        await Run(
            $"CREATE TABLE IF NOT EXISTS schema_versions (number integer NOT NULL PRIMARY KEY, name text NOT NULL, checksum text "
                + $"NOT NULL, at {instant} NOT NULL)",
            stop
        );
    }

    // Two hosts may start together: inside the transaction, which only one can hold, look again.
    private async Task<bool> Apply(SchemaFile file, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if ((await Seen(stop)).ContainsKey(file.Number))
            return false;
        try
        {
            await Run(file.Sql, stop);
        }
        catch (DbException e)
        {
            throw new SchemaRefused($"Step {file.Name} failed and was undone: {e.Message}");
        }
        var at = address.Kind is DatabaseKind.Sqlite ? (object)clock.Now.UtcTicks : clock.Now;
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO schema_versions (number, name, checksum, at) VALUES ({file.Number}, {file.Name}, {file.Checksum}, {at})",
            stop
        );
        await transaction.CommitAsync(stop);
        return true;
    }

    private async Task<Dictionary<int, (string Name, string Checksum)>> Seen(CancellationToken stop)
    {
        var seen = new Dictionary<int, (string, string)>();
        await using var command = Command("SELECT number, name, checksum FROM schema_versions ORDER BY number");
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            seen.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        return seen;
    }

    private async Task<string?> CopyFirst(CancellationToken stop)
    {
        if ((await Seen(stop)).Count == 0)
            return null; // a new database: nothing to lose
        var copy = new UpdateCopies(address, options.Value).Next(clock.Now);
        await using var command = Command("VACUUM INTO $copy");
        var to = command.CreateParameter();
        (to.ParameterName, to.Value) = ("$copy", copy);
        command.Parameters.Add(to);
        await command.ExecuteNonQueryAsync(stop);
        return copy;
    }

    private async Task Run(string sql, CancellationToken stop)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(stop);
    }

    // Not ExecuteSqlRaw: it would take the braces of a JSON default for parameters, and the wall guards rows, not tables.
    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)options.Value.MaintenanceTimeout.TotalSeconds;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
