using System.Diagnostics;
using Fosse.Foundation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Fosse.Storage.BulkLoad;

/// <summary>
/// Long writing in short turns, so that nobody else who writes waits longer than a tenth of a second. SQLite has one writer at a
/// time and no queue before it: who waits looks again now and then, so after each turn nothing is written for as long as it takes
/// until everyone has looked, unless no other process has the database open, and this one says that it alone writes.
/// PostgreSQL lets others write meanwhile; there a turn is only bounded by its rows.
/// </summary>
public sealed class WritingTurns : IAsyncDisposable
{
    /// <summary>The most rows that one turn writes.</summary>
    public const int MostRowsOnSqlite = 24_000,
        MostRowsOnPostgres = 200_000;

    // Beside others after every turn: a log that grows past its bound is brought into the file by whoever commits next, and they wait for
    // it.
    private int TurnsToACheckpoint => others ? 1 : 4;

    private static readonly TimeSpan LongestAlone = TimeSpan.FromMilliseconds(55),
        LongestBesideOthers = TimeSpan.FromMilliseconds(30);

    private readonly SafetyDb db;
    private readonly SqliteConnection? sqlite;
    private readonly bool besideOwn;
    private readonly Stopwatch held = new();
    private IDbContextTransaction? turn;
    private int rows,
        together,
        turns;
    private bool others = true;

    private WritingTurns(SafetyDb db, SqliteConnection? sqlite, bool besideOwn) =>
        (this.db, this.sqlite, this.besideOwn) = (db, sqlite, besideOwn);

    private TimeSpan Longest => others ? LongestBesideOthers : LongestAlone;

    private int Most => sqlite is not null ? MostRowsOnSqlite : MostRowsOnPostgres;

    /// <summary>Nobody waits for the end of a turn, so it is bounded by what belongs together and not by the clock.</summary>
    public bool MayBeLong => sqlite is null;

    /// <summary>How many rows to write before asking for a turn again.</summary>
    public int Step => sqlite is not null ? 400 : 50_000;

    /// <summary>The most rows in one turn so far.</summary>
    public int MostRows { get; private set; }

    /// <param name="besideOwn">Whether other connections of this process write too; others than its own are seen without being
    /// told.</param>
    public static async Task<WritingTurns> On(SafetyDb db, CancellationToken stop, bool besideOwn = false)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.Database.OpenConnectionAsync(stop);
        var turns = new WritingTurns(db, db.Database.GetDbConnection() as SqliteConnection, besideOwn);
        // 64 MB of pages in memory: rows of an area lie far apart in their index. The pauses are used to bring the log into the file.
        turns.Run("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 0");
        if (turns.sqlite is null)
            await db.Database.ExecuteSqlRawAsync("SET synchronous_commit = off", stop); // for this session only
        return turns;
    }

    /// <summary>
    /// Makes the turns that follow wait until they are on disk, and with them all before, of every connection. Until then PostgreSQL may
    /// lose the newest turns if its machine fails, as if the work had been cut off before them.
    /// </summary>
    public async Task WaitForDisk(CancellationToken stop)
    {
        if (sqlite is null)
            await db.Database.ExecuteSqlRawAsync("RESET synchronous_commit", stop);
    }

    /// <summary>Lets the next rows go in together, unless they are too many for one turn.</summary>
    public async Task Together(int all, CancellationToken stop)
    {
        if (all > Most)
            return;
        if (turn is not null && (rows + all > Most || sqlite is not null && held.Elapsed > Longest / 2))
            await End(stop);
        together = all;
    }

    /// <summary>Has the turn for that many rows more, at most <see cref="Step"/>; ends the one before when it has lasted long
    /// enough.</summary>
    public async Task Take(int more, CancellationToken stop)
    {
        if (turn is not null && more > together && (rows + more > Most || sqlite is not null && held.Elapsed > Longest))
            await End(stop);
        together = Math.Max(0, together - more);
        if (turn is null)
        {
            turn = await db.Database.BeginTransactionAsync(stop);
            held.Restart();
        }
        rows += more;
        MostRows = Math.Max(MostRows, rows);
    }

    /// <summary>Writes many rows, a <see cref="Step"/> at a time.</summary>
    /// <param name="cost">How many writes one row takes, such as 2 where it takes the place of another.</param>
    /// <param name="write">Given the first row and the number of rows to write.</param>
    public async Task InSteps(int all, int cost, Func<int, int, Task> write, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(write);
        var step = Step / cost;
        for (var from = 0; from < all; from += step)
        {
            var count = Math.Min(step, all - from);
            await Take(count * cost, stop);
            await write(from, count);
        }
    }

    /// <summary>Makes what was written last and lets others write.</summary>
    public async Task End(CancellationToken stop)
    {
        if (turn is null)
            return;
        await turn.CommitAsync(stop);
        await turn.DisposeAsync();
        (turn, rows, together) = (null, 0, 0);
        if (sqlite is null)
            return;
        var left = UntilAllHaveLooked(held.Elapsed);
        held.Restart();
        if (++turns % TurnsToACheckpoint == 0)
            Run("PRAGMA wal_checkpoint(PASSIVE)");
        others = besideOwn || OtherProcesses.MayHaveDatabaseOpen();
        if (!others)
            return;
        left -= held.Elapsed;
        if (left > TimeSpan.Zero)
            await Task.Delay(left, stop);
    }

    // When SQLite looks again for a writer that has gone (sqliteDefaultBusyCallback in its main.c), milliseconds after it first looked.
    private static readonly int[] Looks = [0, 1, 3, 8, 18, 33, 53, 78, 103];

    private static TimeSpan UntilAllHaveLooked(TimeSpan lasted)
    {
        const int Late = 6; // nobody wakes up to the millisecond, least of all where much else runs
        var widest = 1;
        for (var i = 1; i < Looks.Length && Looks[i - 1] < lasted.TotalMilliseconds; i++)
            widest = Math.Max(widest, Looks[i] - Looks[i - 1]);
        return TimeSpan.FromMilliseconds(widest + Late);
    }

    public async ValueTask DisposeAsync()
    {
        if (turn is not null)
            await turn.DisposeAsync(); // rolls back
        turn = null;
        Run("PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000");
    }

    private void Run(string pragmas)
    {
        if (sqlite is not null)
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(sqlite.Handle, pragmas), sqlite.Handle);
    }
}
