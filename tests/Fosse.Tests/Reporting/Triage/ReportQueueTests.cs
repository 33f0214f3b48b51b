using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>What waits, for whom, in which order, and who may read it.</summary>
public sealed class ReportQueueTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_held_comes_first_then_what_is_due_first_and_what_has_been_answered_last(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var answered = await county.Reports();
        await county.Replies(answered);
        county.County.Time.Move(TimeSpan.FromHours(5));
        var old = await county.Reports();
        county.County.Time.Move(TimeSpan.FromHours(50));
        var young = await county.Reports("street-drinking");
        county.County.Time.Move(TimeSpan.FromHours(20));
        var held = await county.Reports("child");

        var opened = (await county.Ledger()).Count;
        Assert.Equal([held.Id, old.Id, young.Id, answered.Id], (await county.Queue()).Select(l => l.RecordId));
        var line = (await county.Queue())[1];
        Assert.Equal(("A group causing trouble", ReportState.Submitted, "Beat", null), (line.Category, line.State, line.Team, line.With));
        Assert.Equal(line.SubmittedAt.AddHours(72), line.DueAt);
        Assert.Equal([Risk.Safeguarding], (await county.Queue())[0].Risks);

        Task<IReadOnlyList<QueueLine>> Part(QueueShows shows) => county.Queue(filter: new(shows));
        Assert.Equal([answered.Id], (await Part(QueueShows.Answered)).Select(l => l.RecordId));
        // at 12:30 of 17 March its three days are over at 14:30
        Assert.Equal([old.Id], (await Part(QueueShows.Today)).Select(l => l.RecordId));
        Assert.Empty(await Part(QueueShows.Overdue));
        county.County.Time.Move(TimeSpan.FromHours(3));
        // Nobody has looked at the child's within its hour, and the old one was to be answered by now.
        Assert.Equal([held.Id, old.Id], (await Part(QueueShows.Overdue)).Select(l => l.RecordId));
        Assert.Equal(
            new QueueCounts(3, 2, 0, 0, 3, 1, 0),
            await county.County.Do(db => db.ReportsWaiting(county.Officer, county.County.Time.GetUtcNow(), default))
        );
        Assert.Equal(opened, (await county.Ledger()).Count); // looking at the queue opens nothing
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_queue_is_that_of_ones_teams_with_what_has_no_team_and_never_of_another_agency(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (ours, theirs, nobodys, councils) = (
            await county.Reports(),
            await county.Reports(team: county.Response),
            await county.Reports(),
            await county.Reports("noise", d => d with { Answers = new Dictionary<string, IReadOnlyList<string>> { ["noise"] = ["music"] } })
        );
        await county.County.Do(async db =>
        {
            (await db.Set<SubjectRecord>().SingleAsync(r => r.Id == nobodys.Id)).TeamId = null;
            await db.SaveChangesAsync();
        });
        Assert.Equal([ours.Id, nobodys.Id], (await county.Queue()).Select(l => l.RecordId));
        Assert.Equal([ours.Id, theirs.Id, nobodys.Id], (await county.Queue(filter: new(Agency: true))).Select(l => l.RecordId));
        Assert.Equal([theirs.Id], (await county.Queue(filter: new(Team: county.Response.Id))).Select(l => l.RecordId));
        var chief = await county.Joins(county.Partnership.Police, null);
        Assert.Equal(3, (await county.Queue(chief)).Count);
        Assert.Equal([councils.Id], (await county.Queue(await county.Joins(county.Partnership.Council, null))).Select(l => l.RecordId));
        // A role in the team that lets nobody read records brings no queue.
        var analyst = await county.Joins(county.Partnership.Police, county.Beat, AccountsPermissions.Work);
        await Assert.ThrowsAsync<NotPermittedException>(() => county.Queue(analyst));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_queue_of_ones_team_is_the_reason_to_read_and_elsewhere_it_is_typed(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        var response = await county.Joins(county.Partnership.Police, county.Response);
        Task<Outcome<ReportRead>> Reads(SignedIn who, string reason = "", Purpose? purpose = null) =>
            county.Partnership.Asks<ReportReading, Outcome<ReportRead>>(reading =>
                reading.Read(new(who.Actor, purpose ?? ReportingPurposes.TriageReport, sent.Id, reason), default)
            );

        Assert.True((await Reads(county.Officer)).Accepted(out var read));
        Assert.Contains(TriageCounty.Canary, read.Behaviour, StringComparison.Ordinal);
        Assert.Equal(("Asha Wagtail", "Weekdays before 3 pm"), (read.Reporter.Name, read.Reporter.SafeContact));
        Assert.False((await Reads(response)).Accepted(out _));
        Assert.True((await Reads(response, "The control room asked what is known")).Accepted(out _));
        // The queue is for triage alone.
        Assert.False((await Reads(county.Officer, purpose: RecordsPurposes.InvestigateCase)).Accepted(out _));
        Assert.False((await Reads(await county.Joins(county.Partnership.Council, null), "We would like to know as well")).Accepted(out _));

        Assert.Equal(
            [
                (LedgerKind.Opened, ReasonFrom.TeamQueue, "In the queue: Beat"),
                (LedgerKind.Refused, ReasonFrom.None, null),
                (LedgerKind.Opened, ReasonFrom.Typed, null),
                (LedgerKind.Refused, ReasonFrom.None, null),
                (LedgerKind.Refused, ReasonFrom.None, null),
            ],
            (await county.Ledger()).Select(l => (l.Kind, l.ReasonFrom, l.Reason))
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_next_one_goes_to_one_officer_each_however_many_ask_at_once(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (first, second) = (await county.Reports(), await county.Reports());
        var colleague = await county.Joins(county.Partnership.Police, county.Beat);
        Task<Outcome<Guid>> Next(SignedIn who) => county.Partnership.Asks<TakeNext, Outcome<Guid>>(next => next.Handle(who, default));
        var taken = await Task.WhenAll(new[] { county.Officer, colleague }.Select(who => Task.Run(() => Next(who))));
        Assert.Equal([first.Id, second.Id], taken.Select(t => t.Accepted(out var id) ? id : default).Order());
        Assert.Contains("nothing in your queue", (await Next(colleague)).Refusals.Single().Message, StringComparison.Ordinal);
        Assert.All(await county.Queue(), l => Assert.Equal((ReportState.Assigned, true), (l.State, l.With is not null)));
        Assert.Single(await county.Queue(filter: new(QueueShows.Mine)));
        Assert.Equal(2, await county.County.Do(db => db.Set<RecordAssignment>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_code_takes_no_report_from_the_queue_that_somebody_has_to_look_at(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports("child");
        Assert.Equal(ReportState.SafeguardingHold, (await county.Now(sent)).State);
        var own = await county.Partnership.Asks<ReporterDesk, Outcome<OwnReport>>(desk =>
            desk.Withdraw(sent.Receipt.Reference, sent.Receipt.Secret, default)
        );
        Assert.True(own.Accepted(out var report));
        while (await county.County.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }
        Assert.Equal(ReportState.SafeguardingHold, (await county.Now(sent)).State);
        Assert.Contains(await county.Queue(filter: new(Agency: true)), line => line.RecordId == sent.Id);
        // Who has the code sees that it was asked for; whoever reads that does not learn what is thought of it.
        Assert.Equal(ReportState.SafeguardingHold, report.State);
        Assert.Contains(report.Letters, l => l.Words.StartsWith("I wish to withdraw", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_that_its_reporter_withdraws_leaves_the_queue_and_one_that_is_opened_again_comes_back_due(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (withdrawn, again) = (await county.Reports(), await county.Reports());
        await county.Did<AssignReport, IncidentReport>(withdrawn, (assign, on) => assign.Handle(on, county.Officer.AccountId, default));
        await county.Partnership.Asks<ReporterDesk, Outcome<OwnReport>>(desk =>
            desk.Withdraw(withdrawn.Receipt.Reference, withdrawn.Receipt.Secret, default)
        );
        await county.Replies(again);
        await county.Did<CloseReport, IncidentReport>(again, (close, on) => close.Handle(on, ClosingReason.AdviceGiven, "", default));
        Assert.Empty(await county.Queue());

        county.County.Time.Move(TimeSpan.FromDays(9));
        Assert.True(
            (
                await county.Partnership.Asks<ReporterDesk, Outcome<OwnReport>>(desk =>
                    desk.Reopen(again.Receipt.Reference, again.Receipt.Secret, "They are back", default)
                )
            ).Accepted(out _)
        );
        await county.Drains();
        var line = Assert.Single(await county.Queue());
        Assert.Equal(
            (again.Id, ReportState.Submitted, true, (DateTimeOffset?)county.County.Time.Now.AddHours(72)),
            (line.RecordId, line.State, line.Reopened, line.DueAt)
        );
        // What is over is no reason to read any more.
        Assert.False(
            (
                await county.Partnership.Asks<ReportReading, Outcome<ReportRead>>(reading =>
                    reading.Read(new(county.Officer.Actor, ReportingPurposes.TriageReport, withdrawn.Id, ""), default)
                )
            ).Accepted(out _)
        );
        Assert.Equal(
            2,
            await county.County.Do(db =>
                db.Set<SubjectRecord>().CountAsync(r => r.InQueue == (r.Id == again.Id) && (r.ClosedAt == null) == (r.Id == again.Id))
            )
        );
    }
}
