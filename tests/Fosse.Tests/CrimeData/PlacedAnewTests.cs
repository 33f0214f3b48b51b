using Fosse.Cli;
using Fosse.CrimeData;
using Fosse.Places;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.CrimeData;

/// <summary>Crime that came before its county, or before the county's areas changed.</summary>
public sealed class PlacedAnewTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_same_files_imported_again_are_placed_by_the_areas_that_are_held_now(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = Directory.CreateDirectory(Path.Combine(county.Folder, "police")).FullName;
        await Write(
            "street",
            StreetFiles.Header,
            Street('a', InTheCounty),
            Street(' ', InTheCounty),
            Street(' ', InTheCounty),
            Street('b', Elsewhere)
        );
        await Write("outcomes", OutcomesHeader, Outcome('a', "Suspect charged"), Outcome('b', "Suspect charged", Elsewhere));
        await Write("stop-and-search", StopsHeader, Stop("01T10:00"));

        var before = await FosseProcess.Run(county.Folder, "import", "crime", folder, "--db", county.Address.Connection);
        Assert.Equal(0, before.Code);
        Assert.Contains("holds no areas yet", before.Errors, StringComparison.Ordinal);
        Assert.All(await county.Rows<RecordedCrime>(), row => Assert.Equal(CrimePlacing.Outside, row.Placement));
        var ids = (await county.Rows<RecordedCrime>()).Select(r => r.Id);

        await county.GiveAreas();
        var doctor = await FosseProcess.Run(county.Folder, "doctor", "--db", county.Address.Connection);
        Assert.Equal(1, doctor.Code);
        Assert.Contains("3 files were placed by other areas", doctor.Output, StringComparison.Ordinal);

        Assert.Equal(0, await Again());
        var rows = await county.Rows<RecordedCrime>();
        Assert.Equal(ids, rows.Select(r => r.Id));
        Assert.Equal([(1, 2), (1, 2), (1, 2), (null, null)], rows.Select(r => (r.LsoaId, r.WardId)));
        Assert.Equal([1, null], (await county.Rows<CrimeOutcome>()).Select(r => r.LsoaId));
        Assert.Equal([1], (await county.Rows<StopAndSearch>()).Select(r => r.LsoaId));
        Assert.Equal(
            3,
            await county.Do(async db =>
                AreaCounts.Unpack((await db.Set<AreaCounts>().SingleAsync(c => c.AreaId == 2)).ByCategory).Sum(w => w.Count)
            )
        );
        var notes = await county.Do(db =>
            db.Set<ImportedFile>()
                .Where(f => f.Result == "revised")
                .OrderBy(f => f.RunId)
                .Select(f => $"{f.Added} {f.Changed} {f.Removed} {f.Unchanged} {f.Note}")
                .ToListAsync()
        );
        Assert.Equal("0 3 0 1 3 rows are as before but lie in other areas by the boundaries now held", notes[0]);
        Assert.Equal(3, notes.Count);

        // And that was it: nothing is left to do.
        var version = await county.Do(db => db.Set<Fosse.Foundation.DataVersion>().MaxAsync(v => v.Id));
        Assert.Equal(0, await Again());
        Assert.Equal(version, await county.Do(db => db.Set<Fosse.Foundation.DataVersion>().MaxAsync(v => v.Id)));
        Assert.Contains(
            "All files are placed",
            (await FosseProcess.Run(county.Folder, "doctor", "--db", county.Address.Connection)).Output,
            StringComparison.Ordinal
        );

        Task Write(string kind, params string[] lines) =>
            File.WriteAllLinesAsync(Path.Combine(folder, $"2022-10-leicestershire-{kind}.csv"), lines);
        Task<int> Again() => FosseCommand.Run(["import", "crime", folder, "--db", county.Address.Connection]);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_county_whose_wards_changed_says_that_the_crime_is_to_be_imported_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = CountyFiles.Write(Path.Combine(county.Folder, "data"));
        await CountyFiles.Run(county, "import", "county", folder);
        await county.Import(
            "2022-10-leicestershire-street.csv",
            StreetFiles.Header,
            Street('a', "0.5,52.5,On or near High Street,E01A,Ashby 001A")
        );

        File.AppendAllText(Path.Combine(folder, CountyFiles.Villages), "2,Much Ashby,Village,52.6,0.6,E07A\n");
        var villages = await FosseProcess.Run(county.Folder, "import", "county", folder, "--db", county.Address.Connection);
        Assert.DoesNotContain("import crime", villages.Output, StringComparison.Ordinal);

        var wards = Path.Combine(folder, CountyFiles.Wards);
        await File.WriteAllTextAsync(
            wards,
            (await File.ReadAllTextAsync(wards))
                .Replace("[[[0,52],[1,52]", "[[[0,52.1],[1,52]", StringComparison.Ordinal)
                .Replace("[0,52]]]", "[0,52.1]]]", StringComparison.Ordinal)
        );
        var changed = await FosseProcess.Run(county.Folder, "import", "county", folder, "--db", county.Address.Connection);
        Assert.Equal(0, changed.Code);
        Assert.Contains(
            "1 files of recorded crime that are held were placed by the areas as they were before: run 'fosse import crime' with "
                + "them again",
            changed.Output,
            StringComparison.Ordinal
        );
    }

    private static string Street(char crime, string where) =>
        $"{(crime == ' ' ? "" : new string(crime, 64))},2022-10,Leicestershire Police,Leicestershire "
        + $"Police,{where},{(crime == ' ' ? "Anti-social behaviour" : "Burglary")},,";
}
