using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.Operations;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>Staff see where a report was: in words and drawn, once it is open, and no address of theirs says so.</summary>
public sealed class PlaceOnMapTests
{
    private const double Longitude = -1.0005,
        Latitude = 52.6302;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_point_is_drawn_on_its_streets_and_said_in_words_once_the_report_is_open_and_not_before(string database)
    {
        await using var county = await Open(database);
        var extract = StreetExtract.Write(Path.Combine(county.County.Folder, "extract"), Longitude, Latitude, "Mill Lane", "Orchard Way");
        Assert.Equal(0, (await FosseProcess.On(county.County, "import", "basemap", extract)).Code);
        var sent = await county.Reports(change: draft => draft with { Place = "", Point = new TruePoint(Longitude, Latitude) });
        await using var site = await Site(county);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/reports/{sent.Id}");
        Assert.Empty(officer.All(".chart-streets"));
        Assert.DoesNotContain("Mill Lane", officer.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        await officer.Sends("Open the report");
        Assert.Equal(
            "On or by Mill Lane, Birchville small area Birch 001A, neighbourhood Birch Green, ward Birchville East, district Birch",
            Squeezed(officer.Text(".fosse-where"))
        );
        var drawn = officer.Page.QuerySelectorAll(".chart-streets");
        Assert.Equal(2, drawn.Length); // near, and further around
        Assert.All(drawn, picture => Assert.NotNull(picture.QuerySelector(".streets-mark")));
        Assert.Contains("Orchard Way", officer.All(".streets-name"));
        Assert.Equal("© OpenStreetMap contributors", officer.Text(".fosse-streets figcaption"));
        // Drawn here: a browser that asked for tiles would tell whatever is on the way where it was.
        Assert.DoesNotContain("/map/tiles", officer.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (
            var link in officer.Page.QuerySelectorAll("[href], [action]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("action"))
        )
            Assert.DoesNotContain("52.6", link, StringComparison.Ordinal);
        Assert.Contains(await county.Ledger(), l => l.ActorId == county.Officer.AccountId && l.Kind is LedgerKind.Opened);
        Assert.DoesNotContain(county.County.Log.Lines, line => line.Contains("52.63", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Of_an_area_its_outline_is_drawn_and_nothing_is_marked(string database)
    {
        await using var county = await Open(database);
        var sent = await county.Reports(change: draft => draft with { Place = "somewhere there", Within = TwoCities.EastWard });
        await using var site = await Site(county);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/reports/{sent.Id}");
        await officer.Sends("Open the report");
        Assert.Equal("ward Birchville East, district Birch", Squeezed(officer.Text(".fosse-where")));
        Assert.Contains("Only the area is known", officer.Text(".fosse-opened"), StringComparison.Ordinal);
        Assert.Single(officer.All(".streets-area"));
        Assert.Empty(officer.All(".streets-mark"));
        Assert.Contains("Birchville", officer.All(".streets-name--place"));
        Assert.StartsWith("There is no street map here yet", officer.Text(".fosse-streets figcaption"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_street_that_was_written_is_marked_at_its_middle_and_says_so()
    {
        await using var county = await Open(TestCounty.Sqlite);
        var sent = await county.Reports(change: draft =>
            draft with
            {
                Place = "Mill Lane, Birchville",
                Point = new TruePoint(-1.001, 52.63),
            }
        );
        await using var site = await Site(county);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/reports/{sent.Id}");
        await officer.Sends("Open the report");
        Assert.Contains("The mark is the middle of Mill Lane", officer.Text(".fosse-opened"), StringComparison.Ordinal);
        Assert.Single(officer.All(".streets-mark"));
        // Put right since: nothing is marked where it was not, and the page says why.
        await officer.Sends("Put the place right", ("Form.Place", "High Cross"));
        Assert.Contains("The place has been put right since it was told", officer.Text(".fosse-opened"), StringComparison.Ordinal);
        Assert.Empty(officer.All(".streets-mark"));
        Assert.DoesNotContain("The mark is the middle of", officer.Text(".fosse-opened"), StringComparison.Ordinal);
    }

    private static async Task<TriageCounty> Open(string database)
    {
        var county = await TriageCounty.Open(database);
        await county.County.Do(async db =>
        {
            TwoCities.Areas(db);
            TwoCities.Names(db);
            db.NewDataVersion("test", DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync();
        });
        return county;
    }

    private static Task<TestSite> Site(TriageCounty county) =>
        TestSite.On(county.County, "--Faces=Public,Partner,Admin,Api,Worker", ImportBasemapTests.Files(county.County));

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
