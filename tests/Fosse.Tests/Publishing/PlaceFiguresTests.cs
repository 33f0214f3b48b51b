using System.Text.Json;
using Fosse.Foundation;
using Fosse.Publishing;

namespace Fosse.Tests.Publishing;

public sealed class PlaceFiguresTests
{
    private static readonly Month From = new(2023, 1),
        To = new(2023, 12);

    private static async Task<CountyFigures> County(IEnumerable<Month>? months = null, double? residents = 10_000)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        return await SmallCounty.Figures(county, months ?? SmallCounty.From("2023-01", 12), residents);
    }

    [Fact]
    public async Task A_whole_year_has_a_rate_with_its_interval_and_anti_social_behaviour_beside_it()
    {
        var county = await County();
        var figures = PlaceFigures.Of(county, county.BySlug["ashby"], From, To);
        Assert.Equal((480, 48.0), (figures.Crime.Count, figures.Crime.RatePer1000));
        Assert.InRange(figures.Crime.Low!.Value, 43.7, 43.9);
        Assert.InRange(figures.Crime.High!.Value, 52.4, 52.6);
        Assert.Equal(60, figures.Asb.Count);
        Assert.Equal(480, figures.ByCategory.Sum(c => c.Count));
        Assert.DoesNotContain(figures.ByCategory, c => c.Category.Contains("social", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_month_missing_there_is_no_rate_and_the_month_is_named()
    {
        var county = await County(SmallCounty.From("2023-01", 12).Where(m => m.OfYear != 5));
        var figures = PlaceFigures.Of(county, county.BySlug["ashby"], From, To);
        Assert.False(figures.Period.Complete);
        Assert.Null(figures.Crime.RatePer1000);
        Assert.Equal(440, figures.Crime.Count);
        Assert.Contains("May 2023", figures.NoRateBecause, StringComparison.Ordinal);
        Assert.Contains(figures.Caveats, c => c.Key == "months-missing");
        Assert.Empty(Comparison.Rank(county, county.Of(Fosse.Places.AreaKind.District), From, To));
    }

    [Fact]
    public async Task Where_residents_are_not_held_there_are_counts_only()
    {
        var county = await County(residents: null);
        var figures = PlaceFigures.Of(county, county.BySlug["castle"], From, To);
        Assert.Null(figures.Residents);
        Assert.Null(figures.Crime.RatePer1000);
        Assert.Equal(480, figures.Crime.Count);
        Assert.StartsWith("Residents are not held for this ward", figures.NoRateBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_caveats_that_apply_here_are_given()
    {
        var late = await County();
        var keys = PlaceFigures.Of(late, late.BySlug["castle"], From, To).Caveats.Select(c => c.Key).ToList();
        Assert.DoesNotContain("months-missing", keys);
        Assert.DoesNotContain("points-replaced", keys);
        Assert.DoesNotContain("pandemic", keys);
        Assert.Contains("by-point", keys);

        var early = await County(SmallCounty.From("2020-11", 24));
        IEnumerable<string> Keys(string slug) =>
            PlaceFigures.Of(early, early.BySlug[slug], new(2021, 11), new(2022, 10)).Caveats.Select(c => c.Key);
        Assert.Contains("points-replaced", Keys("castle"));
        Assert.DoesNotContain("points-replaced", Keys("ashby"));
        Assert.Contains("pandemic", Keys("ashby"));
        Assert.Contains("by-code", Keys("ashby"));
    }

    [Fact]
    public async Task A_rank_says_whom_it_is_not_clearly_different_from()
    {
        var months = SmallCounty.From("2023-01", 12).ToList();
        var county = await County(months);
        var ranked = Comparison.Rank(county, county.Of(Fosse.Places.AreaKind.District), From, To);
        Assert.Equal(["Ashby", "Birch"], ranked.Select(r => r.Area.Name));
        Assert.Equal("1st of 2", Comparison.Words(ranked, ranked[0])); // 480 and 372 are clearly apart

        var wards = Comparison.Rank(county, [county.BySlug["ashby"], county.BySlug["castle"]], From, To);
        Assert.Equal("1st of 2, but not clearly different from Castle (48.0)", Comparison.Words(wards, wards[0]));
    }

    [Fact]
    public async Task A_change_needs_two_whole_years()
    {
        var one = await County();
        var alone = PlaceFigures.Of(one, one.BySlug["ashby"], From, To);
        Assert.Null(alone.Change);
        Assert.Contains("January 2022 to December 2022", alone.NoChangeBecause, StringComparison.Ordinal);

        var two = await County(SmallCounty.From("2022-01", 24));
        var same = PlaceFigures.Of(two, two.BySlug["ashby"], From, To).Change;
        Assert.Equal(("not-clear", 0.0), (same!.Direction, same.Percent));

        // Of anti-social behaviour too, by the same rule, on the page, in JSON and in the row of the file.
        var figures = PlaceFigures.Of(two, two.BySlug["ashby"], From, To);
        Assert.Null(alone.AsbChange);
        Assert.Equal(("not-clear", 0.0), (figures.AsbChange!.Direction, figures.AsbChange.Percent));
        using var json = JsonDocument.Parse(PlaceData.Json(figures));
        Assert.Equal("not-clear", json.RootElement.GetProperty("asbChange").GetProperty("direction").GetString());
        var row = PlaceData
            .Csv(figures)
            .Split("\r\n")
            .First(r => r.Contains("Anti-social behaviour (not crime)", StringComparison.Ordinal));
        Assert.Equal("0", row.Split(',')[13]);
    }

    [
        Theory,
        InlineData("2023-1", "2023-12", "from"),
        InlineData("2023-05", "2023-04", "to"),
        InlineData("2019-01", "2023-12", "from"),
        InlineData("2023-01", "2024-12", "to"),
        InlineData("2023-01", null, "to")
    ]
    public async Task Months_that_cannot_be_shown_are_refused_with_the_box_to_mend(string from, string? to, string field)
    {
        var asked = PlaceMonths.Asked(await County(), from, to);
        Assert.False(asked.Accepted(out _));
        Assert.Equal(field, asked.Refusals[0].Field);
    }

    [Fact]
    public async Task Json_and_csv_say_the_same_as_the_record()
    {
        var county = await County();
        var figures = PlaceFigures.Of(county, county.BySlug["ashby"], From, To);
        using var json = JsonDocument.Parse(PlaceData.Json(figures));
        Assert.Equal("2023-01", json.RootElement.GetProperty("period").GetProperty("from").GetString());
        Assert.Equal(48.0, json.RootElement.GetProperty("crime").GetProperty("ratePer1000").GetDouble());
        Assert.Equal("district", json.RootElement.GetProperty("place").GetProperty("kind").GetString());
        Assert.Contains(
            "district,E07A,Ashby,All recorded crime,2023-01,2023-12,true,480,10000,2021,48,",
            PlaceData.Csv(figures),
            StringComparison.Ordinal
        );
    }
}
