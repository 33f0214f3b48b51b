using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Triage;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Chronology;

/// <summary>One visit is one look, and tasks are seen by those whom they concern.</summary>
public sealed class TasksAtWorkTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_visit_with_what_was_saved_in_it_is_one_line_of_who_looked_with_its_count(string database)
    {
        await using var at = await AtWork.Open(database);
        var record = await at.County.County.Holds(at.County.Officer);
        var officer = await Enters(at, record.Id);
        await officer.Sends("Add it", ("Work.Entry", "Spoke to the landlord, who writes to the tenant"));
        await officer.Sends("Add it", ("Work.Entry", "short"));
        await officer.Sends("Add it", ("Work.Entry", "Rang the landlord again, and nobody answered"));
        var lines = (await at.County.Ledger()).Count(l => l.Kind is LedgerKind.Opened && l.Subject == record.Id);
        Assert.True(lines > 2, $"The ledger keeps all: {lines}");
        var looks = await at.County.County.Do(db =>
            Fosse.Accountability.Subjects.LooksOnRecord.LooksOn(db, record.Id, at.County.Officer, default)
        );
        Assert.Single(looks);
        await officer.Opens($"/work/records/{record.Id}");
        Assert.Contains("Who looked (1)", officer.Text("main"), StringComparison.Ordinal);
        Assert.Contains($"{lines} times", officer.Text("main"), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_record_with_open_tasks_asks_before_it_is_closed_and_wants_to_know_why(string database)
    {
        await using var at = await AtWork.Open(database);
        var record = await at.County.County.Holds(at.County.Officer);
        var officer = await Enters(at, record.Id);
        await officer.Sends("Set the task", ("Work.Task", "Ring the depot about the film"), ("Work.In", "1"));
        await officer.Sends("Set the task", ("Work.Task", "Ask the school for the names"), ("Work.In", "7"));
        var today = CountyClock.DayOf(TimeProvider.System.GetUtcNow());
        Assert.Equal(
            [today.AddDays(1), today.AddDays(7)],
            await at.County.County.Do(db => db.Set<RecordTask>().OrderBy(t => t.DueOn).Select(t => t.DueOn).ToListAsync())
        );
        await at.County.County.Do(db =>
            db.Set<RecordTask>()
                .Where(t => t.DueOn == today.AddDays(1))
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.DueOn, today.AddDays(-1)))
        );
        await officer.Sends("Close the record", ("why", "no"));
        Assert.Contains("why", officer.Text(".govuk-error-summary"), StringComparison.OrdinalIgnoreCase);
        await officer.Sends("Close the record", ("why", "The tenant has moved away and it is quiet"));
        Assert.Contains("2 tasks are open, 1 of them late", officer.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Null(await ClosedAt());
        await officer.Sends("Close the record", ("why", "The tenant has moved away and it is quiet"), ("anyway", "true"));
        Assert.Empty(officer.All(".govuk-error-summary"));
        Assert.NotNull(await ClosedAt());
        Assert.NotNull((await at.County.Ledger()).Last(l => l.Kind is LedgerKind.Decided && l.Subject == record.Id).Typed);

        Task<DateTimeOffset?> ClosedAt() =>
            at.County.County.Do(db => db.Set<SubjectRecord>().Where(r => r.Id == record.Id).Select(r => r.ClosedAt).SingleAsync());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_sergeant_sees_the_late_tasks_of_their_team_and_the_tile_counts_what_its_list_shows(string database)
    {
        await using var at = await AtWork.Open(database);
        var sent = await at.County.Reports(team: at.County.Response);
        await at.County.Reports();
        var theirs = await at.County.Joins(at.County.Partnership.Police, at.County.Response);
        await at.County.County.Do(async db =>
        {
            db.Add(
                new RecordTask
                {
                    Id = Guid.CreateVersion7(),
                    RecordId = sent.Id,
                    AccountId = theirs.AccountId,
                    DueOn = at.County.Partnership.Today.AddDays(-2),
                    SetBy = theirs.AccountId,
                    SetAt = at.County.County.Time.Now.AddDays(-5),
                }
            );
            return await db.SaveChangesAsync();
        });
        var sergeant = await at.County.Joins(
            at.County.Partnership.Police,
            at.County.Response,
            Fosse.Accounts.AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            Fosse.Partnership.PartnershipPermissions.AnswerDisclosures
        );
        var visitor = await Officer.Enters(at.Site, sergeant.AccountId);
        await visitor.Opens("/work");
        Assert.Contains(
            visitor.All(".fosse-waits--due li"),
            li => li.Contains(sent.Receipt.Reference, StringComparison.Ordinal) && li.Contains("task", StringComparison.OrdinalIgnoreCase)
        );
        // An officer of the other team owes nothing there.
        var other = await Officer.Enters(at.Site, at.County.Officer.AccountId);
        await other.Opens("/work");
        Assert.DoesNotContain(other.All(".fosse-waits--due li"), li => li.Contains(sent.Receipt.Reference, StringComparison.Ordinal));
        var tile = visitor
            .Page.QuerySelectorAll(".fosse-waits a")
            .Single(a => Visitor.Words(a).StartsWith("Waiting for a reply", StringComparison.Ordinal));
        Assert.Contains("reply: 1,", Visitor.Words(tile), StringComparison.Ordinal);
        await visitor.Opens(tile.GetAttribute("href")!);
        Assert.Equal("1 report", visitor.All("h2").Single(h => h.Contains(" report", StringComparison.Ordinal) && char.IsDigit(h[0])));
    }

    private static async Task<Visitor> Enters(AtWork at, Guid record)
    {
        var officer = await Officer.Enters(at.Site, at.County.Officer.AccountId);
        await officer.Opens($"/work/records/{record}");
        await officer.Sends("Open the record", ("Purpose", nameof(RecordsPurposes.InvestigateCase)));
        return officer;
    }
}
