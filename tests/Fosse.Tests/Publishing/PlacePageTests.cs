using System.Net;
using System.Text.Json;

namespace Fosse.Tests.Publishing;

public sealed class PlacePageTests
{
    private static async Task Visits(Func<Visitor, HttpClient, Task> what, string kind = TestCounty.Sqlite, int alike = 0)
    {
        await using var county = await TestCounty.Open(kind);
        // Two whole years, a gap of two months, and three months since.
        await SmallCounty.Write(county, [.. SmallCounty.From("2021-01", 24), .. SmallCounty.From("2023-03", 3)], alike: alike);
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        await what(Visitor.Of(client), client);
    }

    [EachDatabase, MemberData(nameof(EachDatabase.Kinds), MemberType = typeof(EachDatabase))]
    public Task The_rate_comes_with_its_interval_its_period_and_its_age(string kind) =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/ashby");
                Assert.Equal("48.0", visitor.Text(".fosse-lead__figure"));
                Assert.Contains(
                    "January 2022 to December 2022: 480 recorded crimes. Chance alone would move this between 43.8 and 52.5.",
                    visitor.Text(".fosse-lead"),
                    StringComparison.Ordinal
                );
                Assert.Contains("ended in December 2022", visitor.Text("main"), StringComparison.Ordinal);
                Assert.Contains(
                    "Its rate of 48.0 is higher than that of the rest of the county: 37.2",
                    visitor.Text("main"),
                    StringComparison.Ordinal
                );
            },
            kind
        );

    [Fact]
    public Task Months_since_are_counts_in_a_section_of_their_own_that_says_what_is_missing() =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/ashby");
                Assert.Contains(
                    "January 2023 to February 2023 are not held, so there is no newer rate",
                    visitor.Text("#since"),
                    StringComparison.Ordinal
                );
                Assert.Equal(["May 2023", "April 2023", "March 2023"], visitor.All("#since tbody th"));
                Assert.Equal("40", visitor.Text("#since tbody td"));
            }
        );

    [Fact]
    public Task A_comparison_that_touches_the_pandemic_says_so() =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/ashby");
                Assert.Contains(visitor.All(".fosse-said li"), line => line.Contains("pandemic", StringComparison.Ordinal));
                await visitor.Opens("/county");
                Assert.Contains("pandemic", visitor.Text("main"), StringComparison.Ordinal);
            }
        );

    [Theory, InlineData("beat-one", "outline of this police neighbourhood is not held"), InlineData("ashby-001z", "no longer in use")]
    public Task Where_nothing_can_be_told_nothing_is_told_in_any_form(string slug, string why) =>
        Visits(
            async (visitor, client) =>
            {
                await visitor.Opens($"/place/{slug}");
                Assert.Contains(why, visitor.Text(".fosse-empty"), StringComparison.Ordinal);
                Assert.Empty(visitor.All(".fosse-lead, table, .num"));

                using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/place/{slug}.json", UriKind.Relative)));
                Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("crime").ValueKind);
                Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("asb").ValueKind);
                Assert.Equal(0, json.RootElement.GetProperty("months").GetArrayLength());

                var rows = (await client.GetStringAsync(new Uri($"/place/{slug}.csv", UriKind.Relative))).Split(
                    "\r\n",
                    StringSplitOptions.RemoveEmptyEntries
                );
                Assert.Contains("No figures held,,,false,,,,,,,,,", rows[1], StringComparison.Ordinal);
                Assert.Equal(2, rows.Length);

                await visitor.Opens($"/compare?places=ashby&places=birch&places={slug}");
                Assert.Contains("cannot be compared", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
            }
        );

    [Fact]
    public Task A_successor_is_offered_where_a_code_is_no_longer_in_use() =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/ashby-001z");
                await visitor.Follows("Ashby 001A");
                Assert.Equal("Ashby 001A", visitor.Heading);
            }
        );

    [Fact]
    public Task A_ward_that_no_small_area_fits_shows_counts_and_says_why_there_is_no_rate() =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/castle-birch");
                Assert.Equal("36", visitor.Text(".fosse-lead__figure"));
                Assert.Contains("no small area fits it best", visitor.Text(".fosse-lead"), StringComparison.Ordinal);
                await visitor.Opens("/county?by=ward");
                Assert.Contains("One ward has no rate", visitor.Text("main"), StringComparison.Ordinal);
            }
        );

    [Theory, InlineData("", true), InlineData("?from=2022-01&to=2022-01", false), InlineData("?from=2022-06&to=2023-05", false)]
    public Task A_small_area_has_categories_for_whole_years_only(string query, bool categories) =>
        Visits(
            async (visitor, client) =>
            {
                await visitor.Opens($"/place/ashby-001a{query}");
                Assert.Equal(categories, visitor.All("tbody th").Contains("Burglary"));
                Assert.Contains("All recorded crime", visitor.All("tfoot th"));
                using var json = JsonDocument.Parse(
                    await client.GetStringAsync(new Uri($"/place/ashby-001a.json{query}", UriKind.Relative))
                );
                Assert.Equal(categories, json.RootElement.GetProperty("byCategory").GetArrayLength() > 0);
                Assert.True(json.RootElement.GetProperty("months").GetArrayLength() > 0);
            }
        );

    [Theory, InlineData("ashby", false), InlineData("castle", true)]
    public Task Only_what_is_counted_by_points_is_marked_where_the_points_were_replaced(string slug, bool marked) =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens($"/place/{slug}");
                Assert.Equal(marked ? 1 : 0, visitor.All(".chart-mark-text").Count);
                Assert.Contains(
                    marked ? "by the anonymised point" : "by the small-area (LSOA) code",
                    visitor.Text("main"),
                    StringComparison.Ordinal
                );
            }
        );

    [Fact]
    public Task Similar_areas_are_in_words_in_a_table_and_in_a_chart() =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/ashby-001a");
                Assert.Contains("higher than that of the 5 similar areas here", visitor.Text(".fosse-said"), StringComparison.Ordinal);
                Assert.Contains("5 similar small areas (LSOAs), taken together", visitor.All("tbody th"));
                Assert.Contains("Birch 24A", visitor.Text("#similar-desc"), StringComparison.Ordinal);
            },
            alike: 5
        );

    [Fact]
    public Task A_picture_of_where_the_place_lies_says_so_in_words_too() =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/ashby");
                Assert.Equal("Where Ashby lies in This county", visitor.Text("#where-title"));
                Assert.Equal("Ashby lies in the west of This county.", visitor.Text("#where-desc"));
                Assert.Single(visitor.All(".chart-place"));
            }
        );

    [Theory, InlineData("?from=2022-13&to=2022-12", "from"), InlineData("?from=2022-01&to=2021-12", "to")]
    public Task Months_that_cannot_be_shown_are_mended_where_they_were_written(string query, string box) =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens($"/place/ashby{query}");
                Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
                var link = visitor.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href");
                Assert.Equal($"#{box}", link);
                Assert.Contains(
                    $"{box}-error",
                    visitor.Page.GetElementById(box)!.GetAttribute("aria-describedby"),
                    StringComparison.Ordinal
                );
            }
        );

    [Fact]
    public Task Somebody_who_saw_another_figure_learns_how_it_can_be_made() =>
        Visits(
            async (visitor, _) =>
            {
                await visitor.Opens("/place/ashby");
                var form = visitor.Page.GetElementById("figure")!.Closest("form")!;
                Assert.Equal(("get", "/place/ashby#quoted"), (form.GetAttribute("method"), form.GetAttribute("action")));
                await visitor.Opens("/place/ashby?quoted=60.1");
                Assert.Contains("Mid-year population estimates 2020", visitor.Text("#quoted tbody"), StringComparison.Ordinal);
                await visitor.Opens("/place/ashby?quoted=70");
                Assert.Contains("No 12 complete months held here give 70 per 1,000", visitor.Text("#quoted"), StringComparison.Ordinal);
                Assert.Contains("The nearest is 67.5", visitor.Text("#quoted"), StringComparison.Ordinal);
                await visitor.Opens("/place/ashby?quoted=a+lot");
                Assert.Equal("#figure", visitor.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
            }
        );
}
