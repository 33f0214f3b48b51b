using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.Privacy;
using Fosse.Tests.Reporting.Triage;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.RepeatVictimsCounted;

/// <summary>Joining two reports is told in both boxes, and the code of either, or staff, part them again.</summary>
public sealed class JoinedBoxesTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Both_boxes_are_told_and_whoever_has_the_code_of_either_parts_them(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var sent = new List<ReportReceipt>();
        foreach (var name in (string[])["Ann Finch", "Ben Dunnock", "Cal Siskin"])
            sent.Add(await county.Sends(ReportedCounty.Draft(name, "", "")));
        var (a, b, c) = (sent[0], sent[1], sent[2]);
        Assert.Empty((await county.Opens(a)).Joined);
        var at = county.Test.Time.Now;
        Assert.True((await county.Joins(a, b)).Accepted(out _));
        Assert.True((await county.Joins(b, c)).Accepted(out _));
        await county.Settles();
        Assert.Equal([(1, 1, 1), (2, 2, 1), (3, 3, 1)], await county.Counts(a, b, c));
        Assert.Equal([1, 2, 1], await Told(county, a, b, c));
        Assert.Equal((at, null), (await county.Opens(a)).Joined.Select(j => (j.At, j.PartedAt)).Single());

        // The holder of c was given a code too many: they count two again, and so does whoever was joined beyond.
        county.Test.Time.Move(TimeSpan.FromDays(1));
        Assert.True((await county.Parts(c)).Accepted(out var parted));
        Assert.Equal(county.Test.Time.Now, Assert.Single(parted.Joined).PartedAt);
        await county.Settles();
        Assert.Equal([(1, 1, 1), (2, 2, 1), (1, 1, 1)], await county.Counts(a, b, c));
        Assert.Equal([1, 1, 0], await Told(county, a, b, c));
        Assert.Equal(2, await Wall.Rows(county.Test, "p_proved_same"));
        var id = await county.IdOf(c);
        Assert.DoesNotContain(
            Risk.RepeatVictim,
            (await county.Test.Do(db => db.Set<IncidentReport>().AsNoTracking().SingleAsync(r => r.RecordId == id))).Risks
        );

        // Parted again nothing happens; joined again it counts again.
        await county.Test.With<CountParted>(again => again.React(new(id, Guid.NewGuid()), default));
        Assert.True((await county.Joins(c, b)).Accepted(out _));
        await county.Settles();
        Assert.Equal([(1, 1, 1), (2, 2, 1), (3, 3, 1)], await county.Counts(a, b, c));
        Assert.Equal([1, 2, 1], await Told(county, a, b, c));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_that_was_begun_from_an_open_box_is_told_in_both_and_parted_however_often_it_was_joined(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var first = await county.Sends(ReportedCounty.Draft("Ann Finch", "", ""));
        var second = await county.SendsAfter(first, ReportedCounty.Draft("Ben Dunnock", "", ""));
        Assert.True((await county.Joins(first, second)).Accepted(out _)); // once more, with both codes
        await county.Settles();
        Assert.Equal([2, 2], await Told(county, first, second));
        Assert.Equal([(1, 1, 1), (2, 2, 1)], await county.Counts(first, second));
        Assert.True((await county.Parts(first)).Accepted(out _));
        await county.Settles();
        Assert.Equal([0, 0], await Told(county, first, second));
        Assert.Equal([(1, 1, 1), (1, 1, 1)], await county.Counts(first, second));
        Assert.Equal(0, await Wall.Rows(county.Test, "p_proved_same"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_parts_by_a_wrong_code_or_by_a_letter_of_another_box(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var (a, b) = (await county.Sends(ReportedCounty.Draft("Ann Finch", "", "")), await county.Sends(ReportedCounty.Draft()));
        var stranger = await county.Sends(ReportedCounty.Draft("Ben Dunnock", "", ""));
        Assert.True((await county.Joins(a, b)).Accepted(out var own));
        var letter = Assert.Single(own.Joined).Letter;
        await county.Test.With<JoinReports>(async joins =>
        {
            var wrong = BoxKey.New().Secret(a.Reference);
            Assert.False((await joins.Part(a.Reference, wrong, letter, default)).Accepted(out _));
            Assert.False((await joins.Part(stranger.Reference, stranger.Secret, letter, default)).Accepted(out _));
            Assert.Null(await joins.Prepare(a.Reference, wrong, default));
        });
        Assert.Equal([1, 1], await Told(county, a, b));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Staff_part_with_a_reason_and_a_line_of_the_ledger(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (one, other) = (
            await county.Reports(),
            await county.Reports(change: d => d with { Name = "Ben Dunnock", Telephone = "01632 960 222", Email = "" })
        );
        Task<Outcome<IncidentReport>> Parts(string why, SignedIn? by = null) =>
            county.Does<PartReports, IncidentReport>(one, (part, on) => part.Handle(on, why, default), by);
        const string Why = "The neighbour was given the code by mistake";
        Assert.Contains("joined with no other", Assert.Single((await Parts(Why)).Refusals).Message, StringComparison.Ordinal);
        await county.County.With<JoinReports>(async joins =>
            Assert.True(
                (
                    await joins.Join(one.Receipt.Reference, one.Receipt.Secret, other.Receipt.Reference, other.Receipt.Secret, default)
                ).Accepted(out _)
            )
        );
        while (await county.County.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }
        Assert.Equal("parts", Assert.Single((await Parts(" ")).Refusals).Field);
        var council = await county.Joins(county.Partnership.Council, null);
        Assert.False((await Parts(Why, council)).Accepted(out _));
        Assert.Equal(2, await Proved());

        Assert.True((await Parts(Why)).Accepted(out _));
        while (await county.County.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }
        Assert.Equal(1, await Proved());
        Assert.Equal(0, await Wall.Rows(county.County, "p_proved_same"));
        Assert.NotNull(Assert.Single((await county.Follows(other)).Joined).PartedAt);
        var line = (await county.Ledger()).Single(l => l.Ground.StartsWith("Parted from 1", StringComparison.Ordinal));
        Assert.Equal((one.Id, county.Officer.AccountId, LedgerKind.Decided), (line.Subject!.Value, line.ActorId, line.Kind));
        Assert.Equal(DeedKind.Parted, (await county.County.Do(db => db.Set<ReportDeed>().SingleAsync())).Kind);

        Task<int> Proved() => county.County.Do(db => db.Set<ReportRepeats>().MaxAsync(r => r.Proved));
    }

    [Fact]
    public async Task The_page_of_the_other_report_says_so_and_parts_them()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var sent = new List<(string Reference, string Code)>();
        for (var i = 0; i < 2; i++)
        {
            var visitor = await PartnershipOfReports.TellsAnonymously(site, $"They drum in the yard until {i}", HappenedKind.Unknown);
            await visitor.Sends("Send the report");
            sent.Add((visitor.Text(".govuk-panel strong"), visitor.Text(".fosse-code")["Your code: ".Length..]));
        }
        var first = await Looks(sent[0]);
        await first.Sends("Join the two reports", ("other", sent[1].Reference), ("otherCode", sent[1].Code));
        var second = await Looks(sent[1]);
        Assert.Contains("this report was joined with another by somebody who has its code", second.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(sent[0].Reference, second.Text("main"), StringComparison.Ordinal);
        await second.Sends("Part them");
        Assert.Equal("The two reports are parted.", second.Text(".govuk-notification-banner__heading"));
        await first.Opens("/report/status/read");
        Assert.Contains("they were parted", first.Text("main"), StringComparison.Ordinal);

        async Task<Visitor> Looks((string Reference, string Code) own)
        {
            var visitor = await Visitor.Of(site.Client()).Opens("/report/status");
            await visitor.Sends("Look", ("reference", own.Reference), ("secret", own.Code));
            return visitor;
        }
    }

    private static async Task<List<int>> Told(ReportedCounty county, params ReportReceipt[] receipts)
    {
        var told = new List<int>();
        foreach (var receipt in receipts)
            told.Add((await county.Opens(receipt)).Joined.Count(j => j.PartedAt is null));
        return told;
    }
}
