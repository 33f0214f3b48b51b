using System.Text.RegularExpressions;
using Fosse.Accounts;
using Fosse.Partnership;

namespace Fosse.Tests.HouseRules;

/// <summary>A list of staff that ends before all rows are shown has a next page, or says so.</summary>
public sealed class CutListsTests
{
    // Where a query ends silently, and how often; none of these is a list that somebody takes for all there is.
    private static readonly Dictionary<string, (int Times, string Why)> Silent = new(StringComparer.Ordinal)
    {
        ["ApprovalRows.cs"] = (1, "counts what waits"),
        ["LedgerQueries.cs"] = (1, "one more than a page, which has a next one"),
        ["PeopleQueries.cs"] = (1, "of the rows of a page"),
        ["ImportQueries.cs"] = (1, "pages"),
        ["RecordQueries.cs"] = (2, "pages, and names of the rows of a page"),
        ["ReviewQueries.cs"] = (1, "the accounts of one person"),
        ["RetentionQueries.cs"] = (1, "of the rows of a certificate"),
        ["UnusualQueries.cs"] = (7, "of a window of time, and of the lines of a finding, which says so itself"),
        ["AdminEventQueries.cs"] = (4, "names of the rows of a page"),
        ["PersonQueries.cs"] = (2, "the accounts of one person"),
        ["SignedInQueries.cs"] = (1, "the roles of one person"),
    };

    [Fact]
    public void No_query_of_a_list_ends_silently()
    {
        var found = Repository
            .Sources()
            .Where(f =>
                Regex.IsMatch(
                    Repository.Name(f),
                    @"^src/Fosse\.Core/(?!Publishing|Places|Reporting/Open311/RequestQ).*"
                        + @"(Queries|Rows|DueList|LikePairs|Chronologies|Chronicles?|LinkRecords|ApiKeys)\.cs$"
                )
            )
            .Select(f => (Name: Path.GetFileName(f), Times: Regex.Count(File.ReadAllText(f), @"\.Take\([^()]*\)\s*\.ToListAsync")))
            .Where(f => f.Times > 0)
            .ToDictionary(f => f.Name, f => f.Times);
        Trespasses.None([
            .. found
                .Where(f => f.Value > Silent.GetValueOrDefault(f.Key).Times)
                .Select(f => $"{f.Key} ends {f.Value} lists with Take: use First, which says so on the page, or a Page."),
            .. Silent.Where(s => found.GetValueOrDefault(s.Key) < s.Value.Times).Select(s => $"{s.Key}: take a line out of Silent."),
        ]);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_page_whose_list_has_an_end_says_so_and_another_does_not(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Partner");
        var officer = await Officer.SignsIn(site, county, AccountsPermissions.Work, PartnershipPermissions.ManageAgreements);
        const string Ends = "A list on this page shows 500 of 501.";
        await Writes(500);
        Assert.DoesNotContain("A list on this page", (await officer.Opens("/work/agreements")).Text("main"), StringComparison.Ordinal);
        await Writes(1);
        Assert.Contains(Ends, (await officer.Opens("/work/agreements")).Text("main"), StringComparison.Ordinal);

        Task Writes(int many) =>
            county.Do(async db =>
            {
                db.AddRange(
                    Enumerable
                        .Range(0, many)
                        .Select(_ => new SharingAgreement
                        {
                            Name = $"Agreement {Guid.NewGuid():n}",
                            Gateway = "Crime and Disorder Act 1998 s115",
                            StartsOn = new(2025, 1, 1),
                            ReviewOn = new(2026, 1, 1),
                        })
                );
                await db.SaveChangesAsync();
            });
    }
}
