using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Tests.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Places;

/// <summary>A page of a place says who looks after it, and how they are reached.</summary>
public sealed class NeighbourhoodTeamTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Pages_of_places_name_the_team_and_how_to_reach_it_and_a_new_name_is_seen(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var client = site.Client();
        var visitor = Visitor.Of(client);
        foreach (var page in new[] { "/place/birch-001a-lsoa", "/where/zz1-1aa" })
        {
            await visitor.Opens(page);
            Assert.Contains("Fosse Police: Birch neighbourhood", visitor.All("section[aria-labelledby=team] li"));
            Assert.Contains("101", visitor.All("section[aria-labelledby=team] a[href='tel:101']"));
            Assert.Contains("999", visitor.All("section[aria-labelledby=team] a[href='tel:999']"));
        }
        using var first = await client.GetAsync(new Uri("/place/birch-001a-lsoa", UriKind.Relative));
        await county.Do(async db =>
        {
            (await db.Set<Team>().SingleAsync(t => t.Id == TwoCities.Beat)).Name = "Birch and Canal Side";
            await db.SaveChangesAsync();
        });
        // Another host, which has not asked within the last second.
        await using var later = await TestSite.On(county, "--Faces=Public");
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/place/birch-001a-lsoa", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var there = later.Client();
        using var renamed = await there.SendAsync(again);
        Assert.Contains("Birch and Canal Side", await renamed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_team_is_known_the_page_says_whom_to_ring_all_the_same()
    {
        await using var county = await TwoCities.Open(TestCounty.Sqlite);
        await county.Do(async db =>
        {
            var left = await db.Set<Agency>().ToListAsync();
            left.ForEach(a => a.LeftOn = a.JoinedOn.AddDays(1));
            await db.SaveChangesAsync();
        });
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/place/birch-001a-lsoa");
        Assert.StartsWith(
            "Which team looks after this place is not held",
            visitor.Text("section[aria-labelledby=team] p"),
            StringComparison.Ordinal
        );
        Assert.NotEmpty(visitor.All("section[aria-labelledby=team] a[href^='https://www.police.uk']"));
    }

    [Fact]
    public async Task Staff_have_a_way_back_to_work_on_a_public_page_and_residents_have_none_of_it()
    {
        await using var county = await TwoCities.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner");
        var officer = await Officer.SignsIn(site, county, AccountsPermissions.Work);
        var resident = Visitor.Of(site.Client());
        foreach (var page in new[] { "/", "/place/birch", "/matters", "/map" })
        {
            Assert.Equal("/sign-in", (await officer.Opens(page)).Page.QuerySelector("header .fosse-header__work")?.GetAttribute("href"));
            Assert.Empty((await resident.Opens(page)).All(".fosse-header__work")); // the page is kept for nobody else
        }
        await officer.Follows("Back to work");
        Assert.Equal("/work", officer.At.ToString());
        using var seen = await officer.Client.GetAsync(new Uri("/place/birch", UriKind.Relative));
        Assert.True(seen.Headers.CacheControl!.NoStore && seen.Headers.CacheControl.Private);
    }
}
