using Fosse.CrimeData;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.CrimeData;

public sealed class ImportStopsTests
{
    private const string Name = "2022-10-leicestershire-stop-and-search.csv";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Equal_searches_stay_separate_and_a_second_import_changes_nothing(string database)
    {
        await using var county = await TestCounty.Open(database);
        string[] file = [StopsHeader, Stop("01T10:05"), Stop("01T10:05")];

        Assert.Equal(0, await county.Import(Name, file));
        var rows = await county.Rows<StopAndSearch>();
        Assert.Equal(0, await county.Import(Name, file));

        Assert.Equal(2, rows.Count);
        Assert.Equivalent(rows, await county.Rows<StopAndSearch>());
        var again = await county.LastFile();
        Assert.Equal(("unchanged", 0, 2), (again.Result, again.Added, again.Unchanged));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_published_of_a_search_is_kept_and_what_is_not_stated_stays_unstated(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Import(Name, StopsHeader, Stop("01T10:05", outcome: ""));

        var row = Assert.Single(await county.Rows<StopAndSearch>());
        var words = await county.Do(db => db.Set<CodedWord>().AsNoTracking().ToDictionaryAsync(w => w.Id, w => (w.Kind, w.Word)));
        Assert.Equal((202210, new DateTimeOffset(2022, 10, 1, 10, 5, 0, TimeSpan.Zero)), (row.Month, row.At));
        Assert.Equal(
            [
                ("search-type", "Person search"),
                ("gender", "Female"),
                ("age-range", "18-24"),
                ("self-defined-ethnicity", "Other ethnic group - Not stated"),
                ("officer-defined-ethnicity", "White"),
                ("legislation", "Misuse of Drugs Act 1971 (section 23)"),
                ("object-of-search", "Controlled drugs"),
            ],
            new[]
            {
                row.Type,
                row.Gender!.Value,
                row.AgeRange!.Value,
                row.SelfDefinedEthnicity!.Value,
                row.OfficerDefinedEthnicity!.Value,
                row.Legislation!.Value,
                row.ObjectOfSearch!.Value,
            }.Select(w => words[w])
        );
        Assert.Equal(
            (YesOrNo.NotStated, YesOrNo.Yes, YesOrNo.No),
            (row.PartOfOperation, row.OutcomeLinkedToObject, row.MoreThanOuterClothing)
        );
        Assert.Equal((null, null), (row.Outcome, row.Operation));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_later_revision_takes_the_rows_as_a_set_in_which_equal_rows_count(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Import(Name, StopsHeader, Stop("01T10:05"), Stop("01T10:05"), Stop("02T11:00"), Stop("03T12:00"));

        await county.Import(
            Name,
            StopsHeader,
            Stop("03T12:00"),
            Stop("01T10:05"),
            Stop("02T11:00", outcome: "Community resolution"),
            Stop("03T12:00")
        );

        var revision = await county.LastFile();
        Assert.Equal(("revised", 2, 0, 2, 2), (revision.Result, revision.Added, revision.Changed, revision.Removed, revision.Unchanged));
        Assert.Equal([(1, 10), (2, 11), (3, 12), (3, 12)], (await county.Rows<StopAndSearch>()).Select(s => (s.At.Day, s.At.Hour)).Order());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_same_rows_in_another_order_are_no_revision(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Import(Name, StopsHeader, Stop("01T10:05"), Stop("02T11:00"));
        var before = await county.Rows<StopAndSearch>();

        await county.Import(Name, StopsHeader, Stop("02T11:00"), Stop("01T10:05"));

        Assert.Equal(("unchanged", 2), ((await county.LastFile()).Result, (await county.LastFile()).Unchanged));
        Assert.Equivalent(before, await county.Rows<StopAndSearch>());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Bad_rows_are_kept_aside_and_a_file_with_wrong_columns_is_refused_whole(string database)
    {
        await using var county = await TestCounty.Open(database);

        await county.Import(
            Name,
            StopsHeader,
            Stop("01T10:05", point: "52.6,"),
            Stop("01T10:05"),
            Stop("01T10:05").Replace("2022-10-01", "2022-08-01", StringComparison.Ordinal)
        );

        Assert.Single(await county.Rows<StopAndSearch>());
        var refused = await county.Do(db => db.Set<RefusedImportRow>().AsNoTracking().OrderBy(r => r.Line).ToListAsync());
        Assert.Equal([2, 4], refused.Select(r => r.Line));
        Assert.Equal("The date 2022-08-01 is not in the month of the file", refused[1].Reason);

        Assert.Equal(2, await county.Import(Name, StopsHeader.Replace("Gender", "Sex", StringComparison.Ordinal), Stop("05T10:05")));
        Assert.Equal("refused", (await county.LastFile()).Result);
        Assert.Equal(1, (await county.Rows<StopAndSearch>()).Single().At.Day);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_point_decides_the_areas_and_what_lies_outside_is_kept_and_marked(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.GiveAreas();

        await county.Import(
            Name,
            StopsHeader,
            Stop("01T10:00"),
            Stop("02T10:00", "52.6,-1.1"),
            Stop("03T10:00", "53.1,-1.2"),
            Stop("04T10:00", ",")
        );

        Assert.Equal(
            [
                (1, 2, CrimePlacing.Inside),
                (1, null, CrimePlacing.Inside),
                (null, null, CrimePlacing.Outside),
                (null, null, CrimePlacing.NoLocation),
            ],
            (await county.Rows<StopAndSearch>()).Select(s => (s.LsoaId, s.WardId, s.Placement))
        );
        var file = await county.Do(db => db.Set<CrimeFile>().AsNoTracking().SingleAsync());
        Assert.Equal((4, 1, 1), (file.Rows, file.WithoutLocation, file.Outside));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_revision_after_new_boundaries_places_the_old_rows_by_them_and_says_so(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Import(Name, StopsHeader, Stop("01T10:00"));
        await county.GiveAreas();

        await county.Import(Name, StopsHeader, Stop("01T10:00"), Stop("02T10:00"));

        Assert.All(await county.Rows<StopAndSearch>(), s => Assert.Equal(CrimePlacing.Inside, s.Placement));
        Assert.Equal("1 new; 1 as before but in other areas by the boundaries now held", (await county.LastFile()).Note);
    }
}
