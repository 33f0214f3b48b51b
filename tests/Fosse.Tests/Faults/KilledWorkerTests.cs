using System.Diagnostics;
using Fosse.CrimeData;
using Fosse.Tests.CrimeData;
using Fosse.Tests.Intake;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Faults;

/// <summary>An import asked for on the page, whose worker, the real program, is killed in the middle of it.</summary>
public sealed class KilledWorkerTests
{
    private const int Months = 8,
        RowsEach = 6000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_next_worker_goes_on_and_ends_as_the_command_ends(string database)
    {
        await using var commands = await TestCounty.Open(database);
        await using var asked = await TestCounty.Open(database);
        var police = StreetFiles.Write(Path.Combine(commands.Folder, "police"), Months, RowsEach);
        Assert.Equal(0, (await FosseProcess.Run(commands.Folder, "import", "crime", police, "--db", commands.Address.Connection)).Code);

        await using var page = await AskedImports.Open(asked);
        await page.Asks(ImportKind.Crime, null, ("download.zip", AskedImports.Zip(police)));
        await using (var worker = Worker(asked))
        {
            await Until(async () => await Rows(asked) > RowsEach);
            worker.Signal("KILL");
            await worker.Ends();
        }
        var left = await Rows(asked);
        Assert.InRange(left, RowsEach, Months * RowsEach - 1);
        Assert.Equal(ImportState.Running, (await page.Newest()).State);

        await using (var next = Worker(asked))
        {
            await Until(async () => !(await page.Newest()).IsOpen);
            next.Signal("TERM");
            Assert.Equal(0, (await next.Ends()).Code);
        }
        var ended = await page.Newest();
        Assert.Equal((ImportState.Ended, 2, Months), (ended.State, ended.Attempts, ended.Files));
        Assert.Equal(Months * RowsEach, ended.Added + ended.Unchanged);
        Assert.Equal(await AskedImports.Hash(commands), await AskedImports.Hash(asked));
        await page.Admin.Opens($"/admin/imports/asked/{ended.Id}");
        Assert.Equal("ended", page.Admin.Text(".govuk-tag"));
        Assert.Equal(2, page.Admin.All("a[href*='/admin/imports/0']").Count(a => a.StartsWith("crime", StringComparison.Ordinal)));
    }

    private static FosseProcess Worker(TestCounty county) =>
        FosseProcess.Start(
            county.Folder,
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--db",
            county.Address.Connection,
            "--",
            "--Faces=Worker",
            $"--Keys:Folder={county.KeyFolder}",
            $"--Intake:Uploads={AskedImports.UploadsOf(county)}",
            "--Work:Lease=00:00:03",
            "--Work:Pause=00:00:00.200"
        );

    private static Task<int> Rows(TestCounty county) => county.Do(db => db.Set<RecordedCrime>().CountAsync());

    private static async Task Until(Func<Task<bool>> there)
    {
        var watch = Stopwatch.StartNew();
        while (!await there())
        {
            Assert.True(watch.Elapsed < Patience, "It takes too long.");
            await Task.Yield();
        }
    }
}
