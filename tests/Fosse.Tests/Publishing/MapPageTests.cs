using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using Fosse.Places;
using Fosse.Publishing;

namespace Fosse.Tests.Publishing;

public sealed class MapPageTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_area_pointed_out_has_the_figures_of_its_row_of_the_map_s_data_and_of_its_own_page()
    {
        await using var county = await Villages();
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        var visitor = await Visitor.Of(client).Opens("/map?area=ashby-001a");

        var row = visitor
            .Page.QuerySelector("tr.is-selected")!
            .Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        Assert.Equal(["Ashby 001A", "240", "120.0"], row[..3]);
        using var json = JsonDocument.Parse(
            await client.GetStringAsync(visitor.Page.QuerySelector("#map")!.GetAttribute("data-figures")!, Stop)
        );
        var sent = json.RootElement.GetProperty("areas").EnumerateArray().Single(a => a.GetProperty("slug").GetString() == "ashby-001a");
        Assert.Equal((240, "120.0"), (sent.GetProperty("count").GetInt64(), Said(sent.GetProperty("rate").GetDouble())));
        Assert.Equal($"{Said(sent.GetProperty("low").GetDouble())} to {Said(sent.GetProperty("high").GetDouble())}", row[3]);
        var panel = visitor.Text("#map-panel");
        Assert.Contains("120.0 recorded crimes per 1,000 residents", panel);
        Assert.Contains($"between {row[3].Replace(" to ", " and ", StringComparison.Ordinal)}", panel);
        Assert.Contains("January 2023 to December 2023: 240 recorded", panel);

        var place = await visitor.Follows("Open Ashby 001A");
        Assert.Contains("120.0", place.Text(".fosse-lead"));
        Assert.Contains("240", place.Text(".fosse-lead"));
    }

    [Fact]
    public async Task The_link_to_a_view_names_all_of_it_and_shows_it_again()
    {
        await using var county = await Villages();
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        var visitor = await Visitor
            .Of(client)
            .Opens("/map?kind=district&measure=count&category=anti-social-behaviour&period=month&to=2023-05&area=ashby");
        var (heading, lead, table, panel) = (
            visitor.Heading,
            visitor.Text(".govuk-body-l"),
            visitor.Text("#map-table"),
            visitor.Text("#map-panel")
        );
        Assert.Contains("May 2023", lead);

        var again = await visitor.Follows("Link to this view");

        Assert.Equal(
            "/map?kind=district&measure=count&category=anti-social-behaviour&from=2023-05&to=2023-05&area=ashby",
            again.At.ToString()
        );
        Assert.Equal(
            (heading, lead, table, panel),
            (again.Heading, again.Text(".govuk-body-l"), again.Text("#map-table"), again.Text("#map-panel"))
        );
    }

    [Fact]
    public async Task Without_script_the_areas_are_drawn_in_the_shades_of_the_key()
    {
        await using var county = await Villages();
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        var page = (await Visitor.Of(client).Opens("/map")).Page;

        var drawn = page.QuerySelectorAll(".fosse-map__drawn path[data-area]").ToDictionary(p => p.GetAttribute("data-area")!);
        Assert.Equal(["ashby-001a", "birch-001a", "cedar-001a"], drawn.Keys.Order());
        Assert.Equal("Ashby 001A: 120.0", drawn["ashby-001a"].QuerySelector("title")!.TextContent);
        Assert.Contains("chart-not-held", drawn["cedar-001a"].ClassName);
        var key = page.QuerySelectorAll("#map-legend .fosse-key").Select(k => k.ClassList[^1]).ToList();
        Assert.Equal("fosse-key--6", key[^2]);
        Assert.Contains("chart-ramp-6", drawn["ashby-001a"].ClassName);
        Assert.Contains("chart-ramp-0", drawn["birch-001a"].ClassName);
    }

    [Fact]
    public async Task Where_few_are_counted_the_page_says_that_chance_could_double_it()
    {
        await using var county = await Villages();
        await using var site = await TestSite.On(county);
        using var client = site.Client();

        var year = await Visitor.Of(client).Opens("/map?area=birch-001a");
        Assert.Contains("In 1 of 2 areas so few are counted that chance alone could double the figure", year.Text("#map-unsure"));
        Assert.Contains("chance alone could double", year.Text("#map-panel"));
        Assert.EndsWith(", wide", year.Text("tr[data-code=E01B] td:last-child"));
        Assert.DoesNotContain("wide", year.Text("tr[data-code=E01A] td:last-child"));
        var month = await Visitor.Of(client).Opens("/map?period=month&to=2023-05");
        Assert.Contains("In 2 of 2 areas", month.Text("#map-unsure"));
        Assert.Contains("Twelve months stand on firmer ground than one", month.Text("main"));
    }

    [Fact]
    public async Task A_count_without_residents_is_a_count_and_no_rate()
    {
        await using var county = await Villages();
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        var visitor = await Visitor.Of(client).Opens("/map?area=cedar-001a");
        Assert.Equal(["36", "not held", "–"], visitor.All("tr[data-code=E01C] td"));
        Assert.Contains("36 recorded. The number of residents is not held, so there is no rate", visitor.Text("#map-panel"));
    }

    [Fact]
    public async Task A_period_with_a_missing_month_shows_no_shade_and_offers_one_that_is_whole()
    {
        await using var county = await Villages();
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        var visitor = await Visitor.Of(client).Opens("/map?kind=lsoa&from=2022-02&to=2023-01");
        Assert.Contains("February 2022 to December 2022 are not held", visitor.Text("#map-gap"));
        Assert.All(visitor.Page.QuerySelectorAll(".fosse-map__drawn path[data-area]"), p => Assert.Contains("chart-not-held", p.ClassName));
        Assert.Equal("", visitor.Text("#map-whole"));
        Assert.Contains(
            "January 2023 to December 2023",
            (await visitor.Follows("Show January 2023 to December 2023 instead")).Text(".govuk-body-l")
        );
    }

    [Fact]
    public async Task Whoever_serves_tiles_names_their_makers_and_whoever_does_not_asks_for_none()
    {
        await using var county = await Villages();
        await using (var plain = await TestSite.On(county))
        {
            using var client = plain.Client();
            var map = (await Visitor.Of(client).Opens("/map")).Page.QuerySelector("#map")!;
            Assert.Equal(("", ""), (map.GetAttribute("data-tiles"), map.GetAttribute("data-attribution")));
        }
        await using var tiled = await TestSite.On(county, $"--Map:Tiles={county.Folder}");
        using var other = tiled.Client();
        var shown = (await Visitor.Of(other).Opens("/map")).Page.QuerySelector("#map")!;
        Assert.Equal("/map/tiles/{z}/{x}/{y}.pbf", shown.GetAttribute("data-tiles"));
        Assert.Contains("OpenStreetMap", shown.GetAttribute("data-attribution"));
    }

    [Fact]
    public async Task Larger_settlements_have_their_names_first_and_a_suburb_yields_to_its_town()
    {
        await using var county = await Villages();
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        using var json = JsonDocument.Parse(await client.GetStringAsync("/map/names.geojson", Stop));
        var names = json
            .RootElement.GetProperty("features")
            .EnumerateArray()
            .Select(f => f.GetProperty("properties"))
            .Select(p =>
                (p.GetProperty("name").GetString(), long.Parse(p.GetProperty("residents").ToString(), CultureInfo.InvariantCulture))
            )
            .ToList();
        Assert.Equal([("Ashby", 7000L), ("Ashby Vale", 2500L)], names);
    }

    private static string Said(double number) => number.ToString("N1", CultureInfo.GetCultureInfo("en-GB"));

    // 20, 1 and 3 vehicle crimes a month; nobody counted Cedar's residents.
    private static Task<TestCounty> Villages() =>
        Mapshire.Open(
            [(3, 2000), (4, 5000)],
            [(3, [(Mapshire.Vehicle, 20), (Mapshire.AntiSocial, 1)]), (4, [(Mapshire.Vehicle, 1)]), (5, [(Mapshire.Vehicle, 3)])],
            (3, "Ashby"),
            (4, "Ashby Vale")
        );
}
