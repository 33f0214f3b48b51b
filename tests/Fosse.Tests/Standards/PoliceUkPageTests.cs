using Fosse.CrimeData;
using Fosse.Tests.CrimeData;

namespace Fosse.Tests.Standards;

/// <summary>Each row of the tables of docs/standards/police-uk-csv.md, tried on the importer.</summary>
public sealed class PoliceUkPageTests
{
    private const string Page = "police-uk-csv.md";

    public static TheoryData<string> Rows => [.. StandardsPage.Rows(Page).Select(r => r.First)];

    [Theory, MemberData(nameof(Rows))]
    public async Task What_the_page_says_of_the_data_is_what_the_importer_does(string row)
    {
        Assert.True(PoliceUkPage.Checks.TryGetValue(row, out var check), $"nothing tries this row of {Page}: write what does");
        var says = StandardsPage.Rows(Page).Single(r => r.First == row).Says;
        Assert.Contains(check.Says, says, StringComparison.Ordinal);
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await county.GiveAreas();
        await check.Holds(county);
    }

    [Fact]
    public void Nothing_is_tried_that_the_page_does_not_say() =>
        Assert.Empty(PoliceUkPage.Checks.Keys.Except(StandardsPage.Rows(Page).Select(r => r.First)));

    [Fact]
    public async Task The_columns_of_the_page_are_those_that_are_taken()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var headings = StandardsPage.HeadingsOf(Page);
        Assert.Equal(3, headings.Count);
        string[] rows = [PoliceUkPage.Crime(), MonthlyFiles.Outcome('a', "Caution"), MonthlyFiles.Stop("01T10:05")];
        foreach (var (at, kind) in new[] { "street", "outcomes", "stop-and-search" }.Index())
        {
            Assert.Equal(0, await county.Import($"2022-10-leicestershire-{kind}.csv", headings[at], rows[at]));
            var file = await county.LastFile();
            Assert.Equal(("added", 1, 0), (file.Result, file.Added, file.Refused));
        }
        Assert.Equal(3, (await county.Rows<CrimeFile>()).Count);
    }
}
