using System.Globalization;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Tests.CrimeData;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Faults;

/// <summary>The real program, killed in the middle and run again.</summary>
public sealed class KilledImportTests
{
    private const int Months = 8;
    private static readonly int RowsEach = LongRun.Of(small: 2000, full: 6000);

    // After how many rows, and in a revision after how many files.
    private static readonly int[] Kills = LongRun.Of<int[]>(
            small: [RowsEach + 1, 5 * RowsEach + 100],
            full: [1, RowsEach + 1, 3 * RowsEach, 5 * RowsEach + 100]
        ),
        KillsOfRevision = LongRun.Of<int[]>(small: [3], full: [1, 4]);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public Task Street_level_crime_ends_with_the_same_rows(string database) => EndsTheSame<RecordedCrime>(database, "street", Street);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public Task Outcomes_end_with_the_same_rows(string database) => EndsTheSame<CrimeOutcome>(database, "outcomes", Outcomes);

    private static async Task EndsTheSame<T>(string database, string kind, Func<int, bool, string> file)
        where T : class
    {
        await using var undisturbed = await TestCounty.Open(database);
        await using var killed = await TestCounty.Open(database);
        var folder = Directory.CreateDirectory(Path.Combine(undisturbed.Folder, "police")).FullName;

        await Write(folder, kind, month => file(month, false));
        var expected = await Whole(undisturbed, folder);
        var seen = new List<int>();
        foreach (var rows in Kills)
        {
            await KillWhen(killed, folder, async db => await db.Set<T>().CountAsync() >= rows);
            seen.Add(await killed.Do(db => db.Set<T>().CountAsync()));
        }
        Assert.Contains(seen, rows => rows > 0 && rows < Months * RowsEach);
        Assert.Equal(expected, await Whole(killed, folder));
        Assert.Equal(Months * RowsEach, await killed.Do(db => db.Set<T>().CountAsync()));

        // The same in the middle of a revision; from its start no file passes for the one that is held.
        await Write(folder, kind, month => file(month, true));
        var revised = await Whole(undisturbed, folder);
        Assert.NotEqual(expected.Hash, revised.Hash);
        var done = new List<int>();
        foreach (var files in KillsOfRevision)
        {
            await KillWhen(
                killed,
                folder,
                async db => await Revised(db) >= files || await db.Set<CrimeFile>().AnyAsync(f => f.Sha256 == "")
            );
            done.Add(await killed.Do(Revised));
        }
        Assert.Contains(done, files => files < Months);
        Assert.Equal(revised, await Whole(killed, folder));
    }

    private static Task<int> Revised(SafetyDb db) => db.Set<ImportedFile>().CountAsync(f => f.Result == "revised");

    private static async Task Write(string folder, string kind, Func<int, string> text)
    {
        for (var month = 1; month <= Months; month++)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{Month(month)}-leicestershire-{kind}.csv"), text(month));
    }

    private static string Month(int month) => string.Create(CultureInfo.InvariantCulture, $"2019-{month:00}");

    private static string Street(int month, bool revised)
    {
        var text = StreetFiles.Text(Month(month), RowsEach, month);
        return revised ? text.Replace("Street 7,E0102563", "Street 8,E0102563", StringComparison.Ordinal) : text;
    }

    private static string Outcomes(int month, bool revised) =>
        string.Join(
            '\n',
            Enumerable
                .Range(0, RowsEach)
                .Select(i =>
                    $"{month * RowsEach + i:x64},{Month(month)},Leicestershire Police,Leicestershire "
                    + $"Police,{MonthlyFiles.InTheCounty},{(revised && i % 2 == 1 ? "Local resolution" : "Suspect charged")}"
                )
                .Prepend(MonthlyFiles.OutcomesHeader)
        );

    /// <summary>Imports to the end; what is then held, and what is counted of it.</summary>
    private static async Task<(string Hash, int Counted, int Outcomes)> Whole(TestCounty county, string folder)
    {
        Assert.Equal(0, (await FosseProcess.Run(county.Folder, "import", "crime", folder, "--db", county.Address.Connection)).Code);
        var doctor = await FosseProcess.Run(county.Folder, "doctor", "--content-hash", "--db", county.Address.Connection);
        Assert.Equal(0, doctor.Code);
        Assert.Equal(
            Months,
            await county.Do(db => db.Set<CrimeFile>().CountAsync(f => f.State == CrimeFileState.Current && f.Rows == RowsEach))
        );
        var counts = await county.Do(db => db.Set<AreaCounts>().AsNoTracking().ToListAsync());
        return (
            doctor.Output.Trim(),
            counts.Sum(c => AreaCounts.Unpack(c.ByCategory).Sum(w => w.Count)),
            counts.Sum(c => AreaCounts.Unpack(c.ByOutcome).Sum(w => w.Count))
        );
    }

    private static async Task KillWhen(TestCounty county, string folder, Func<SafetyDb, Task<bool>> begun)
    {
        await using var import = FosseProcess.Start(county.Folder, "import", "crime", folder, "--db", county.Address.Connection);
        // It stands still while it is looked at: on a busy machine it would have ended before the answer is here.
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        while (import.Sent("STOP") && !await county.Do(begun))
        {
            import.Sent("CONT");
            await turn.WaitForNextTickAsync();
        }
        // Disposing kills it: nothing gets to tidy up.
    }
}
