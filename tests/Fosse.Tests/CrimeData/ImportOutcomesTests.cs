using System.IO.Compression;
using Fosse.Cli;
using Fosse.CrimeData;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.CrimeData;

public sealed class ImportOutcomesTests
{
    private const string Name = "2022-10-leicestershire-outcomes.csv";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Equal_outcomes_stay_separate_and_a_second_import_changes_nothing(string database)
    {
        await using var county = await TestCounty.Open(database);
        string[] file =
        [
            OutcomesHeader,
            Outcome('a', "Suspect charged"),
            Outcome('a', "Suspect charged"),
            Outcome('b', "Local resolution"),
        ];

        Assert.Equal(0, await county.Import(Name, file));
        var rows = await county.Rows<CrimeOutcome>();
        Assert.Equal(0, await county.Import(Name, file));

        Assert.Equal(3, rows.Count);
        Assert.Equal(Convert.FromHexString(new string('a', 64)), rows[0].CrimeKey);
        Assert.Equivalent(rows, await county.Rows<CrimeOutcome>());
        var again = await county.LastFile();
        Assert.Equal(("unchanged", 0, 3), (again.Result, again.Added, again.Unchanged));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_later_revision_changes_exactly_the_rows_that_differ(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Import(
            Name,
            OutcomesHeader,
            Outcome('a', "Suspect charged"),
            Outcome('b', "Local resolution"),
            Outcome('b', "Local resolution"),
            Outcome('c', "Suspect charged")
        );
        var before = await county.Rows<CrimeOutcome>();

        await county.Import(
            Name,
            OutcomesHeader,
            Outcome('d', "Suspect charged"),
            Outcome('b', "Local resolution"),
            Outcome('a', "Suspect charged", NoLocation)
        );

        var revision = await county.LastFile();
        Assert.Equal(("revised", 1, 1, 2, 1), (revision.Result, revision.Added, revision.Changed, revision.Removed, revision.Unchanged));
        Assert.Equal("1 new; 1 changed; 2 no longer in the file", revision.Note);
        var after = await county.Rows<CrimeOutcome>();
        Assert.Equal(3, after.Count);
        Assert.Equivalent(before[1], after.Single(o => o.Id == before[1].Id));
        Assert.Equal(CrimePlacing.NoLocation, after.Single(o => o.Id == before[0].Id).Placement);
        Assert.Contains(after, o => Convert.ToHexStringLower(o.CrimeKey!) == new string('d', 64));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Bad_rows_are_kept_aside_with_line_and_reason_and_the_rest_is_taken(string database)
    {
        await using var county = await TestCounty.Open(database);

        await county.Import(
            Name,
            OutcomesHeader,
            Outcome('a', ""),
            Outcome('b', "Suspect charged"),
            Outcome('c', "Suspect charged", month: "2022-09")
        );

        Assert.Single(await county.Rows<CrimeOutcome>());
        var refused = await county.Do(db => db.Set<RefusedImportRow>().AsNoTracking().OrderBy(r => r.Line).ToListAsync());
        Assert.Equal([2, 4], refused.Select(r => r.Line));
        Assert.Equal(["The outcome type is missing", "The month 2022-09 is not the month of the file"], refused.Select(r => r.Reason));
        Assert.All(refused, row => Assert.NotEmpty(row.Text));
        Assert.Equal(2, (await county.LastFile()).Refused);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_file_of_another_month_under_this_name_is_refused_whole_and_what_is_held_stays(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Import(Name, OutcomesHeader, Outcome('a', "Suspect charged"));

        Assert.Equal(
            2,
            await county.Import(Name, [OutcomesHeader, .. Enumerable.Repeat(Outcome('b', "Suspect charged", month: "2022-09"), 20)])
        );

        Assert.Single(await county.Rows<CrimeOutcome>());
        var refused = await county.LastFile();
        Assert.Equal("refused", refused.Result);
        Assert.Contains("The month 2022-09 is not the month of the file", refused.Note, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Rows_are_placed_by_the_published_code_and_kept_and_marked_outside_the_county(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.GiveAreas();

        await county.Import(
            Name,
            OutcomesHeader,
            Outcome('a', "Suspect charged"),
            Outcome('b', "Suspect charged", Elsewhere),
            Outcome('c', "Suspect charged", NoLocation)
        );

        var rows = await county.Rows<CrimeOutcome>();
        Assert.Equal(
            [(1, 1, 2, CrimePlacing.Inside), (null, null, null, CrimePlacing.Outside), (null, null, null, CrimePlacing.NoLocation)],
            rows.Select(r => (r.LsoaId, r.CurrentLsoaId, r.WardId, r.Placement))
        );
        var file = await county.Do(db => db.Set<CrimeFile>().AsNoTracking().SingleAsync());
        Assert.Equal((CrimeFileKind.Outcomes, 3, 1, 1), (file.Kind, file.Rows, file.WithoutLocation, file.Outside));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_zip_brings_every_kind_of_every_force_and_a_revision_of_one_leaves_the_others(string database)
    {
        await using var county = await TestCounty.Open(database);
        var zip = Path.Combine(county.Folder, "download.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            Put(
                "2022-10-leicestershire-street.csv",
                "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome "
                    + "category,Context",
                $"{new string('a', 64)},2022-10,Leicestershire Police,Leicestershire Police,{InTheCounty},Burglary,Suspect charged,"
            );
            foreach (var force in new[] { "leicestershire", "derbyshire" })
            {
                Put($"2022-10-{force}-outcomes.csv", OutcomesHeader, Outcome('a', "Suspect charged"));
                Put($"2022-10-{force}-stop-and-search.csv", StopsHeader, Stop("01T10:00"));
            }

            void Put(string name, params string[] lines)
            {
                using var entry = new StreamWriter(archive.CreateEntry($"2022-10/{name}").Open());
                foreach (var line in lines)
                    entry.WriteLine(line);
            }
        }

        Assert.Equal(0, await FosseCommand.Run(["import", "crime", zip, "--db", county.Address.Connection]));
        await county.Import("2022-10-derbyshire-outcomes.csv", OutcomesHeader, Outcome('b', "Local resolution"));

        var files = await county.Do(db => db.Set<CrimeFile>().AsNoTracking().OrderBy(f => f.Id).ToListAsync());
        Assert.Equal(
            [
                (CrimeFileKind.Outcomes, "derbyshire"),
                (CrimeFileKind.Outcomes, "leicestershire"),
                (CrimeFileKind.StopAndSearch, "derbyshire"),
                (CrimeFileKind.StopAndSearch, "leicestershire"),
                (CrimeFileKind.Street, "leicestershire"),
            ],
            files.Select(f => (f.Kind, f.Force)).OrderBy(f => f.Kind.ToString()).ThenBy(f => f.Force)
        );
        Assert.Single(await county.Rows<RecordedCrime>());
        Assert.Equal(2, (await county.Rows<StopAndSearch>()).Count);
        var keys = (await county.Rows<CrimeOutcome>()).ToDictionary(
            o => files.Single(f => f.Id == o.FileId).Force,
            o => Convert.ToHexStringLower(o.CrimeKey!)[0]
        );
        Assert.Equal(('a', 'b'), (keys["leicestershire"], keys["derbyshire"]));
    }
}
