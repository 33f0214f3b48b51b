using System.Text.RegularExpressions;
using Fosse.CrimeData;
using Fosse.Publishing;
using Fosse.Tests.Exchange;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.CrimeData;

/// <summary>Downloads of recorded crime as people have them, on the made-up county of the cases.</summary>
public sealed class CrimeCasesTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_force_of_the_countys_own_areas_is_its_own_however_large_another_is(string database)
    {
        await using var county = await Midshire(database);
        Assert.Equal(0, await Import(county, "archive-of-all-forces"));
        var figures = await county.Do(db => db.LoadFigures(TestContext.Current.CancellationToken));
        Assert.Equal("midshire", figures.Force);
        Assert.True(figures.Counts.Max(c => c.Sum()) > 100, "the county has crime");
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Anti_social_behaviour_in_other_words_is_no_crime_and_a_type_that_is_not_known_is_told(string database)
    {
        await using var county = await Midshire(database);
        Assert.Equal(0, await Import(county, "crime-type-wording"));
        var file = await county.Do(db => db.Set<CrimeFile>().SingleAsync());
        Assert.Equal((31, 6), (file.Rows, file.AntiSocial));
        var note = await county.Do(db =>
            db.Set<ImportedFile>().Where(f => f.Name.EndsWith("-street.csv")).Select(f => f.Note).SingleAsync()
        );
        Assert.Contains("not known here, counted as crime: ", note, StringComparison.Ordinal);
        Assert.Contains("“Violent crime” (3 rows)", note, StringComparison.Ordinal);
        Assert.Contains("“Antisocial behaviour” as “Anti-social behaviour” (3 rows)", note, StringComparison.Ordinal);
        var words = await county.Do(db => db.Set<CodedWord>().Where(w => w.Kind == "category").Select(w => w.Word).ToListAsync());
        Assert.Equal(words.Count, words.DistinctBy(w => w.Trim().ToUpperInvariant()).Count());
    }

    [Theory]
    [InlineData("ASB", true)]
    [InlineData("Anti Social Behaviour", true)]
    [InlineData("ANTI–SOCIAL BEHAVIOR", true)]
    [InlineData("Asbestos dumping", false)]
    [InlineData("Drugs", false)]
    public void Anti_social_behaviour_is_told_in_whatever_words(string type, bool is_it) =>
        Assert.Equal(
            is_it,
            Fosse
                .Intake.Crime.PublishedCategory.Of(System.Text.Encoding.UTF8.GetBytes(type))
                .AsSpan()
                .SequenceEqual("Anti-social behaviour"u8)
        );

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_month_far_below_the_others_is_told_and_the_others_are_not(string database)
    {
        await using var county = await Midshire(database);
        Assert.Equal(0, await Import(county, "good"));
        Assert.Equal(0, await Import(county, "own-force-14-rows-after-60-a-month"));
        var files = await county.Do(db => db.Set<ImportedFile>().Where(f => f.Result == "added").ToListAsync());
        var thin = files.Single(f => f.Note is { } note && note.Contains("far fewer", StringComparison.Ordinal));
        Assert.StartsWith("2022-10", thin.Name, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_month_that_a_spreadsheet_has_rewritten_is_refused_and_the_refusal_says_so(string database)
    {
        await using var county = await Midshire(database);
        Assert.Equal(2, await Import(county, "excel-month-nov-22"));
        var note = await county.Do(db =>
            db.Set<ImportedFile>().Where(f => f.Name.EndsWith("-street.csv")).Select(f => f.Note).SingleAsync()
        );
        Assert.Contains(
            "The first, in line 2: The month must look like 2021-05; a spreadsheet has rewritten it",
            note,
            StringComparison.Ordinal
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Where_a_row_has_no_code_its_point_decides(string database)
    {
        await using var county = await Midshire(database);
        var folder = Directory.CreateDirectory(Path.Combine(county.Folder, "police")).FullName;
        var published = Path.Combine(SharedData.Cases("police"), "good", "2022-07", "2022-07-midshire-street.csv");
        var text = await File.ReadAllTextAsync(published);
        await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileName(published)), Regex.Replace(text, ",E0199900[0-9],", ",,"));
        Assert.Equal(0, await CountyFiles.Run(county, "import", "crime", folder));
        var file = await county.Do(db => db.Set<CrimeFile>().SingleAsync());
        Assert.Equal((60, 0), (file.Rows, file.Outside));
    }

    [Theory]
    [InlineData("ten times as many elsewhere")]
    [InlineData("ten times as many, and one of them here")]
    [InlineData("our own rows have no codes")]
    [InlineData("our own codes are in small letters")]
    [InlineData("the others are of other months")]
    [InlineData("the name of the other comes first")]
    public async Task The_own_force_is_found_also_where(string it_is_hard_to_tell)
    {
        await using var county = await Midshire(TestCounty.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(county.Folder, "police")).FullName;
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(SharedData.Cases("police"), "good", "2022-07", "2022-07-midshire-street.csv")
        );
        var (head, ours) = (lines[0], lines[1..]);
        var theirs = ours.Select(l => Regex.Replace(l, @"-1\.\d+,52\.\d+,(.*?),E0199900\d,", "-0.1,51.5,$1,E01000001,")).ToList();
        Assert.DoesNotContain(theirs, l => l.Contains("E01999", StringComparison.Ordinal));
        var (force, month) = ("metropolitan", "2022-07");
        var many = Enumerable.Repeat(theirs, 10).SelectMany(l => l).ToList();
        switch (it_is_hard_to_tell)
        {
            case "ten times as many, and one of them here":
                many.Add(ours[0]);
                break;
            case "our own rows have no codes":
                ours = [.. ours.Select(l => Regex.Replace(l, ",E0199900\\d,", ",,"))];
                break;
            case "our own codes are in small letters":
                ours = [.. ours.Select(l => l.Replace(",E01999", ", e01999", StringComparison.Ordinal))];
                break;
            case "the others are of other months":
                (month, many) = ("2022-09", [.. many.Select(l => l.Replace("2022-07", "2022-09", StringComparison.Ordinal))]);
                break;
            case "the name of the other comes first":
                force = "avon-and-somerset";
                break;
        }
        await File.WriteAllLinesAsync(Path.Combine(folder, "2022-07-midshire-street.csv"), [head, .. ours]);
        await File.WriteAllLinesAsync(Path.Combine(folder, $"{month}-{force}-street.csv"), [head, .. many]);
        Assert.Equal(0, await CountyFiles.Run(county, "import", "crime", folder));
        var figures = await county.Do(db => db.LoadFigures(TestContext.Current.CancellationToken));
        Assert.Equal("midshire", figures.Force);
    }

    private static async Task<TestCounty> Midshire(string database)
    {
        var good = Path.Combine(SharedData.Cases("county"), "good");
        var county = await TestCounty.Open(database);
        Assert.Equal(0, await CountyFiles.Run(county, "import", "county", good));
        return county;
    }

    private static Task<int> Import(TestCounty county, string folder) =>
        CountyFiles.Run(county, "import", "crime", Path.Combine(SharedData.Cases("police"), folder));
}
