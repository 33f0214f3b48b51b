using System.Globalization;
using System.Text;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Intake;
using Fosse.Intake.Crime;
using Fosse.Intake.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.CrimeData;

/// <summary>Crime files and zips put together by chance of what people have: none stops the import, no row is lost without a word, and
/// both databases say the same.</summary>
public sealed class OddCrimeFilesTests
{
    private const int FilesEach = 250;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_row_is_taken_or_refused_with_its_line_and_both_databases_say_the_same(string database)
    {
        var rounds = LongRun.Of(small: 1, full: 80);
        var (taken, refused, filesRefused) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var (said, files) = await Said(database, round);
            taken += files.Sum(f => f.Added + f.Changed + f.Unchanged);
            refused += files.Sum(f => f.Refused);
            filesRefused += files.Count(f => f.Result == "refused");
            if (database == TestCounty.Postgres)
                Assert.Equal((await Said(TestCounty.Sqlite, round)).Said, said);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{rounds * FilesEach:N0} files: {filesRefused:N0} refused whole; of the others {taken:N0} rows taken, {refused:N0} refused"
        );
        Assert.True(taken > rounds * 1000 && refused > rounds * 100 && filesRefused > rounds * 20, $"{taken}, {refused}, {filesRefused}");
    }

    [Fact]
    public void The_same_come_again()
    {
        using var folder = new TestFolder();
        string[] one = Written("one"),
            other = Written("other");
        Assert.Equal(one, other);

        string[] Written(string name)
        {
            var below = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
            OddCrimeFolder.Write(below, 7, 60);
            return
            [
                .. Directory
                    .EnumerateFiles(below, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(f => $"{Path.GetRelativePath(below, f)} {Convert.ToHexString(File.ReadAllBytes(f))}"),
            ];
        }
    }

    private static async Task<(string Said, IReadOnlyList<FileResult> Files)> Said(string database, int round)
    {
        await using var county = await TestCounty.Open(database);
        await county.GiveAreas();
        var folder = Directory.CreateDirectory(Path.Combine(county.Folder, "police")).FullName;
        var given = OddCrimeFolder.Write(folder, round, FilesEach);
        var found = PoliceUkFiles.Find([folder], ReadLimits.Default);
        AllAreTold(given, found);

        await using var intake = CrimeIntake.Begin([folder], ReadLimits.Default, default);
        var results = await IntakeInto.Open(
            county.Services.GetRequiredService<IServiceScopeFactory>(),
            county.Address,
            into => intake.Store(into, new ShownInRow(), default),
            default
        );
        Assert.Equal(found.Left, intake.Left);
        var order = found.Files.OrderBy(f => f.Kind).ToList();
        Assert.Equal([.. found.Refused.Select(r => r.Name), .. order.Select(f => f.Name)], results.Select(r => r.Name));

        var rows = await county.Do(db => db.Set<RefusedImportRow>().AsNoTracking().ToListAsync());
        var kept = await county.Do(db => db.Set<ImportedFile>().AsNoTracking().ToListAsync());
        var runs = await county.Do(db => db.Set<ImportRun>().AsNoTracking().OrderBy(r => r.Id).Select(r => r.Id).ToListAsync());
        var files = kept.OrderBy(f => runs.IndexOf(f.RunId)).ThenBy(f => f.Position).ToList();
        Assert.Equal(results.Select(r => (r.Name, r.Result, r.Note)), files.Select(f => (f.Name, f.Result, f.Note)));
        var said = new StringBuilder();
        for (var at = 0; at < results.Count; at++)
        {
            var source = at < found.Refused.Count ? null : order[at - found.Refused.Count];
            var of = rows.Where(r => (r.RunId, r.Position) == (files[at].RunId, files[at].Position)).OrderBy(r => r.Line).ToList();
            Holds(round, results[at], source, of, given);
            said.AppendLine(results[at].ToString()).AppendJoin('\n', of.Select(r => $"{r.Line}: {r.Reason}: {r.Text}")).AppendLine();
        }
        said.AppendJoin('\n', found.Left.Select(l => $"{l.Name[Math.Min(l.Name.Length, folder.Length)..]} {l.Reason}")).AppendLine();
        said.Append(await county.Do(db => ContentHash.Of(db, default)));
        return (said.Replace(folder, "").ToString(), results);
    }

    private static void AllAreTold(OddCrimeFolder given, PoliceUkFiles found)
    {
        var refused = found.Refused.Select(r => r.Name).ToHashSet();
        var all = given.Alone + given.InZips.Where(z => !refused.Contains(z.Key)).Sum(z => z.Value);
        Assert.Equal(all, found.Files.Count + found.Left.Count);
        Assert.All(found.Refused.Concat(found.Left), l => Assert.True(l.Name.Length > 0 && l.Reason.Length > 20, l.ToString()));
    }

    private static void Holds(int round, FileResult result, PoliceUkFile? source, List<RefusedImportRow> rows, OddCrimeFolder given)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"round {round}: {result}");
        if (result.Result == "refused")
        {
            Assert.True(result.Note is { Length: > 30 } note && note.Contains(result.Name, StringComparison.Ordinal), about);
            Assert.True(result is { Added: 0, Changed: 0, Unchanged: 0, Refused: 0 } && rows.Count == 0, about);
            return;
        }
        var content = Content(source!);
        Assert.True(given.Holds(source!, content), $"{about}: it was read as what it is not");
        Assert.True(result.Added + result.Changed + result.Unchanged + result.Refused == Rows(content), $"{about} of {Rows(content)} rows");
        Assert.True(result.Refused == rows.Count, $"{about}: {rows.Count} rows kept");
        Assert.All(rows, r => Assert.True(r.Line > 1 && r.Reason.Length > 10, about));
    }

    private static byte[] Content(PoliceUkFile file)
    {
        using var bytes = new MemoryStream();
        using (var from = file.Open())
            from.CopyTo(bytes);
        return bytes.ToArray();
    }

    // Without the heading and lines on which nothing stands.
    private static int Rows(byte[] content) =>
        Encoding.Latin1.GetString(content).Split('\n').Skip(1).Count(line => line.Length > 0 && line != "\r");
}
