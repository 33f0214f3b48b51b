using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Foundation;
using Fosse.Intake.County;
using Fosse.Intake.Crime;
using Fosse.Privacy;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Demonstration;

/// <summary>The demonstration county in a database: made through the ordinary importers, so that there is no second way in.</summary>
internal static class DemonstrationDatabase
{
    public static Task<bool> IsThere(DatabaseAddress address, CancellationToken stop) =>
        CountyDatabase.With(
            address,
            async (db, _) =>
                await CountyFacts.Read(db, stop) is { MadeUp: true }
                && await db.Set<CrimeFile>().CountAsync(f => f.State == CrimeFileState.Current, stop) == CrimeFiles.Months,
            stop
        );

    /// <summary>Refuses a database that holds anything but a demonstration.</summary>
    public static async Task Clear(DatabaseAddress address, CancellationToken stop)
    {
        var (real, file) = await CountyDatabase.With(
            address,
            async (db, _) =>
                (
                    await CountyFacts.Read(db, stop) is { MadeUp: false },
                    db.Database.GetDbConnection() is Microsoft.Data.Sqlite.SqliteConnection s ? s.DataSource : null
                ),
            stop
        );
        if (real)
            throw new FormatException(
                "This database holds a real county. The demonstration wants a database of its own: name one with --db."
            );
        if (file is null)
            throw new FormatException("--fresh works on an SQLite file. Empty a PostgreSQL database with its own tools.");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var part in new[] { "", "-wal", "-shm" })
            File.Delete(file + part);
    }

    public static async Task Make(DatabaseAddress address, CancellationToken stop)
    {
        if (await CountyDatabase.With(address, async (db, _) => await CountyFacts.Read(db, stop) is { MadeUp: false }, stop))
        {
            throw new FormatException(
                "This database holds a real county. The demonstration wants a database of its own: name one with --db."
            );
        }
        await Console.Error.WriteLineAsync("Making the demonstration county (under 20 seconds)…");
        var folder = Directory.CreateTempSubdirectory("fosse-demo-");
        try
        {
            var first = DemonstrationCounty.FirstMonthOn(CountyClock.DayOf(TimeProvider.System.GetUtcNow()));
            DemonstrationCounty.Write(folder.FullName, firstMonth: first, stop: stop);
            var found = await CountyIntake.Read(CountyFolder.FilesIn([folder.FullName]), ReadLimits.Default, LongWork.Shown, stop);
            await CountyDatabase.Into(address, into => CountyIntake.Store(found, CountyLoad.Whole, into, LongWork.Shown, stop), stop);
            await using var crime = CrimeIntake.Begin([folder.FullName], ReadLimits.Default, stop);
            await CountyDatabase.Into(address, into => crime.Store(into, LongWork.Shown, stop), stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
