using Fosse.Foundation;
using Fosse.Publishing;

namespace Fosse.Tests.Publishing;

public sealed class PlaceSurroundingsTests
{
    private static readonly Month From = new(2023, 1),
        To = new(2023, 12);

    private static async Task<PlaceFigures> Figures(string slug, int alike = 0, double? residents = 10_000)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var figures = await SmallCounty.Figures(county, SmallCounty.From("2023-01", 12), residents, alike);
        return PlaceFigures.Of(figures, figures.BySlug[slug], From, To);
    }

    [Fact]
    public async Task A_place_is_compared_with_the_rest_of_the_county_and_never_with_itself()
    {
        var rest = (await Figures("ashby")).ComparedWith.Single(c => c.With == "rest-of-county");
        Assert.Equal((372, 10_000, 37.2, "higher"), (rest.Count, rest.Residents, rest.RatePer1000, rest.Verdict));
        Assert.Equal("lower", (await Figures("birch")).ComparedWith.Single(c => c.With == "rest-of-county").Verdict);
    }

    [Fact]
    public async Task Of_the_whole_country_it_says_that_no_figure_is_held()
    {
        var country = (await Figures("ashby")).ComparedWith.Single(c => c.With == "england-and-wales");
        Assert.Equal((null, null, "not-held"), (country.Count, country.RatePer1000, country.Verdict));
    }

    [Theory, InlineData(4, null), InlineData(5, 5)]
    public async Task Similar_areas_are_taken_together_from_five_on(int alike, int? areas)
    {
        var similar = (await Figures("ashby-001a", alike)).ComparedWith.SingleOrDefault(c => c.With == "similar-areas");
        Assert.Equal(areas, similar?.Areas);
        if (similar is not null)
            Assert.Equal((1_200, 50_000, 24.0, "higher"), (similar.Count, similar.Residents, similar.RatePer1000, similar.Verdict));
    }

    [Fact]
    public async Task Without_a_rate_there_is_nothing_to_compare() => Assert.Empty((await Figures("ashby", residents: null)).ComparedWith);

    [Fact]
    public async Task A_quoted_figure_is_looked_for_among_the_residents_of_every_year()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var figures = await SmallCounty.Figures(county, SmallCounty.From("2023-01", 12));
        var answer = PlaceQuoted.Find(figures, figures.BySlug["ashby"], 60);
        var match = Assert.Single(answer.Matches); // 480 among the 8,000 of mid-2020; among the 10,000 of 2021 they are 48
        Assert.Equal((480, 8_000.0, 202301, 202312), (match.Count, match.Population, match.From, match.To));
        Assert.Contains("2020", match.Denominator, StringComparison.Ordinal);

        var none = PlaceQuoted.Find(figures, figures.BySlug["ashby"], 70);
        Assert.Empty(none.Matches);
        Assert.Equal(67.5, none.Nearest!.Value.Rate); // with anti-social behaviour, 540 among 8,000
    }
}
