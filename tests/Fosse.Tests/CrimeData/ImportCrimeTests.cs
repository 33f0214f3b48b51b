using Fosse.Cli;
using Fosse.CrimeData;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.CrimeData;

public sealed class ImportCrimeTests
{
    private const string Header =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
    private const string Asb =
        ",2022-10,Leicestershire Police,Leicestershire Police,-1.1,52.6,On or near Park Lane,E01025631,Blaby 002A,Anti-social behaviour,,";

    private static string Burglary(char id, string outcome) =>
        $"{new string(id, 64)},2022-10,Leicestershire Police,Leicestershire Police,-1.2,52.6,On or near Hobill "
        + $"Close,E01025631,Blaby 002A,Burglary,{outcome},";

    private static async Task<int> Import(TestCounty county, params string[] lines)
    {
        var file = Path.Combine(county.Folder, "2022-10-leicestershire-street.csv");
        await File.WriteAllLinesAsync(file, lines);
        return await FosseCommand.Run(["import", "crime", file, "--db", county.Address.Connection]);
    }

    private static Task<List<RecordedCrime>> Rows(TestCounty county) =>
        county.Do(db => db.Set<RecordedCrime>().AsNoTracking().OrderBy(c => c.Id).ToListAsync());

    private static Task<ImportedFile> LastFile(TestCounty county) =>
        county.Do(db => db.Set<ImportedFile>().AsNoTracking().OrderByDescending(f => f.RunId).FirstAsync());

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Equal_incidents_of_anti_social_behaviour_stay_separate_and_a_second_import_changes_nothing(string database)
    {
        await using var county = await TestCounty.Open(database);
        string[] file = [Header, Asb, Asb, Burglary('a', "Under investigation")];

        Assert.Equal(0, await Import(county, file));
        Assert.Equal(3, (await Rows(county)).Count);
        Assert.Equal(0, await Import(county, file));

        Assert.Equal(3, (await Rows(county)).Count);
        var again = await LastFile(county);
        Assert.Equal(("unchanged", 3, 0), (again.Result, again.Unchanged, again.Added));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_later_revision_changes_the_outcome_that_changed_and_reports_what_left(string database)
    {
        await using var county = await TestCounty.Open(database);
        await Import(county, Header, Asb, Asb, Burglary('a', "Under investigation"), Burglary('b', "Under investigation"));
        var before = await Rows(county);

        await Import(county, Header, Asb, Burglary('a', "Under investigation"), Burglary('b', "Local resolution"));

        var revision = await LastFile(county);
        Assert.Equal(("revised", 0, 1, 1, 2), (revision.Result, revision.Added, revision.Changed, revision.Removed, revision.Unchanged));
        Assert.Contains("no longer in the file", revision.Note, StringComparison.Ordinal);
        var after = await Rows(county);
        Assert.Equal(before[2].Outcome, after[1].Outcome);
        Assert.NotEqual(before[3].Outcome, after[2].Outcome);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_file_with_a_wrong_header_is_refused_whole(string database)
    {
        await using var county = await TestCounty.Open(database);

        Assert.Equal(2, await Import(county, Header.Replace("Crime type", "Kind", StringComparison.Ordinal), Asb));

        Assert.Empty(await Rows(county));
        Assert.Equal("refused", (await LastFile(county)).Result);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_bad_row_is_kept_aside_with_its_line_and_the_rest_is_taken(string database)
    {
        await using var county = await TestCounty.Open(database);

        await Import(county, Header, Asb, Asb.Replace("-1.1,52.6", "-1.1,", StringComparison.Ordinal), Burglary('a', ""));

        Assert.Equal(2, (await Rows(county)).Count);
        var refused = await county.Do(db => db.Set<RefusedImportRow>().AsNoTracking().SingleAsync());
        Assert.Equal(3, refused.Line);
        Assert.NotEmpty(refused.Reason);
    }
}
