using System.Net;
using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

/// <summary>What a rule picks out is asked about by a person, once.</summary>
public sealed class UnusualAnswerTests
{
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        AccountabilityPermissions.ReviewAccess,
    ];
    private static readonly Permission[] Office = [AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_finding_is_dealt_with_by_somebody_else_in_a_note_that_is_kept_and_later_reads_are_asked_about_anew(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (writer, reader, office, other) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, Office),
            await there.Somebody(there.Council, Office)
        );
        var record = await county.Holds(writer); // of no case
        await county.Reads(reader, record);
        await county.Reads(reader, record);
        var finding = Assert.Single(await Open(county, office)).Finding;
        Assert.Equal((UnusualRule.WithoutCase, 2), (finding.Rule, finding.Count));
        await county.Reads(reader, record); // while the form is open

        var answer = new AnswerFinding(finding.Rule, finding.Reader, null, finding.Lines[^1], "On the duty rota that evening");
        Assert.Contains("your own reads", await No(county, answer, reader), StringComparison.Ordinal);
        Assert.Contains(
            "Your role",
            await No(county, answer, await there.Somebody(there.Police, AccountsPermissions.Work)),
            StringComparison.Ordinal
        );
        Assert.Contains("dealt with this already", await No(county, answer, other), StringComparison.Ordinal);
        Assert.Contains("at least 10 characters", await No(county, answer with { Note = " fine " }, office), StringComparison.Ordinal);
        await county.With<UnusualAnswers>(async answers => Assert.Equal(2, Accepted(await answers.Answer(answer, office, default)).Count));
        Assert.Contains("dealt with this already", await No(county, answer, office), StringComparison.Ordinal);

        var left = Assert.Single(await Open(county, office)).Finding;
        Assert.Equal([3L], left.Lines);
        var front = await county.Do(db => db.UnusualFinding(office, left.Rule, left.Reader, null, county.Time.Now, default));
        Assert.Equal(("On the duty rota that evening", office.Name), (Assert.Single(front!.Earlier).Answer.Note, front.Earlier[0].By));

        // Kept when the reads themselves have left the four weeks.
        county.Time.Move(TimeSpan.FromDays(40));
        var page = await county.Do(db => db.UnusualPage(office, 1, county.Time.Now, default));
        Assert.Equal((0, "On the duty rota that evening"), (page.Open.Count, Assert.Single(page.Answered).Answer.Note));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Open_ones_come_first_and_the_list_goes_on_on_a_second_page(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (writer, office) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Office));
        var record = await county.Holds(writer);
        for (var i = 0; i < UnusualQueries.PageSize + 2; i++)
            await county.Reads(await there.Somebody(there.Police, Officers), record);
        foreach (var line in (await Open(county, office)).Take(4))
        {
            await county.With<UnusualAnswers>(async answers =>
                Accepted(
                    await answers.Answer(
                        new(line.Finding.Rule, line.Finding.Reader, null, line.Finding.Lines[^1], "Asked, and they knew why"),
                        office,
                        default
                    )
                )
            );
        }
        var first = await county.Do(db => db.UnusualPage(office, 1, county.Time.Now, default));
        var second = await county.Do(db => db.UnusualPage(office, 2, county.Time.Now, default));
        Assert.Equal((23, 2, 2), (first.Open.Count, first.Answered.Count, first.Pages));
        Assert.Equal((0, 2), (second.Open.Count, second.Answered.Count));
        Assert.Equal(4, first.Answered.Concat(second.Answered).Select(a => a.Answer.Id).Distinct().Count());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task At_the_site_a_supervisor_writes_what_they_found_and_the_first_page_of_work_says_what_waits(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Partner");
        var writer = await Officer.Joins(county, Officer.Agency, Officers);
        var reader = await Officer.Joins(county, Officer.Agency, Officers);
        var carer = await Officer.Joins(
            county,
            "Test Council",
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.BreakGlass
        );
        await Officer.Joins(county, "Test Council", AccountabilityPermissions.ReviewAccess);
        var today = CountyClock.DayOf(TimeProvider.System.GetUtcNow());
        county.Time.Now = TimeProvider.System.GetUtcNow();
        var record = await county.Holds(await Who(writer));
        await county.Reads(await Who(reader), record);
        await county.Reads(await Who(carer), record, "a child is in danger now", glass: true);

        var office = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            AccountabilityPermissions.ReviewAccess,
            AccountabilityPermissions.AnswerSubjectRequests
        );
        await office.Opens("/work");
        Assert.Contains("1 record was opened in an emergency", office.All(".fosse-waits a"));
        Assert.Contains("Nothing of yours is late or near its time.", office.All("p"));
        await county.Do(async db =>
        {
            db.Add(
                new SubjectRequest
                {
                    RecordId = record.Id,
                    AgencyId = record.AgencyId,
                    Kind = SubjectRequestKind.Copy,
                    ReceivedOn = today.AddDays(-40),
                    DueOn = today.AddDays(-10),
                    TakenBy = writer,
                }
            );
            db.Add(
                new SubjectRequest
                {
                    RecordId = record.Id,
                    AgencyId = record.AgencyId,
                    Kind = SubjectRequestKind.WhoLooked,
                    ReceivedOn = today.AddDays(-1),
                    DueOn = today.AddDays(20),
                    TakenBy = writer,
                }
            );
            await db.SaveChangesAsync();
        });
        await office.Opens("/work");
        var due = Assert.Single(
            office.Page.QuerySelectorAll(".fosse-waits li"),
            li => li.TextContent.Contains(record.Reference, StringComparison.Ordinal)
        );
        Assert.Contains("10 days late", due.QuerySelector(".fosse-deadline")!.TextContent, StringComparison.Ordinal);

        await office.Opens("/work/access/unusual");
        await office.Opens(office.Page.QuerySelector(".fosse-attention a")!.GetAttribute("href")!);
        Assert.Equal("Reads by Robin Test", office.Heading);
        await office.Sends("Mark as dealt with", ("Note", ""));
        Assert.Contains("Say what you found", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await office.Sends("Mark as dealt with", ("Note", "On the duty rota that evening"));
        Assert.Contains("What you found is kept", office.Text(".govuk-notification-banner"), StringComparison.Ordinal);
        Assert.Contains("On the duty rota that evening", office.All(".fosse-attention .fosse-said"));
        Assert.Contains("dealt with", office.Text(".govuk-inset-text"), StringComparison.Ordinal);

        await office.Opens($"/work/access/unusual/Anything/{reader}");
        Assert.Equal(HttpStatusCode.NotFound, office.Status);

        Task<SignedIn> Who(Guid account) => county.Do(async db => (await db.WhoIs(account, today, default))!);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_owner_is_told_of_a_broken_glass_with_the_read_and_not_when_the_timetable_comes_by(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, carer) = (
            await there.Somebody(there.Police, [.. Officers, RecordsPermissions.BreakGlass]),
            await there.Somebody(there.Council, [.. Officers, RecordsPermissions.BreakGlass])
        );
        foreach (var agency in new[] { there.Police, there.Council })
            await there.Somebody(agency, AccountabilityPermissions.ReviewAccess);
        var record = await county.Holds(officer);
        await county.Reads(officer, record, "");
        Assert.Equal(0, await Told(county));
        await county.Reads(carer, record, "a child is in danger now", glass: true);
        Assert.Equal(1, await Told(county));
        await county.Works<WatchGlass>();
        Assert.Equal(1, await Told(county));
    }

    private static Task<int> Told(TestCounty county) =>
        county.Do(db => db.Set<OutboxMessage>().CountAsync(m => m.Name == GlassBroken.Name));

    private static Task<IReadOnlyList<UnusualLine>> Open(TestCounty county, SignedIn who) =>
        county.Do(db => db.UnusualAccess(who.AgencyId, county.Time.Now, default));

    private static async Task<string> No(TestCounty county, AnswerFinding answer, SignedIn by)
    {
        var said = "";
        await county.With<UnusualAnswers>(async answers => said = Refused(await answers.Answer(answer, by, default)));
        return said;
    }
}
