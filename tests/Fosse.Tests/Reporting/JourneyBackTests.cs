using Fosse.Places;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting;

/// <summary>*Back* leads to the question that was shown before, from every page to the first.</summary>
public sealed class JourneyBackTests
{
    private const string Words = "They play music until four in the morning";

    [Fact]
    public async Task The_shortest_journey_is_walked_back_page_by_page()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/report");
        List<string> seen = [visitor.Heading];
        await Goes(visitor.Answers("now", "no"));
        await Goes(visitor.Sends("Continue", ("category", "groups")));
        await Goes(visitor.Sends("Continue", ("unknown", "true")));
        await Goes(visitor.Answers("happened", nameof(HappenedKind.Unknown)));
        await Goes(visitor.Sends("Continue", ("behaviour", Words)));
        await Goes(visitor.Sends(visitor.All("main button.govuk-button:not(.govuk-button--secondary)")[^1])); // without photos
        await Goes(visitor.Answers("anonymous", "yes"));
        await WalksBack(visitor, seen);

        async Task Goes(Task<Visitor> on) => seen.Add((await on).Heading);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_longest_journey_is_walked_back_page_by_page(bool near)
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await CountyFiles.Run(county, "import", "county", CountyFiles.Write(Path.Combine(county.Folder, "data")));
        if (near)
            await Publish(county);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/report");
        List<string> seen = [visitor.Heading];
        await Goes(visitor.Answers("now", "no"));
        await Goes(visitor.Sends("Continue", ("category", "noise")));
        await Goes(visitor.Sends("Continue", ("answer-noise", "music")));
        await Goes(visitor.Sends("Continue", ("place", "Little Ashby")));
        await Goes(visitor.Answers("happened", nameof(HappenedKind.Exact)));
        var day = DateTime.UtcNow.AddDays(-1);
        await Goes(visitor.Sends("Continue", ("On.Day", $"{day.Day}"), ("On.Month", $"{day.Month}"), ("On.Year", $"{day.Year}")));
        await Goes(visitor.Sends("Continue", ("behaviour", Words)));
        await Goes(visitor.Sends(visitor.All("main button.govuk-button:not(.govuk-button--secondary)")[^1])); // without photos
        await Goes(visitor.Answers("anonymous", "no"));
        await Goes(visitor.Sends("Continue", ("name", "Rowan Made-Up"), ("way", nameof(ContactWay.None))));
        Assert.Equal(near ? "Is it one of these?" : "Check your answers", visitor.Heading);
        if (near)
            await Goes(visitor.Sends("Continue", ("same", "none")));
        await WalksBack(visitor, seen);

        async Task Goes(Task<Visitor> on) => seen.Add((await on).Heading);
    }

    [Fact]
    public async Task Back_from_a_question_that_a_change_has_opened_is_not_sent_on_to_it_again()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words, happened: HappenedKind.Unknown);
        await visitor.Opens("/report/when?change=true");
        await visitor.Follows("Back");
        Assert.Equal("Check your answers", visitor.Heading); // nothing was changed
        await visitor.Opens("/report/when?change=true");
        var asked = visitor.Heading;
        await visitor.Answers("happened", nameof(HappenedKind.Repeated));
        Assert.NotEqual(asked, visitor.Heading);
        await visitor.Follows("Back");
        Assert.Equal(asked, visitor.Heading);
    }

    private static async Task WalksBack(Visitor visitor, List<string> seen)
    {
        Assert.Equal("Check your answers", visitor.Heading);
        for (var page = seen.Count - 2; page >= 0; page--)
        {
            var from = visitor.Heading;
            await visitor.Follows("Back");
            Assert.True(seen[page] == visitor.Heading, $"Back from {from} shows {visitor.Heading} and not {seen[page]}");
        }
    }

    private static async Task Publish(TestCounty county)
    {
        var lsoa = await county.Do(db => db.Set<Area>().AsNoTracking().Where(a => a.Code == "E01A").Select(a => a.Id).SingleAsync());
        await county.Do(async db =>
        {
            var now = DateTimeOffset.UtcNow;
            db.Add(
                new ReportSummary
                {
                    Number = "M-2345-6789",
                    Category = "noise",
                    Words = "Music at night from a flat above the shops",
                    LsoaId = lsoa,
                    AgencyName = "Test Council",
                    Since = DateOnly.FromDateTime(now.DateTime).AddDays(-2),
                    PublishedAt = now,
                    UpdatedAt = now,
                }
            );
            await db.SaveChangesAsync();
        });
    }
}
