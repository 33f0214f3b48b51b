using System.Net;
using System.Text.Json;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Storage;
using Fosse.Web.Public.Map;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Publishing;

public sealed class MapTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_figures_of_the_map_are_those_of_the_place()
    {
        await using var county = await MapCounty();
        await using var site = await Site(county);
        using var json = JsonDocument.Parse(
            await site.GetTestClient().GetStringAsync("/map/figures.json?kind=lsoa&measure=rate&category=all&from=2023-01&to=2023-12", Stop)
        );
        var figures = await county.Do(db => db.LoadFigures(Stop));
        var place = figures.BySlug["ashby-001a"];
        var shown = json.RootElement.GetProperty("areas").EnumerateArray().Single(a => a.GetProperty("code").GetString() == "E01A");
        Assert.Equal(figures.In(place, new(2023, 1), new(2023, 12)).Crime, shown.GetProperty("count").GetInt64());
        Assert.Equal(72, shown.GetProperty("count").GetInt64());
        Assert.Equal(36.0, shown.GetProperty("rate").GetDouble(), 6);
        Assert.InRange(shown.GetProperty("low").GetDouble(), 20, 35.9);
        Assert.InRange(shown.GetProperty("high").GetDouble(), 36.1, 55);
        Assert.Equal("recorded crimes per 1,000 residents", json.RootElement.GetProperty("unit").GetString());
        Assert.True(json.RootElement.GetProperty("held").GetBoolean());
    }

    [Fact]
    public async Task Where_residents_are_not_held_there_is_a_count_but_neither_rate_nor_shade()
    {
        await using var county = await MapCounty();
        var map = Shown(await county.Do(db => db.LoadFigures(Stop)), new(null, null, null, null, null));
        var cedar = map.Areas.Single(a => a.Area.Code == "E01C");
        Assert.Equal((24, null, null), (cedar.Count, cedar.Rate, cedar.ClassIndex));
    }

    [Fact]
    public async Task A_period_with_a_missing_month_has_no_figures_at_all()
    {
        await using var county = await MapCounty();
        var map = Shown(await county.Do(db => db.LoadFigures(Stop)), new("district", "count", null, null, "2024-02"));
        Assert.False(map.Held);
        Assert.Equal([new Month(2024, 1), new Month(2024, 2)], map.Missing);
        Assert.All(map.Areas, a => Assert.Equal((null, null), (a.Count, a.ClassIndex)));
    }

    [Fact]
    public async Task One_month_of_one_category_is_refused_for_small_areas_and_shown_for_larger_ones()
    {
        await using var county = await MapCounty();
        await using var site = await Site(county);
        using var refused = await site.GetTestClient()
            .GetAsync("/map/figures.json?kind=lsoa&category=vehicle-crime&from=2023-05&to=2023-05", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Choose a year, all recorded crime, or larger areas", await refused.Content.ReadAsStringAsync(Stop));
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await site.GetTestClient().GetAsync("/map/figures.json?kind=district&category=vehicle-crime&from=2023-05&to=2023-05", Stop)
            ).StatusCode
        );
    }

    [Theory]
    [InlineData("kind=street")]
    [InlineData("measure=fear")]
    [InlineData("category=witchcraft")]
    [InlineData("from=2023-01&to=2023-06")]
    [InlineData("to=May")]
    [InlineData("from=2023-13&to=2023-12")]
    public async Task What_cannot_be_shown_is_refused_in_words(string query)
    {
        await using var county = await MapCounty();
        await using var site = await Site(county);
        using var refused = await site.GetTestClient().GetAsync($"/map/figures.json?{query}", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches("Choose|Write", await refused.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task A_shade_means_the_same_in_every_month_and_each_area_lies_within_its_class()
    {
        await using var county = await MapCounty();
        var figures = await county.Do(db => db.LoadFigures(Stop));
        var (may, june) = (
            Shown(figures, new("lsoa", "count", null, "2023-05", "2023-05")),
            Shown(figures, new("lsoa", "count", null, "2023-06", "2023-06"))
        );
        Assert.NotEmpty(may.Breaks);
        Assert.Equal(may.Breaks, june.Breaks);
        var highest = may.Areas.MaxBy(a => a.Count)!;
        Assert.Equal(may.Breaks.Count, highest.ClassIndex);
        Assert.All(
            may.Areas,
            a =>
            {
                if (a.ClassIndex > 0)
                    Assert.True(a.Count >= may.Breaks[a.ClassIndex.Value - 1]);
                if (a.ClassIndex < may.Breaks.Count)
                    Assert.True(a.Count < may.Breaks[a.ClassIndex!.Value]);
            }
        );
    }

    [Fact]
    public async Task Outlines_name_their_areas_and_may_be_kept_for_ever_with_their_version()
    {
        await using var county = await MapCounty();
        await using var site = await Site(county);
        var version = (await county.Do(db => db.LoadFigures(Stop))).DataVersion;
        using var answer = await site.GetTestClient().GetAsync($"/map/areas/lsoa.geojson?v={version}", Stop);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(
            ["ashby-001a", "birch-001a", "cedar-001a"],
            features.Select(f => f.GetProperty("properties").GetProperty("slug").GetString()!).Order()
        );
        Assert.All(features, f => Assert.Equal("Polygon", f.GetProperty("geometry").GetProperty("type").GetString()));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        using var other = await site.GetTestClient().GetAsync("/map/areas/lsoa.geojson?v=999", Stop);
        Assert.DoesNotContain("immutable", other.Headers.CacheControl?.ToString() ?? "");
    }

    [Fact]
    public async Task Tiles_come_from_their_folder_and_from_nowhere_else()
    {
        await using var county = await MapCounty();
        var tiles = Path.Combine(county.Folder, "tiles");
        Directory.CreateDirectory(Path.Combine(tiles, "1", "2"));
        await File.WriteAllTextAsync(Path.Combine(tiles, "1", "2", "3.pbf"), "tile", Stop);
        await File.WriteAllTextAsync(Path.Combine(county.Folder, "3.pbf"), "secret", Stop);
        await using var site = await Site(county, tiles);
        using var tile = await site.GetTestClient().GetAsync("/map/tiles/1/2/3.pbf", Stop);
        Assert.Equal("tile", await tile.Content.ReadAsStringAsync(Stop));
        Assert.Equal("application/x-protobuf", tile.Content.Headers.ContentType?.MediaType);
        foreach (var path in new[] { "1/..%2f..%2f/3.pbf", "..%2f/..%2f/3.pbf", "-1/2/3.pbf", "1/2/%2e%2e%2f3.pbf", "1/2/3.json" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.GetTestClient().GetAsync($"/map/tiles/{path}", Stop)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NoContent, (await site.GetTestClient().GetAsync("/map/tiles/1/2/4.pbf", Stop)).StatusCode);
        await using var without = await Site(county);
        Assert.Equal(HttpStatusCode.NotFound, (await without.GetTestClient().GetAsync("/map/tiles/1/2/3.pbf", Stop)).StatusCode);
    }

    private static MapFigures Shown(CountyFigures figures, MapWish wish)
    {
        var answer = MapQuestion.Of(wish, figures);
        Assert.True(answer.Accepted(out var question), string.Join(' ', answer.Refusals.Select(r => r.Message)));
        return MapFigures.Of(question, figures);
    }

    private static async Task<WebApplication> Site(TestCounty county, string? tiles = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Map:Tiles"] = tiles });
        builder.Services.AddFosse(county.Address).AddSingleton<PublishedFigures>();
        builder.Services.AddAuthorization();
        var site = builder.Build();
        MapEndpoints.Map(site);
        await site.StartAsync(Stop);
        return site;
    }

    // 6, 4 and 2 vehicle crimes a month; nobody counted Cedar's residents.
    private static Task<TestCounty> MapCounty() =>
        Mapshire.Open(
            [(3, 2000), (4, 2000)],
            [(3, [(Mapshire.Vehicle, 6), (Mapshire.AntiSocial, 1)]), (4, [(Mapshire.Vehicle, 4)]), (5, [(Mapshire.Vehicle, 2)])]
        );
}
