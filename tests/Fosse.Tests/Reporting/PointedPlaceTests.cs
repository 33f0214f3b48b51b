using Fosse.Places;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting;

/// <summary>A resident points at a place on the map: exactly where it shows streets, and else at an area.</summary>
public sealed class PointedPlaceTests
{
    private const string Words = "They play music until four in the morning",
        Where = "Where did it happen?";

    private static readonly (string, string)[] Pointed =
    [
        ("place", ""),
        ("longitude", "-1.000500"),
        ("latitude", "52.630200"),
        ("from", "map"),
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Without_streets_the_picker_says_how_coarse_it_is_and_only_the_area_is_kept(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", ImportBasemapTests.Files(county));
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, place: "", sees: Where, stopsAt: Where);
        Assert.Contains(
            visitor.All("[data-pick] .govuk-hint"),
            hint =>
                hint.StartsWith("This map shows no streets, so it is exact to about 1 km. We keep only the area", StringComparison.Ordinal)
        );
        Assert.Equal("", visitor.Page.QuerySelector(".fosse-pick__map")!.GetAttribute("data-tiles"));
        Assert.StartsWith(
            "We have the area, and not the exact place.",
            visitor.Page.QuerySelector("[data-where]")!.GetAttribute("data-pointed"),
            StringComparison.Ordinal
        );
        await visitor.Sends("Continue", Pointed);
        await visitor.Opens("/report/where");
        Assert.StartsWith("We have the area, and not the exact place.", visitor.Text("[data-said]"), StringComparison.Ordinal);
        await visitor.Sends("Continue", ("place", "")); // back, and on again: it is still there
        await Ends(visitor);
        Assert.Equal(new AreasAt(null, TwoCities.EastWard, TwoCities.Green, TwoCities.East), (await TwoCities.Newest(county)).Areas);
        Assert.Equal(0, await SealedPoints(county));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task On_streets_the_point_is_exact_and_so_is_where_the_browser_is(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", ImportBasemapTests.Files(county));
        // Where the browser is needs no map.
        await Ends(await Tells(site, [.. Pointed[..3], ("from", "here")]));
        Assert.Equal(1, await SealedPoints(county));
        var extract = StreetExtract.Write(Path.Combine(county.Folder, "extract"), -1.0005, 52.6302, "Mill Lane");
        Assert.Equal(0, (await FosseProcess.On(county, "import", "basemap", extract)).Code);
        county.Time.Move(TimeSpan.FromMinutes(1));
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, place: "", sees: Where, stopsAt: Where);
        Assert.Contains(
            visitor.All("[data-pick] .govuk-hint"),
            hint => hint.StartsWith("Come close enough to read the names of streets", StringComparison.Ordinal)
        );
        Assert.StartsWith(
            "/map/tiles/{z}/{x}/{y}.pbf?v=",
            visitor.Page.QuerySelector(".fosse-pick__map")!.GetAttribute("data-tiles"),
            StringComparison.Ordinal
        );
        await visitor.Sends("Continue", Pointed);
        await Ends(visitor);
        Assert.Equal(TwoCities.EastSmall, (await TwoCities.Newest(county)).Areas.Lsoa);
        Assert.Equal(2, await SealedPoints(county));
    }

    private static async Task<Visitor> Tells(TestSite site, (string, string)[] pointed)
    {
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, place: "", sees: Where, stopsAt: Where);
        return await visitor.Sends("Continue", pointed);
    }

    private static async Task Ends(Visitor visitor)
    {
        Assert.Equal("When did it happen?", visitor.Heading);
        await PartnershipOfReports.TellsTheRest(visitor, Words, HappenedKind.Exact);
        await visitor.Sends("Send the report");
        Assert.Equal("Report sent", visitor.Heading);
    }

    // Past the wall: how many, and nothing of them.
    private static Task<int> SealedPoints(TestCounty county) =>
        county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var ask = db.Database.GetDbConnection().CreateCommand();
            ask.CommandText = "SELECT count(*) FROM p_report_details WHERE point IS NOT NULL";
            return Convert.ToInt32(await ask.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        });
}
