namespace Fosse.Tests.Publishing;

public sealed class ComparePageTests
{
    private static async Task Visits(Func<Visitor, Task> what, int alike = 0)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await SmallCounty.Write(county, SmallCounty.From("2023-01", 12), alike: alike);
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        await what(Visitor.Of(client));
    }

    private static IReadOnlyList<string> Shown(Visitor visitor) => visitor.All(".fosse-chosen > li > a:first-child");

    [Fact]
    public Task Places_are_added_and_removed_by_name_without_script() =>
        Visits(async visitor =>
        {
            await visitor.Opens("/compare");
            await visitor.Sends("Compare", ("places", "Ashby"), ("places", "birch"));
            Assert.Equal(["Ashby", "Birch"], Shown(visitor));
            await visitor.Sends("Add", ("places", "Castle, Ashby (ward)"));
            Assert.Equal(["Ashby", "Birch", "Castle, Ashby (ward)"], Shown(visitor));
            await visitor.Opens(visitor.Page.QuerySelector("a[aria-label='Remove Birch']")!.GetAttribute("href")!);
            Assert.Equal(["Ashby", "Castle, Ashby (ward)"], Shown(visitor));
        });

    [Fact]
    public Task Places_stand_as_they_were_chosen_and_come_as_a_file_with_a_way_to_the_method() =>
        Visits(async visitor =>
        {
            await visitor.Opens("/compare?places=birch&places=ashby");
            Assert.Equal(["Birch", "Ashby"], Shown(visitor));
            Assert.Equal("Than Birch", visitor.Text("table:first-of-type thead th:nth-last-child(3)"), ignoreCase: true);
            Assert.NotNull(visitor.Page.QuerySelector(".fosse-tools a[href='/methods']"));
            var file = visitor.Page.QuerySelector(".fosse-tools a[href*='format=csv']")!.GetAttribute("href")!;
            using var answer = await visitor.Client.GetAsync(new Uri(file, UriKind.Relative));
            Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
            var rows = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains("Birch", rows[1], StringComparison.Ordinal);
            Assert.Contains("Ashby", rows[^1], StringComparison.Ordinal);
        });

    [Fact]
    public Task A_name_that_several_places_bear_asks_which() =>
        Visits(async visitor =>
        {
            await visitor.Opens("/compare?places=ashby&places=Castle");
            Assert.Equal(
                "Several places are called ‘Castle’. Write one of: Castle, Ashby (ward); Castle, Birch (ward).",
                visitor.Text(".govuk-error-summary li")
            );
            Assert.Equal("#add-0", visitor.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
            Assert.Equal("Castle", visitor.Page.GetElementById("add-0")!.GetAttribute("value"));
        });

    [Fact]
    public Task Charts_share_one_scale_and_each_place_stands_to_the_first() =>
        Visits(async visitor =>
        {
            string[] Scale(string id) => [.. visitor.All($"svg[aria-labelledby^='{id}-'] .chart-tick").Where(t => t.Length < 4)];
            // Per 1,000 residents, so that no place is a flat line because few people live there.
            await visitor.Opens("/compare?places=birch&places=ashby");
            Assert.Equal(["0", "1", "2", "3", "4"], Scale("months-0"));
            Assert.Equal(Scale("months-0"), Scale("months-1"));
            Assert.StartsWith(
                "Recorded crimes each month per 1,000 residents in",
                visitor.Text("#months-0-title"),
                StringComparison.Ordinal
            );
            // Where residents of one are not held each has a scale of its own, and the page says so.
            await visitor.Opens("/compare?places=birch&places=ashby&places=castle-birch");
            Assert.Equal(["0", "10", "20", "30", "40"], Scale("months-0"));
            Assert.Equal(["0", "1", "2", "3"], Scale("months-2"));
            Assert.Contains("each chart has a scale of its own", visitor.Text("main"), StringComparison.Ordinal);
            Assert.Equal(["the first place", "higher", "–"], visitor.All("table:first-of-type tbody tr td:nth-last-child(3)").Take(3));
        });

    [Fact]
    public Task No_more_than_six_are_shown() =>
        Visits(
            async visitor =>
            {
                await visitor.Opens(
                    "/compare?places=ashby&places=birch&places=birch-20a&places=birch-21a"
                        + "&places=birch-22a&places=birch-23a&places=birch-24a"
                );
                Assert.Equal(6, Shown(visitor).Count);
                Assert.Contains("at most 6 places", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
                Assert.Null(visitor.Page.GetElementById("add-0"));
            },
            alike: 5
        );
}
