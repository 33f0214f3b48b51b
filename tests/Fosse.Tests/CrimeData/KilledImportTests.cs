using System.Diagnostics;
using Fosse.CrimeData;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.CrimeData;

public sealed class KilledImportTests
{
    private const int Months = 8, RowsEach = 6000;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_import_that_was_killed_anywhere_and_run_again_ends_with_the_same_rows(string database)
    {
        await using var undisturbed = await TestCounty.Open(database);
        var folder = StreetFiles.Write(Path.Combine(undisturbed.Folder, "police"), Months, RowsEach);
        Assert.Equal(0, await Run(undisturbed, "import", "crime", folder));
        var expected = await ContentHash(undisturbed);

        await using var killed = await TestCounty.Open(database);
        var seen = new List<int>();
        foreach (var rows in new[] { 1, RowsEach + 1, 3 * RowsEach, 5 * RowsEach + 100 })
        {
            using var import = Start(killed, "import", "crime", folder);
            while (!import.HasExited && await CrimeRows(killed) < rows) await Task.Yield();
            import.Kill(entireProcessTree: true); // SIGKILL: nothing gets to tidy up
            await import.WaitForExitAsync();
            seen.Add(await CrimeRows(killed));
        }
        Assert.Contains(seen, rows => rows is > 0 and < Months * RowsEach);

        Assert.Equal(0, await Run(killed, "import", "crime", folder));
        Assert.Equal(expected, await ContentHash(killed));
        Assert.Equal(Months * RowsEach, await CrimeRows(killed));
        Assert.Equal(await Counts(undisturbed), await Counts(killed));
    }

    private static Task<int> CrimeRows(TestCounty county) => county.Do(db => db.Set<RecordedCrime>().CountAsync());

    private static async Task<(int, int)> Counts(TestCounty county)
    {
        var held = await county.Do(db => db.Set<AreaCounts>().AsNoTracking().ToListAsync());
        return (held.Sum(c => AreaCounts.Unpack(c.ByCategory).Sum(w => w.Count)), held.Sum(c => AreaCounts.Unpack(c.ByOutcome).Sum(w => w.Count)));
    }

    private static async Task<int> Run(TestCounty county, params string[] command)
    {
        using var process = Start(county, command);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task<string> ContentHash(TestCounty county)
    {
        using var process = Start(county, "doctor", "--content-hash");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return said.Trim();
    }

    private static Process Start(TestCounty county, params string[] command)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fosse.exe" : "fosse"), [.. command, "--db", county.Address.Connection])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = county.Folder,
        };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { }; // read, so that it never waits for a reader
        process.BeginErrorReadLine();
        return process;
    }
}
