using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>Staff put place, kind and team of a report right, and what reached a desk that is not its own is counted.</summary>
public sealed class CorrectReportTests
{
    private const string Typed = "14 Mill Lane, Birchville";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_place_is_put_right_and_what_it_was_is_kept_with_who_and_when(string database)
    {
        await using var county = await TwoCities.Open(database);
        var officer = await Joins(county, "Fosse Police");
        var sent = await Sends(county, "noise", "by the big tree");
        Assert.Equal(DeskReached.PlaceNotKnown, (await TwoCities.Newest(county)).Desk);
        Assert.Equal(new(1, 1, 1, 0, 0, 0), await Figures(county, officer));

        var refused = await Corrects(county, sent, officer, (c, on) => c.Place(on, "Mill Lane", null, default));
        Assert.Equal("meant", Assert.Single(refused.Refusals).Field);
        Assert.True((await Corrects(county, sent, officer, (c, on) => c.Place(on, Typed, null, default))).Accepted(out _));

        var (_, _, areas, desk) = await TwoCities.Newest(county);
        Assert.Equal((TwoCities.EastSmall, DeskReached.Elsewhere), (areas.Lsoa!.Value, desk)); // Birch Borough Council answers there
        var line = Assert.Single(await History(county, sent, officer));
        Assert.Equal(
            ("Deed.PlaceCorrected", officer.Name, county.Time.Now, "place not known → Birch Green"),
            (line.Code, line.Who, line.At, line.About)
        );
        var deed = await county.Do(db => db.Set<ReportDeed>().SingleAsync(d => d.RecordId == sent));
        Assert.Equal(
            ("lsoa= ward= neighbourhood= district=", "lsoa=21 ward=11 neighbourhood=30 district=3"),
            (deed.ValueBefore, deed.ValueAfter)
        );
        Assert.DoesNotContain("14 Mill", deed.About + deed.ValueAfter, StringComparison.Ordinal); // that is sealed
        var (read, lines) = await Reads(county, sent, officer);
        Assert.Equal("by the big tree", read.Place); // as its reporter wrote it
        var corrected = Assert.Single(lines, l => l.Code == "Deed.PlaceCorrected");
        Assert.Contains(Typed, Assert.Single(corrected.Words).Words, StringComparison.Ordinal);
        Assert.NotEmpty(
            await county.Do(db => db.Set<LedgerLine>().Where(l => l.Subject == sent && l.Kind == LedgerKind.Opened).ToListAsync())
        );

        // One more deed, and it is on the right desk.
        var council = await county.Do(db => db.Set<Agency>().SingleAsync(a => a.Name == "Birch Borough Council"));
        Assert.True(
            (
                await Does<RedirectReport>(
                    county,
                    sent,
                    officer,
                    (r, on) => r.Handle(on, council.Id, "It is yours by its place and kind", default)
                )
            ).Accepted(out _)
        );
        Assert.Equal(
            ("Birch Borough Council", DeskReached.Own),
            (await TwoCities.Newest(county)) is var now ? (now.Agency, now.Desk) : default
        );
        Assert.Equal(new(1, 1, 1, 0, 1, 0), await Figures(county, officer));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_moves_to_the_team_of_its_place_and_takes_what_its_kind_brings(string database)
    {
        await using var county = await TwoCities.Open(database);
        var officer = await Joins(county, "Fosse Police");
        var sent = await Sends(county, "groups", "by the big tree");
        Assert.True((await Corrects(county, sent, officer, (c, on) => c.Place(on, Typed, null, default))).Accepted(out _));
        Assert.Equal((TwoCities.Beat, DeskReached.Own), (await TwoCities.Newest(county)) is var at ? (at.Team!.Value, at.Desk) : default);
        Assert.Equal(
            ["place not known → Birch Green", "Fosse Police → Birch neighbourhood"],
            (await History(county, sent, officer)).OrderBy(h => h.Code, StringComparer.Ordinal).Select(h => h.About)
        );

        Assert.True((await Corrects(county, sent, officer, (c, on) => c.Category(on, "child", default))).Accepted(out var held));
        Assert.Equal(ReportState.SafeguardingHold, held!.State); // somebody looks at it before anything else happens
        Assert.Contains(Risk.Safeguarding, held.Risks);
        // Whoever put the kind right has looked; the answer does not wait for its turn any more.
        Assert.Equal((county.Time.Now, true), (held.LookedAt!.Value, held.UrgentReplyBy < county.Time.Now + TimeSpan.FromDays(2)));
        Assert.Equal(
            "category",
            Assert.Single((await Corrects(county, sent, officer, (c, on) => c.Category(on, "child", default))).Refusals).Field
        );

        var response = await county.Do(async db =>
        {
            var team = db.Add(new Team { AgencyId = officer.AgencyId, Name = "Response" }).Entity;
            await db.SaveChangesAsync();
            return team.Id;
        });
        Assert.True((await Corrects(county, sent, officer, (c, on) => c.Team(on, response, default))).Accepted(out _));
        Assert.Equal(
            "Birch neighbourhood → Response",
            (await History(county, sent, officer)).Last(h => h.Code == "Deed.TeamChanged").About
        );
        var others = await county.Do(db => db.Set<Team>().FirstAsync(t => t.AgencyId != officer.AgencyId));
        Assert.Equal(
            "team",
            Assert.Single((await Corrects(county, sent, officer, (c, on) => c.Team(on, others.Id, default))).Refusals).Field
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_queue_counts_what_is_not_its_own_and_three_clicks_mend_it(string database)
    {
        await using var county = await TwoCities.Open(database);
        county.Time.Now = TimeProvider.System.GetUtcNow(); // the site goes by the clock on the wall
        var who = await Joins(county, "Fosse Police");
        var sent = await Sends(county, "groups", "by the big tree");
        await Sends(county, "groups", "Mill Lane, Birchville");
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin,Api,Worker");
        var officer = await Officer.Enters(site, who.AccountId);
        await officer.Opens("/work/reports?team=all&show=NotOwn");
        Assert.Contains(
            "Not this desk’s own1",
            officer.Text(".fosse-counts").Replace(" 1", "1", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Of 2 reports that came to Fosse Police in the last 28 days, 1 reached a desk that was not theirs. "
                + "1 without a place that is known.",
            officer.Text("#desks")
        );
        Assert.Single(officer.All(".fosse-queue__row"));

        await officer.Opens($"/work/reports/{sent}"); // one
        Assert.Contains("nobody knows where it was", officer.Text("main"), StringComparison.Ordinal);
        await officer.Sends("Open the report"); // two
        await officer.Sends("Put the place right", ("Form.Place", "Mill Lane")); // three, or a choice
        Assert.Equal("Mill Lane", officer.Page.QuerySelector("input[name='Form.Place']")!.GetAttribute("value"));
        var birch = officer.Page.QuerySelectorAll("input[name='Form.Meant']")[1].GetAttribute("value")!;
        await officer.Sends("Put the place right", ("Form.Place", "Mill Lane"), ("Form.Meant", birch));
        Assert.Contains("Moved to Birch neighbourhood", officer.Text(".govuk-notification-banner__heading"), StringComparison.Ordinal);
        Assert.Contains("place not known → Birch Green", officer.Text(".fosse-history"), StringComparison.Ordinal);
        await officer.Opens("/work/reports?team=all&show=NotOwn");
        Assert.Empty(officer.All(".fosse-queue__row"));
    }

    private static Task<SignedIn> Joins(TestCounty county, string agency) =>
        county.Do(async db =>
        {
            var held = await db.Set<Agency>().SingleAsync(a => a.Name == agency);
            var staff = StaffRows.Of(
                held.Id,
                [AccountsPermissions.Work, RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords],
                "Morgan Teal"
            );
            db.AddRange(staff.Account, staff.Role, staff.Grant);
            await db.SaveChangesAsync();
            return (await db.WhoIs(staff.Account.Id, county.Today(), default))!;
        });

    private static async Task<Guid> Sends(TestCounty county, string category, string place)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var draft = new ReportDraft
        {
            Category = category,
            Answers =
                category == "noise"
                    ? new Dictionary<string, IReadOnlyList<string>> { ["noise"] = ["music"] }
                    : new Dictionary<string, IReadOnlyList<string>>(),
            Place = place,
            Happened = HappenedKind.Unknown,
            Behaviour = "They throw stones at the bus every evening",
            Anonymous = true,
        };
        var meant = await scope.ServiceProvider.GetRequiredService<PlaceFinder>().Meant(place, default);
        var outcome = await scope
            .ServiceProvider.GetRequiredService<Fosse.Reporting.Reports>()
            .Submit(new(Guid.NewGuid(), BoxKey.New(), draft.At(meant), ReportChannel.Online), default);
        Assert.True(outcome.Accepted(out var receipt), string.Join("; ", outcome.Refusals));
        return await county.Do(db =>
            db.Set<IncidentReport>().Where(r => r.Reference == receipt.Reference).Select(r => r.RecordId).SingleAsync()
        );
    }

    private static Task<Outcome<IncidentReport>> Corrects(
        TestCounty county,
        Guid report,
        SignedIn by,
        Func<CorrectReport, OnReport, Task<Outcome<IncidentReport>>> does
    ) => Does(county, report, by, does);

    private static async Task<Outcome<IncidentReport>> Does<TDeed>(
        TestCounty county,
        Guid report,
        SignedIn by,
        Func<TDeed, OnReport, Task<Outcome<IncidentReport>>> does
    )
        where TDeed : notnull
    {
        var version = await county.Do(db => db.Set<IncidentReport>().Where(r => r.RecordId == report).Select(r => r.Version).SingleAsync());
        await using var scope = county.Services.CreateAsyncScope();
        return await does(scope.ServiceProvider.GetRequiredService<TDeed>(), new(report, version, by));
    }

    private static async Task<(ReportRead Read, IReadOnlyList<ChronologyLine> Lines)> Reads(TestCounty county, Guid report, SignedIn by)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var chronologies = scope.ServiceProvider.GetRequiredService<Chronologies>();
        IReadOnlyList<ChronologyLine> lines = [];
        var read = await scope
            .ServiceProvider.GetRequiredService<ReportReading>()
            .Read(
                new(by.Actor, ReportingPurposes.TriageReport, report, ""),
                default,
                async access => lines = await chronologies.Of(report, by, access, default)
            );
        Assert.True(read.Accepted(out var told), string.Join("; ", read.Refusals));
        return (told, lines);
    }

    private static async Task<IReadOnlyList<ChronologyLine>> History(TestCounty county, Guid report, SignedIn by)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var lines = await scope.ServiceProvider.GetRequiredService<Chronologies>().Of(report, by, null, default);
        return [.. lines.Where(l => l.Code.StartsWith("Deed.", StringComparison.Ordinal))];
    }

    private static Task<DeskFigures> Figures(TestCounty county, SignedIn by) =>
        county.Do(db => db.DeskFigures(by, county.Time.Now, default));
}

internal static class TodayInCounty
{
    public static DateOnly Today(this TestCounty county) => CountyClock.DayOf(county.Time.Now);
}
