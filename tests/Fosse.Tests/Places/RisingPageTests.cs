using Fosse.Tests.Publishing;
using Fosse.Tests.Reporting;

namespace Fosse.Tests.Places;

/// <summary>Whether crime rises in my ward: a box, and then the ward.</summary>
public sealed class RisingPageTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_typed_leads_to_the_ward_where_it_says_what_rises(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var client = site.Client();
        foreach (var typed in new[] { "zz1+1aa", "birchville+east" })
        {
            using var answer = await client.GetAsync(new Uri($"/rising?q={typed}", UriKind.Relative));
            Assert.StartsWith("/place/birchville-east", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
            Assert.EndsWith("#kinds", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        }
        var visitor = await Visitor.Of(site.Client()).Opens("/");
        await visitor.Follows("Is crime rising in my ward?");
        await visitor.Sends("Show my ward", ("q", "Xyzzyville"));
        Assert.StartsWith("No place of that name", visitor.Text(".govuk-error-summary li"), StringComparison.Ordinal);
        Assert.Equal("Xyzzyville", visitor.Page.QuerySelector("#where")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Beside_a_rise_stands_by_how_much_with_its_interval()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await SmallCounty.Write(county, SmallCounty.From("2021-01", 24));
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/place/ashby");
        var said = visitor.All(".fosse-kinds .fosse-change");
        Assert.NotEmpty(said);
        Assert.All(
            said,
            s =>
                Assert.Matches(
                    @"^(no clear change|(rose|fell) \S+% \((over )?[+−]?\d[\d,]*% to (over )?[+−]?\d[\d,]*%\)|rose, from none)$",
                    s
                )
        );
    }

    [Fact]
    public async Task A_download_of_all_areas_has_each_kind_of_crime()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await SmallCounty.Write(county, SmallCounty.From("2021-01", 24));
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var client = site.Client();
        var place = await client.GetStringAsync(new Uri("/place/ashby.csv", UriKind.Relative));
        var all = await client.GetStringAsync(new Uri("/downloads/district.csv", UriKind.Relative));
        var kinds = Measures(place).Distinct().ToList();
        Assert.True(kinds.Count > 2);
        Assert.Equal(kinds.Order(), Measures(all).Distinct().Order());

        static IEnumerable<string> Measures(string csv) => csv.Split("\r\n").Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[3]);
    }
}
