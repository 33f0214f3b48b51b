using System.Xml.Linq;
using Fosse.Reporting;

namespace Fosse.Tests.Reporting;

/// <summary>What was done is a list, of the county and of each place, and a feed of the same.</summary>
public sealed class MattersTests
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_list_shows_what_is_public_in_a_place_what_changed_last_first_and_nothing_that_was_taken_back(string database)
    {
        await using var county = await With(database);
        await using var site = await TestSite.On(county.Test, "--Faces=Public");
        var reader = await Visitor.Of(site.Client()).Opens("/matters");
        Assert.Equal("What was done", reader.Heading);
        Assert.Equal(
            ["A group causing trouble", "A group causing trouble in Hill", "A group causing trouble in Brook"],
            reader.All(".fosse-matters h2")
        );
        Assert.Contains("What was done: Officers went there.", reader.Text(".fosse-matters"), StringComparison.Ordinal);
        Assert.Contains("Test Council is working on it", reader.Text(".fosse-matters"), StringComparison.Ordinal);
        Assert.DoesNotContain("M-BACK", reader.Text("main"), StringComparison.Ordinal);
        // A neighbourhood has the small areas whose middle lies in it; a district its own.
        foreach (var (place, count) in new[] { ("brook", 1), ("hill", 1), ("ashby", 2), ("ashby-001b", 0), ("brookshire", 3) })
        {
            await reader.Opens($"/matters?place={place}");
            Assert.Equal(count, reader.All(".fosse-matters h2").Count);
            Assert.Equal(count == 0, reader.Page.QuerySelector(".fosse-empty") is not null);
        }
        await reader.Follows("Figures of Brookshire");
        await reader.Opens(reader.Page.QuerySelector("main a[href^='/matters']")!.GetAttribute("href")!);
        Assert.Equal("What was done in Brookshire", reader.Heading);
        await reader.Opens("/matters?place=nowhere");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, reader.Status);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_typing_a_place_and_what_is_none_says_how_to_mend_it()
    {
        await using var county = await With(TestCounty.Sqlite);
        await using var site = await TestSite.On(county.Test, "--Faces=Public");
        var reader = await Visitor.Of(site.Client()).Opens("/matters");
        await reader.Sends("Show what was done there", ("q", "Brook"));
        Assert.Equal(("What was done in Brook", "/matters?place=brook"), (reader.Heading, reader.At.ToString()));
        Assert.Single(reader.All(".fosse-matters h2"));
        await reader.Sends("Show what was done there", ("q", "Xyzzyville"));
        Assert.StartsWith("No place of that name", reader.Text(".govuk-error-summary li"), StringComparison.Ordinal);
        Assert.Empty(reader.All(".fosse-matters h2")); // not the whole county's, as if it were an answer
        Assert.Equal("Xyzzyville", reader.Page.QuerySelector("#place")!.GetAttribute("value"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_feed_is_atom_with_the_same_matters_ids_that_stay_and_links_that_lead_to_them(string database)
    {
        await using var county = await With(database);
        await using var site = await TestSite.On(county.Test, "--Faces=Public");
        using var client = site.Client();
        var reader = await Visitor.Of(site.Client()).Opens("/matters?place=ashby");
        var address = reader.Page.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href")!;
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal("What was done in Ashby", feed.Element(Atom + "title")!.Value);
        Assert.Equal("2025-03-12T12:00:00Z", feed.Element(Atom + "updated")!.Value);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(
            ["tag:127.0.0.1,2026:matters/M-FAR", "tag:127.0.0.1,2026:matters/M-HERE"],
            entries.Select(e => e.Element(Atom + "id")!.Value)
        );
        Assert.Equal(reader.All(".fosse-matters h2"), entries.Select(e => e.Element(Atom + "title")!.Value));
        // Signs that XML has no place for are left out, and those that it has its own ways for come through.
        Assert.Contains("shops & homes <again>", entries[0].Element(Atom + "summary")!.Value, StringComparison.Ordinal);
        foreach (var entry in entries)
        {
            var link = new Uri(entry.Element(Atom + "link")!.Attribute("href")!.Value);
            await reader.Opens(link.PathAndQuery);
            Assert.Equal(entry.Element(Atom + "title")!.Value, reader.Heading);
        }
    }

    [Fact]
    public async Task Report_is_on_the_first_page_and_on_every_place_and_ten_things_lead_somewhere()
    {
        await using var county = await With(TestCounty.Sqlite);
        await using var site = await TestSite.On(county.Test, "--Faces=Public");
        var reader = await Visitor.Of(site.Client()).Opens("/");
        var ten = reader.Page.QuerySelectorAll(".fosse-ten a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(10, ten.Distinct().Count());
        Assert.Contains("/report", ten);
        foreach (var link in ten)
            Assert.Equal(System.Net.HttpStatusCode.OK, (await reader.Opens(link)).Status);
        foreach (var place in new[] { "brookshire", "ashby", "ashby-001a", "brook" })
        {
            await reader.Opens($"/place/{place}");
            Assert.NotNull(reader.Page.QuerySelector("main a[href='/report']"));
            Assert.NotNull(reader.Page.QuerySelector($"main a[href='/matters?place={place}']"));
        }
    }

    private static async Task<ReportedCounty> With(string database)
    {
        var county = await ReportedCounty.Open(database);
        await county.Test.Do(async db =>
        {
            db.AddRange(
                Matter("M-HERE", ReportedCounty.Here, 1, outcome: "Officers went there."),
                Matter("M-FAR", ReportedCounty.Far, 2, "Noise at shops & homes <again>\u0001"),
                Matter("M-NOWHERE", null, 3),
                Matter("M-BACK", ReportedCounty.Here, 4, withdrawn: true)
            );
            await db.SaveChangesAsync();
        });
        return county;
    }

    private static ReportSummary Matter(
        string number,
        int? lsoa,
        int day,
        string words = "Stones were thrown at a bus",
        string outcome = "",
        bool withdrawn = false
    ) =>
        new()
        {
            Number = number,
            Category = "groups",
            Words = words,
            Outcome = outcome,
            LsoaId = lsoa,
            AgencyName = "Test Council",
            Since = new(2025, 3, 1),
            PublishedAt = Noon,
            UpdatedAt = Noon.AddDays(day),
            WithdrawnAt = withdrawn ? Noon.AddDays(day) : null,
        };
}
