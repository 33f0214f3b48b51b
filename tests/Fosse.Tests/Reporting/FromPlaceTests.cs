using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting;

/// <summary>Who comes from the page of a place finds it filled in where it is asked for.</summary>
public sealed class FromPlaceTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_postcode_and_a_street_are_filled_in_to_be_confirmed(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        foreach (var query in new[] { "zz1+1aa", "birchville" })
        {
            var visitor = await Visitor.Of(site.Client()).Opens($"/search?q={query}");
            var place = visitor.Heading;
            await visitor.Follows("Report something that happened here");
            Assert.Equal("Is it happening now, or is somebody in danger?", visitor.Heading);
            Assert.Equal(0, await county.Do(db => db.Set<StoredDraft>().CountAsync())); // nothing is kept before the first answer
            await visitor.Answers("now", "no");
            await visitor.Sends("Continue", ("category", "groups"));
            Assert.Equal(place, visitor.Page.QuerySelector("#place")!.GetAttribute("value"));
            await visitor.Sends("Continue", ("place", place));
            Assert.DoesNotContain("govuk-error-summary", visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            await county.Do(db => db.Set<StoredDraft>().ExecuteDeleteAsync());
        }
    }

    [Fact]
    public async Task What_has_no_page_here_is_not_filled_in()
    {
        await using var county = await TwoCities.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/report?at=he+hit+me");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "groups"));
        Assert.Equal("", visitor.Page.QuerySelector("#place")!.GetAttribute("value") ?? "");
    }
}
