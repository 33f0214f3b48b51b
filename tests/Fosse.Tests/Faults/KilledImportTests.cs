using System.Diagnostics;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Tests.CrimeData;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.Faults;

/// <summary>The real program, killed in the middle and run again.</summary>
public sealed class KilledImportTests
{
    private const int Rows = 32_000;
    private const string Name = "2022-10-leicestershire-outcomes.csv";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_import_that_is_killed_and_run_again_ends_with_the_rows_of_one_that_was_not(string database)
    {
        await using var whole = await TestCounty.Open(database);
        await using var killed = await TestCounty.Open(database);
        string[] first = [OutcomesHeader, .. Enumerable.Range(0, Rows).Select(i => Crime(i, "Suspect charged"))];
        string[] revised = [OutcomesHeader, .. Enumerable.Range(0, Rows).Select(i => Crime(i, i % 2 == 0 ? "Suspect charged" : "Local resolution"))];

        await whole.Import(Name, first);
        await KillOnce(killed, first, db => db.Set<CrimeOutcome>().AnyAsync());
        Assert.Equal(CrimeFileState.Loading, (await File(killed)).State);
        await killed.Import(Name, first);
        Assert.Equal(CrimeFileState.Current, (await File(killed)).State);
        Assert.Equal(await ContentHash(whole), await ContentHash(killed));

        // The same in the middle of a revision; from its start no file passes for the one that is held.
        await KillOnce(killed, revised, db => db.Set<CrimeFile>().AnyAsync(f => f.Sha256 == ""));
        Assert.Equal("", (await File(killed)).Sha256);
        await killed.Import(Name, revised);
        await whole.Import(Name, revised);
        Assert.Equal(await ContentHash(whole), await ContentHash(killed));
        Assert.Equal(Rows, (await File(killed)).Rows);
    }

    private static string Crime(int i, string outcome) => $"{i:x64},2022-10,Leicestershire Police,Leicestershire Police,{InTheCounty},{outcome}";

    private static Task<CrimeFile> File(TestCounty county) => county.Do(db => db.Set<CrimeFile>().AsNoTracking().SingleAsync());

    /// <summary>Starts an import and kills it as soon as <paramref name="begun"/> is true in the database.</summary>
    private static async Task KillOnce(TestCounty county, string[] lines, Func<SafetyDb, Task<bool>> begun)
    {
        var file = Path.Combine(county.Folder, Name);
        await System.IO.File.WriteAllLinesAsync(file, lines);
        using var program = Start(county, "import", "crime", file);
        while (!await county.Do(begun)) Assert.False(program.HasExited, "The import ended before it could be killed.");
        program.Kill();
        await program.WaitForExitAsync();
        Assert.NotEqual(0, program.ExitCode);
    }

    private static async Task<string> ContentHash(TestCounty county)
    {
        using var program = Start(county, "doctor", "--content-hash");
        var said = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
        return said.Trim();
    }

    private static Process Start(TestCounty county, params string[] arguments)
    {
        var fosse = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fosse.dll"), .. arguments, "--db", county.Address.Connection]);
        fosse.RedirectStandardOutput = true;
        return Process.Start(fosse)!;
    }
}
