using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Fosse.Cli;
using Fosse.CrimeData;
using Fosse.Tests.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.CrimeData;

public sealed class HostileCrimeFilesTests
{
    private const string BadName = "2022-10-leicestershire-street.csv",
        GoodName = "2022-11-leicestershire-street.csv";

    public static TheoryData<string, string, string> Files =>
        EachWith(
            new()
            {
                ["a wrong header"] = "Crime type",
                ["cut off in a row"] = "Download it again",
                ["binary"] = "not a text file",
                ["empty"] = "The file is empty",
                ["rows of another month"] = "2022-09",
                ["one endless line"] = "longer than",
                ["a crime type of its own for every row"] = "more than 1,000 different crime types",
                ["a damaged zip"] = "damaged",
                ["a zip with a path that leads outside"] = "points outside",
                ["a zip that unpacks to very much"] = "times its size",
            }
        );

    private static TheoryData<string, string, string> EachWith(Dictionary<string, string> cases)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (what, said) in cases)
        {
            data.Add(TestCounty.Sqlite, what, said);
            data.Add(TestCounty.Postgres, what, said);
        }
        return data;
    }

    [EachDatabase, MemberData(nameof(Files))]
    public async Task A_file_that_is_not_what_it_should_be_is_refused_whole_and_the_others_are_taken(
        string database,
        string what,
        string said
    )
    {
        await using var county = await TestCounty.Open(database);
        var folder = Directory.CreateDirectory(Path.Combine(county.Folder, "police")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, GoodName), StreetFiles.Text("2022-11", 30, 1));
        await Make(what, folder);

        Assert.Equal(2, await FosseCommand.Run(["import", "crime", folder, "--db", county.Address.Connection]));

        var file = Assert.Single(await county.Do(db => db.Set<CrimeFile>().AsNoTracking().ToListAsync()));
        Assert.Equal((202211, CrimeFileState.Current, 30), (file.Month, file.State, file.Rows));
        Assert.Equal(30, await county.Do(db => db.Set<RecordedCrime>().CountAsync()));
        var refused = await county.Do(db => db.Set<ImportedFile>().AsNoTracking().SingleAsync(f => f.Result == "refused"));
        Assert.Contains(said, refused.Note, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Note!);
    }

    private static async Task Make(string what, string folder)
    {
        var (csv, zip) = (Path.Combine(folder, BadName), Path.Combine(folder, "download.zip"));
        var good = StreetFiles.Text("2022-10", 30, 2);
        switch (what)
        {
            case "a wrong header":
                await File.WriteAllTextAsync(csv, good.Replace("Crime type", "Kind", StringComparison.Ordinal));
                break;
            case "cut off in a row":
                await File.WriteAllTextAsync(csv, good[..^60]);
                break;
            case "binary":
                await File.WriteAllBytesAsync(csv, [.. Encoding.UTF8.GetBytes(good), 0, 1, 2, 3]);
                break;
            case "empty":
                await File.WriteAllTextAsync(csv, "");
                break;
            case "rows of another month":
                await File.WriteAllTextAsync(csv, StreetFiles.Text("2022-09", 30, 2));
                break;
            case "one endless line":
                await File.WriteAllTextAsync(csv, StreetFiles.Header + "\n" + new string('x', 1000));
                await using (var file = new FileStream(csv, FileMode.Append))
                    await file.WriteAsync(Enumerable.Repeat((byte)'x', 3_000_000).ToArray());
                break;
            case "a crime type of its own for every row":
                var rows = StreetFiles
                    .Text("2022-10", 1500, 2)
                    .Split('\n')
                    .Select(
                        (line, i) =>
                            i > 0 && line.Split(',') is { Length: 12 } cells
                                ? string.Join(',', [.. cells[..9], $"Crime {i}", .. cells[10..]])
                                : line
                    );
                await File.WriteAllTextAsync(csv, string.Join('\n', rows));
                break;
            case "a damaged zip":
                await File.WriteAllBytesAsync(zip, [.. Encoding.ASCII.GetBytes("PK\u0003\u0004"), .. new byte[300]]);
                break;
            case "a zip with a path that leads outside":
                await File.WriteAllBytesAsync(zip, GuardedZipTests.Zip(("../" + BadName, good)));
                break;
            case "a zip that unpacks to very much":
                await using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create))
                {
                    await using var entry = await archive.CreateEntry(BadName, CompressionLevel.SmallestSize).OpenAsync();
                    for (var i = 0; i < 40; i++)
                        await entry.WriteAsync(new byte[1 << 20]);
                }
                break;
        }
    }

    [Fact]
    public async Task Two_gigabytes_of_one_line_are_refused_without_reading_them()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var path = Path.Combine(county.Folder, BadName);
        await using (var file = File.Create(path))
        {
            await file.WriteAsync(Enumerable.Repeat((byte)'x', 200_000).ToArray());
            file.SetLength(2L << 30); // a hole: it takes no room on the disk
        }
        var before = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();

        Assert.Equal(2, await FosseCommand.Run(["import", "crime", path, "--db", county.Address.Connection]));

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"It took {watch.Elapsed}.");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 1L << 30, "It took as much memory as the file is long.");
        Assert.Empty(await county.Do(db => db.Set<CrimeFile>().ToListAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Rows_kept_aside_are_shown_with_line_reason_and_text_also_after_the_file_was_brought_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        var path = Path.Combine(county.Folder, BadName);
        var lines = StreetFiles.Text("2022-10", 30, 3).TrimEnd('\n').Split('\n');
        lines[4] = lines[4].Replace("2022-10", "2022-09", StringComparison.Ordinal);
        lines[6] = lines[6].Replace("-1.", "east", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(path, lines);

        foreach (var result in new[] { "added", "unchanged" })
        {
            Assert.Equal(0, await FosseCommand.Run(["import", "crime", path, "--db", county.Address.Connection]));
            var run = await county.Do(db => db.Set<ImportRun>().AsNoTracking().OrderByDescending(r => r.Id).FirstAsync());
            var file = await county.Do(db => db.Set<ImportedFile>().AsNoTracking().SingleAsync(f => f.RunId == run.Id));
            var rows = await county.Do(db =>
                db.Set<RefusedImportRow>().AsNoTracking().Where(r => r.RunId == run.Id).OrderBy(r => r.Line).ToListAsync()
            );
            Assert.Equal((result, 2), (file.Result, file.Refused));
            Assert.Equal([5, 7], rows.Select(r => r.Line));
            Assert.Contains("2022-09 is not the month of the file", rows[0].Reason, StringComparison.Ordinal);
            Assert.Equal([lines[4], lines[6]], rows.Select(r => r.Text));
        }
    }
}
