using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Reporting.Open311;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Mailing;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>Hate, a threat, a child at risk: looked at within the hour, on top of every queue, and somebody is woken.</summary>
public sealed class UrgentReportTests
{
    private const string Duty = "duty@county.example",
        Desk = "desk@police.example";

    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task It_heads_the_queue_before_what_came_days_ago_and_is_the_next_one_that_is_taken(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var old = await county.Reports();
        county.County.Time.Move(TimeSpan.FromHours(71));
        var threat = await county.Reports(change: d => d with { Behaviour = "He said that he will kill me, with a knife in his hand" });
        county.County.Time.Move(TimeSpan.FromMinutes(20));
        var hate = await county.Reports("hate");

        var queue = await county.Queue();
        Assert.Equal([threat.Id, hate.Id, old.Id], queue.Select(l => l.RecordId));
        var (clock, now) = (queue[0].Clock, county.County.Time.Now);
        Assert.Equal((ReportingDeadlines.Look, now.AddMinutes(40), DeadlineState.Warned), (clock.Kind, clock.By, clock.At(now)));
        Assert.Equal([threat.Id, hate.Id], (await county.Queue(filter: new(QueueShows.Urgent))).Select(l => l.RecordId));
        // The old one is due in a moment, and still they stand before it in the list of what is due.
        var due = await county.Partnership.Asks<DueList, IReadOnlyList<DueLine>>(list => list.Near(county.Officer, default));
        Assert.Equal([threat.Id, hate.Id, old.Id], due.Select(l => l.About));
        Assert.Equal(new UrgentCounts(2, 0), await Counts());
        county.County.Time.Move(TimeSpan.FromMinutes(41));
        Assert.Equal(new UrgentCounts(2, 1), await Counts());
        Assert.True(
            (await county.Partnership.Asks<TakeNext, Outcome<Guid>>(next => next.Handle(county.Officer, default))).Accepted(out var taken)
        );
        Assert.Equal(threat.Id, taken);
        Assert.Equal(new UrgentCounts(2, 1), await Counts()); // to have it is not to have looked

        await Opens(county, threat);
        Assert.Equal(new UrgentCounts(1, 0), await Counts());
        // Looked at, it is owed a reply of its own, before others, and never in days.
        var line = (await county.Queue()).Single(l => l.RecordId == threat.Id);
        Assert.Equal(line.SubmittedAt.AddHours(24), line.DueAt);
        Assert.Equal((ReportingDeadlines.UrgentReply, line.SubmittedAt.AddHours(24)), (line.Clock.Kind, line.Clock.By));
        Assert.Equal([hate.Id, threat.Id, old.Id], (await county.Queue()).Select(l => l.RecordId));

        Task<UrgentCounts> Counts() => county.County.Do(db => db.UrgentReports(county.Officer, county.County.Time.Now, default));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Duty_and_agency_are_woken_at_once_and_again_until_somebody_has_looked_and_the_mail_tells_of_nobody(string database)
    {
        await using var server = new MailServer();
        await using var county = await Mailing(database, server);
        await county.Reports();
        await county.County.Works<WakeDeadlines>();
        Assert.Empty(server.Taken); // an ordinary report wakes nobody

        var child = await county.Reports("child");
        await county.County.Works<WakeDeadlines>();
        await county.County.Works<WakeDeadlines>(); // the same minute wakes nobody twice
        Assert.Equal(2, server.Taken.Count);
        Assert.Equal([Desk, Duty], server.Taken.Select(To));
        foreach (var mail in server.Taken)
        {
            Assert.Contains("that nobody has looked at: 1.", mail, StringComparison.Ordinal);
            Assert.Contains("10:30", mail, StringComparison.Ordinal);
            foreach (var never in (string[])[TriageCounty.Canary, child.Receipt.Reference, TriageCounty.Telephone, "Kanarien", "stones"])
                Assert.DoesNotContain(never, mail, StringComparison.OrdinalIgnoreCase);
        }
        county.County.Time.Move(TimeSpan.FromMinutes(59));
        await county.County.Works<WakeDeadlines>();
        Assert.Equal(2, server.Taken.Count);
        county.County.Time.Move(TimeSpan.FromMinutes(1));
        await county.County.Works<WakeDeadlines>();
        Assert.Equal(4, server.Taken.Count);
        Assert.Contains("Still nobody has looked. This is call number 2.", server.Taken[^1], StringComparison.Ordinal);

        await Opens(county, child);
        county.County.Time.Move(TimeSpan.FromHours(5));
        await county.County.Works<WakeDeadlines>();
        Assert.Equal(4, server.Taken.Count);
        Assert.Equal(0, await county.County.Do(db => db.Set<DeadlineCall>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_gets_it_from_another_agency_is_woken_anew_and_when_one_mailbox_is_full_the_other_still_is(string database)
    {
        await using var server = new MailServer();
        await using var county = await Mailing(database, server);
        var hate = await county.Reports("hate");
        await county.County.Works<WakeDeadlines>();
        await Opens(county, hate);
        Assert.Equal(2, server.Taken.Count);
        await county.Partnership.Agree(
            county.Partnership.Today.AddYears(1),
            new AgreementScope
            {
                AgreementId = Guid.Empty,
                Class = ReportingDataClasses.Report,
                Purpose = ReportingPurposes.TriageReport,
                Level = SharingLevel.Read,
            }
        );
        await county.Did<RedirectReport, IncidentReport>(
            hate,
            (redirect, on) => redirect.Handle(on, county.Partnership.Council.Id, "It is their estate and their tenant", default)
        );
        await county.County.Works<WakeDeadlines>();
        Assert.Equal([Desk, Duty, Duty], server.Taken.Select(To)); // the council's contact is no mailbox, so duty alone
        var report = await county.Now(hate);
        Assert.Equal((county.County.Time.Now.AddHours(1), null), (report.LookBy, report.LookedAt));
        Assert.Equal(report.SubmittedAt.AddHours(24), report.ReplyDueAt); // the clock runs on
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_threat_that_is_told_later_makes_it_urgent_and_the_reporter_is_told_the_hour_and_not_three_days(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        Assert.Null((await county.Follows(sent)).LookBy);
        county.County.Time.Move(TimeSpan.FromHours(3));
        await county.Partnership.Asks<ReporterDesk, Outcome<OwnReport>>(desk =>
            desk.Write(sent.Receipt.Reference, sent.Receipt.Secret, "They came back and said they would stab my son", default)
        );
        var report = await county.Now(sent);
        Assert.Contains(Risk.Threat, report.Risks);
        Assert.Equal(county.County.Time.Now.AddHours(1), (await county.Follows(sent)).LookBy);
        Assert.Equal(ReportingDeadlines.Look, Assert.Single(await county.Queue()).Clock.Kind);
        await Opens(county, sent);
        Assert.Null((await county.Follows(sent)).LookBy);
        // Another agency that looks at it has not looked for those who have it.
        Assert.NotNull((await county.Now(sent)).LookedAt);
    }

    [Fact]
    public async Task Neither_staff_nor_the_reporter_see_days_that_are_left_of_the_ordinary_promise()
    {
        await using var county = await TriageCounty.Open(TestCounty.Sqlite);
        county.County.Time.Now = TimeProvider.System.GetUtcNow().AddMinutes(-5); // the site goes by the clock on the wall
        var sent = await county.Reports("hate");
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens("/work/reports");
        Assert.Contains("Nobody has looked at an urgent report", officer.Text(".fosse-urgent"), StringComparison.Ordinal);
        Assert.Contains("Urgent: to be looked at by", officer.Text(".fosse-queue__due"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d d \d", officer.Text(".fosse-queue__due"));
        await officer.Opens("/work");
        Assert.Contains($"Look at the urgent report {sent.Receipt.Reference}", officer.Text(".fosse-waits--due"), StringComparison.Ordinal);
        await officer.Opens($"/work/reports/{sent.Id}");
        await officer.Sends("Open the report");
        Assert.Contains("Urgent: reply by", officer.Text(".fosse-report-head"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d d \d", officer.Text(".fosse-report-head"));

        var standing = await county.Follows(await county.Reports("hate"));
        Assert.NotNull(standing.LookBy);
    }

    private static async Task Opens(TriageCounty county, Sent sent)
    {
        var read = await county.Partnership.Asks<ReportReading, Outcome<ReportRead>>(reading =>
            reading.Read(new(county.Officer.Actor, ReportingPurposes.TriageReport, sent.Id, ""), default)
        );
        Assert.True(read.Accepted(out _), string.Join("; ", read.Refusals));
    }

    private static string To(string mail) => mail.Split("RCPT TO:<")[1].Split('>')[0];

    private static async Task<TriageCounty> Mailing(string database, MailServer server)
    {
        var county = await TriageCounty.Open(
            database,
            services => server.TakesFor(services).Configure<DutyOptions>(duty => duty.To = Duty)
        );
        await county.County.Do(db =>
            db.Set<Agency>().Where(a => a.Id == county.Partnership.Police.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Contact, Desk))
        );
        return county;
    }
}
