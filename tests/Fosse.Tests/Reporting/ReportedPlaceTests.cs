using Fosse.Places;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting;

/// <summary>Where a report is put by what a resident types, without script, and whose desk it reaches.</summary>
public sealed class ReportedPlaceTests
{
    private const string Words = "They play music until four in the morning",
        Where = "Where did it happen?";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_street_with_its_town_gives_the_place_its_areas_and_the_desk_there(string database)
    {
        await using var county = await TwoCities.Open(database);
        foreach (var typed in new[] { "Mill Lane, Birchville", "the play area behind Mill Ln in Birchvile", "14 Canal St" })
        {
            var (agency, team, areas, desk) = await Sends(county, typed);
            Assert.Equal((typed, "Birch Borough Council", DeskReached.Own), (typed, agency, desk));
            Assert.NotNull(team);
            Assert.Equal(new AreasAt(TwoCities.EastSmall, TwoCities.EastWard, TwoCities.Green, TwoCities.East), areas);
            county.Time.Move(TimeSpan.FromMinutes(1));
        }
        // Of a town no more is known than the town: no small area, and no point.
        var (_, _, rough, own) = await Sends(county, "somewhere in Birchville");
        Assert.Equal(DeskReached.Own, own);
        Assert.Equal(new AreasAt(null, TwoCities.EastWard, TwoCities.Green, TwoCities.East), rough);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Where_a_name_is_in_two_towns_the_reporter_is_asked_and_what_was_typed_stays(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, place: "12 Mill Lane", sees: Where, stopsAt: Where);
        Assert.Equal("12 Mill Lane", visitor.Page.QuerySelector("#place")!.GetAttribute("value"));
        Assert.Equal(
            ["Mill LaneAlder", "Mill LaneBirchville, Birch", "None of these, or I am not sure"],
            visitor.All(".govuk-radios__item")
        );
        var birch = visitor.Page.QuerySelectorAll("input[name=meant]")[1].GetAttribute("value")!;
        await visitor.Sends("Continue", ("place", "12 Mill Lane"), ("meant", birch));
        Assert.Equal("When did it happen?", visitor.Heading);
        await Ends(visitor);
        var (agency, _, areas, _) = await TwoCities.Newest(county);
        Assert.Equal(("Birch Borough Council", TwoCities.EastSmall), (agency, areas.Lsoa!.Value));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_knows_none_of_them_or_no_more_goes_on_and_no_other_city_has_it(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        foreach (var typed in new[] { "12 Mill Lane", "by the big tree" })
        {
            var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, place: typed, sees: Where, stopsAt: Where);
            Assert.NotEmpty(visitor.All(".govuk-error-summary__list a"));
            await visitor.Sends("Continue", ("place", typed), ("meant", "none"));
            await Ends(visitor);
            var (agency, team, areas, desk) = await TwoCities.Newest(county);
            // It went to Alder City Council, the first of the alphabet, before.
            Assert.Equal(("Fosse Police", (Guid?)null, AreasAt.Nowhere, DeskReached.PlaceNotKnown), (agency, team, areas, desk));
            county.Time.Move(TimeSpan.FromMinutes(1));
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_name_that_is_only_like_that_of_a_village_is_asked_about(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, place: "Highcross", sees: Where, stopsAt: Where);
        Assert.Equal(
            ["Highcross StreetBirchville, Birch", "High CrossAlder", "None of these, or I am not sure"],
            visitor.All(".govuk-radios__item")
        );
    }

    private static async Task<(string Agency, Guid? Team, AreasAt Areas, DeskReached Desk)> Sends(TestCounty county, string typed)
    {
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, place: typed);
        Assert.Contains(visitor.All(".govuk-summary-list__value"), v => v.StartsWith(typed + " In ", StringComparison.Ordinal));
        await visitor.Sends("Send the report");
        return await TwoCities.Newest(county);
    }

    private static async Task Ends(Visitor visitor)
    {
        await PartnershipOfReports.TellsTheRest(visitor, Words, HappenedKind.Exact);
        await visitor.Sends("Send the report");
        Assert.Equal("Report sent", visitor.Heading);
    }
}
