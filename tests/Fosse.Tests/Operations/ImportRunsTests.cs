using System.Text.RegularExpressions;
using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Foundation;
using Fosse.Intake.County;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Operations;

/// <summary>A run of an import of the county's files is told as its command told it.</summary>
public sealed partial class ImportRunsTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_run_keeps_what_was_stored_and_what_was_left_out_and_its_pages_say_so(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = WithMore(county.Folder);
        var found = new CountyFolder(ReadLimits.Default);
        found.Read(CountyFolder.FilesIn([folder]), (_, _) => { }, default);
        var loaded = await county.Do(db =>
            new CountyLoad(new(db, new CountyClock(county.Time), null), (_, _) => { }).Store(found, CountyLoad.Whole, default)
        );
        Assert.True(loaded is { Added: > 300, NotHeld: > 0, Outside: 1 }, $"{loaded}");

        var (runs, _, _) = await county.Do(db => db.ImportRuns(1, default));
        var row = Assert.Single(runs);
        Assert.Equal(
            (found.Took.Count, loaded.Added, loaded.Changed, loaded.Removed),
            (row.Files, (int)row.Added, (int)row.Changed, (int)row.Removed)
        );
        Assert.All(await county.Do(db => db.Set<ImportedFile>().ToListAsync()), f => Assert.Equal(0, f.Unchanged)); // of a first import

        await using var site = await TestSite.On(county, Faces);
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        await admin.Opens("/admin/imports");
        Assert.Contains($"{loaded.Added:N0}", admin.All("tbody td.num"));
        await admin.Opens($"/admin/imports/{row.Run.Id}");
        Assert.Contains($"{loaded.Added:N0} rows added, 0 changed, 0 removed", admin.Text("main"), StringComparison.Ordinal);
        Assert.Contains($"{loaded.NotHeld:N0} figures name areas that are not held", admin.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 settlements and streets lie in none of the county's areas", admin.Text("main"), StringComparison.Ordinal);
        Assert.Equal(found.Took.Count, admin.All(".fosse-scroll tbody tr").Count);
    }

    [Fact]
    public async Task The_list_of_runs_says_what_the_command_said()
    {
        using var folder = new TestFolder();
        string[] db = ["--db", "Data Source=county.db"];
        var said = await FosseProcess.Run(folder.Path, ["import", "county", WithMore(folder.Path), .. db]);
        Assert.Equal(0, said.Code);
        var rows = Rows.Match(said.Output);
        Assert.True(rows.Success, said.Output);
        var listed = await FosseProcess.Run(folder.Path, ["imports", .. db]);
        Assert.Contains($"{rows.Groups[1].Value} added, 0 changed, 0 removed", listed.Output, StringComparison.Ordinal);
        Assert.Contains("figures name areas that are not held", listed.Output, StringComparison.Ordinal);
        Assert.Contains($" {Taken.Count(said.Output)} files, ", listed.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("([0-9,]+) rows added, 0 changed, 0 removed")]
    private static partial Regex Rows { get; }

    [GeneratedRegex("^took ", RegexOptions.Multiline)]
    private static partial Regex Taken { get; }

    // Its residents are those of another county as well, and one of its villages lies outside.
    private static string WithMore(string root)
    {
        var folder = CountyFiles.Write(Path.Combine(root, "data"));
        File.AppendAllText(Path.Combine(folder, CountyFiles.Villages), "2,Far Thing,Village,55.5,0.5,E07A\n");
        return folder;
    }
}
