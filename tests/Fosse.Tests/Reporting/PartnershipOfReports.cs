using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting;

/// <summary>A partnership with a council that answers reports.</summary>
internal static class PartnershipOfReports
{
    public static async Task<TestCounty> Open(string database)
    {
        var county = await TestCounty.Open(database);
        await Officer.Joins(county, "Test Council", AccountsPermissions.Work);
        await county.Do(async db =>
        {
            (await db.Set<Agency>().SingleAsync()).Kind = AgencyKind.Council;
            await db.SaveChangesAsync();
        });
        return county;
    }

    /// <summary>Walks from the first page to the answers, without a name; or to the page whose heading is named.</summary>
    public static async Task<Visitor> TellsAnonymously(
        TestSite site,
        string behaviour,
        HappenedKind happened = HappenedKind.Exact,
        string place = "12 Brook Lane, by the bridge",
        string sees = "Check your answers",
        string? stopsAt = null
    )
    {
        var visitor = await Visitor.Of(site.Client()).Opens("/report");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "noise"));
        await visitor.Sends("Continue", ("answer-noise", "music"));
        await visitor.Sends("Continue", ("place", place));
        if (visitor.Heading != stopsAt)
            await TellsTheRest(visitor, behaviour, happened);
        Assert.True(sees == visitor.Heading, $"{visitor.Heading}: {string.Join(" / ", visitor.All(".govuk-summary-list__value"))}");
        return visitor;
    }

    /// <summary>From the place on.</summary>
    public static async Task TellsTheRest(Visitor visitor, string behaviour, HappenedKind happened)
    {
        await visitor.Answers("happened", happened.ToString());
        if (happened is HappenedKind.Exact)
            await visitor.Sends("Continue", ("On.Day", "1"), ("On.Month", "3"), ("On.Year", "2025"), ("atTime", "late evening"));
        await visitor.Sends("Continue", ("behaviour", behaviour));
        await visitor.Sends("Continue");
        await visitor.Answers("anonymous", "yes");
    }
}
