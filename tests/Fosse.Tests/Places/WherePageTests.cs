using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Fosse.Places;
using Fosse.Tests.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Places;

/// <summary>Postcodes, streets and towns lead to what people mean by them, and from there one click to the next.</summary>
public sealed partial class WherePageTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_postcode_leads_to_its_street_neighbourhood_ward_and_who_answers(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/search?q=zz1+1aa");
        Assert.Equal(("/where/zz1-1aa", "ZZ1 1AA"), (visitor.At.ToString(), visitor.Heading));
        Assert.Equal(
            ["Mill Lane, or close to it", "Birch Green", "Birchville East", "Birch 001A", "Birch"],
            visitor.All(".govuk-summary-list__value")
        );
        Assert.Contains("Fosse Police: Birch neighbourhood", visitor.All("main li"));
        Assert.Contains("Birch Borough Council: Community safety", visitor.All("main li"));
        await visitor.Opens("/where/zz9-9zz");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_chain_of_areas_is_one_click_each_way(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/place/birch-001a-lsoa");
        foreach (var larger in new[] { "Birchville East", "Birch Green", "Birch" })
            Assert.Contains(larger, visitor.All("#lies-in a"));
        await visitor.Follows("Birchville East");
        Assert.Contains("Birch Green", visitor.All("#lies-in a"));
        Assert.Contains("Birch 001A", visitor.All(".fosse-within a"));
        await visitor.Follows("Birch Green");
        Assert.Equal(["Birchville East", "Birch 001A"], visitor.All(".fosse-within a"));
        await visitor.Follows("Birch");
        Assert.Equal(["Birchville East", "Birch Green"], visitor.All(".fosse-within a"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_town_leads_to_the_town_and_never_to_a_ward_or_another_village(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/search?q=birchville");
        Assert.Equal("/where/birchville-birch", visitor.At.ToString());
        Assert.Equal(["Birch Green", "Birchville East", "Birch"], visitor.All(".govuk-summary-list__value"));
        // It opened the village of High Cross without a word before.
        using var client = site.Client();
        Assert.Equal(["High Cross", "Highcross Street"], (await Results("highcross")).Order());
        Assert.Equal(["Mill Lane"], await Results("mill+lane,+birchvile"));

        async Task<IEnumerable<string>> Results(string typed)
        {
            using var answer = await client.GetAsync(new Uri($"/search?q={typed}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode); // it leads nowhere by itself
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
            return page.QuerySelectorAll(".fosse-results a").Select(a => a.TextContent);
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_example_on_a_page_is_found_here(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var index = await site.App.Services.GetRequiredService<PlaceFinder>().Now(default);
        var examples = index.Examples!;
        Assert.Equal(new PlaceExamples("ZZ1 1AA", "Mill Lane, Birchville", "Birchville"), examples);
        foreach (var typed in new[] { examples.Postcode, examples.Street, examples.Town })
            Assert.NotNull(index.Meant(typed).One);

        var visitor = Visitor.Of(site.Client());
        var seen = new List<string>();
        using var client = site.Client();
        foreach (var page in new[] { "/", "/search", "/search?q=timbuktu", "/how-safe", "/compare", "/emergency", "/privacy", "/methods" })
            seen.Add(await client.GetStringAsync(new Uri(page, UriKind.Relative)));
        await visitor.Opens("/report");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "groups"));
        Assert.Equal("Where did it happen?", visitor.Heading);
        seen.Add(visitor.Text("main"));
        Assert.Equal(4, seen.Count(text => text.Contains(examples.Postcode, StringComparison.Ordinal)));
        foreach (var text in seen)
            Assert.All(
                Postcode().Matches(text).Where(code => code.Value != Regulator),
                code => Assert.NotNull(index.Meant(code.Value).One)
            );
        Assert.Contains($"behind {examples.Street}", seen[^1], StringComparison.Ordinal);
    }

    // The address of the Information Commissioner's Office is no example of a place.
    private const string Regulator = "SK9 5AF";

    [GeneratedRegex(@"\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\b")]
    private static partial Regex Postcode();
}
