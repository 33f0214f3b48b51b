using System.Globalization;
using System.Net;
using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Operations;

/// <summary>Ctrl-C and SIGTERM, with the real process.</summary>
public sealed class StoppingTests
{
    private const string Header =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
    private const int Months = 8,
        RowsAMonth = 12_000;

    [Theory, InlineData("INT"), InlineData("TERM")]
    public async Task An_import_that_is_stopped_ends_with_130_is_marked_and_can_be_run_again(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var folder = WriteCrime(Path.Combine(county.Folder, "police"));
        string[] import = ["import", "crime", folder, "--db", county.Address.Connection];

        await using (var fosse = FosseProcess.Start(county.Folder, import))
        {
            await Eventually(county, async db => await db.Set<ImportedFile>().AnyAsync());
            fosse.Signal(signal);
            var ended = await fosse.Ends();
            Assert.Equal(130, ended.Code);
            Assert.Contains("Stopped", ended.Errors, StringComparison.Ordinal);
            Assert.Empty(ended.Output);
            ended.ShowsNoTrace();
        }
        var runs = await FosseProcess.Run(county.Folder, "imports", "--db", county.Address.Connection);
        Assert.Contains("(did not end)", runs.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await FosseProcess.Run(county.Folder, import)).Code);
        Assert.Equal(Months * RowsAMonth, await county.Do(db => db.Set<RecordedCrime>().CountAsync()));
        Assert.All(
            await county.Do(db => db.Set<CrimeFile>().ToListAsync()),
            file => Assert.Equal((CrimeFileState.Current, RowsAMonth), (file.State, file.Rows))
        );
    }

    [Theory, InlineData("INT"), InlineData("TERM")]
    public async Task A_server_that_is_told_to_stop_ends_with_0_and_leaves_nothing_at_home(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var folder = new TestFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        await using var fosse = FosseProcess.Start(
            folder.Path,
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--db",
            $"Data Source={Path.Combine(data, "county.db")}"
        );
        using var client = new HttpClient { BaseAddress = await fosse.Address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/search?q=Ashby", TestContext.Current.CancellationToken)).StatusCode);

        fosse.Signal(signal);
        var ended = await fosse.Ends();

        Assert.Equal(0, ended.Code);
        ended.ShowsNoTrace();
        Assert.Single(ended.Output.Split('\n'));
        var lines = ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line));
        // An empty county has nobody who would answer; else nothing is amiss.
        Assert.Contains("Reports cannot be taken yet", Assert.Single(lines, line => line.Contains(" warn: ")), StringComparison.Ordinal);
        Assert.Equal([data], Directory.GetFileSystemEntries(folder.Path));
        Assert.All(
            Directory.GetFileSystemEntries(data),
            left =>
                Assert.True(
                    Path.GetFileName(left) is "keys" || Path.GetFileName(left).StartsWith("county.db", StringComparison.Ordinal),
                    left
                )
        );
    }

    private static async Task Eventually(TestCounty county, Func<SafetyDb, Task<bool>> seen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await county.Do(seen))
            await turn.WaitForNextTickAsync(patience.Token);
    }

    private static string WriteCrime(string folder)
    {
        for (var m = 1; m <= Months; m++)
        {
            var month = Path.Combine(folder, $"2024-{m:00}");
            Directory.CreateDirectory(month);
            File.WriteAllLines(
                Path.Combine(month, $"2024-{m:00}-leicestershire-street.csv"),
                Enumerable
                    .Range(0, RowsAMonth)
                    .Select(i =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{m:x32}{i:x32},2024-{m:00},Leicestershire Police,Leicestershire Police,-1.1,52.6,On or near Park "
                                + $"Lane,E01025631,Blaby 002A,Burglary,Under investigation,"
                        )
                    )
                    .Prepend(Header)
            );
        }
        return folder;
    }
}
