using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Administration;

/// <summary>Somebody is called when guessing, emergencies, unusual reads or broken work are found. The call tells of nobody.</summary>
public sealed class CallingTests
{
    private const string Duty = "duty@county.example",
        Desk = "desk@police.example",
        Guessed = "ada.minister@test.example";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_is_on_duty_is_told_when_somebody_guesses_and_once_a_day_while_it_goes_on(string database)
    {
        await using var server = new MailServer();
        await using var county = await Mailing(database, server);
        await county.Works<CallDuty>();
        Assert.Empty(server.Taken);

        await Guesses(county);
        await county.Works<CallDuty>();
        await county.Works<CallDuty>(); // the same is not told twice
        var mail = Assert.Single(server.Taken);
        Assert.Contains($"RCPT TO:<{Duty}>", mail, StringComparison.Ordinal);
        Assert.Contains("Somebody guesses at sign-ins", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(Guessed, mail, StringComparison.OrdinalIgnoreCase);

        // Something else begins: told at once.
        await county.Do(db =>
        {
            db.Add(new TimetableEntry { Name = "some.job", DueAt = county.Time.Now });
            return db.SaveChangesAsync();
        });
        await county.Do(db => db.Set<TimetableEntry>().ExecuteUpdateAsync(s => s.SetProperty(e => e.Failures, 1)));
        await county.Works<CallDuty>();
        Assert.Contains("Jobs that fail: 1.", server.Taken[^1], StringComparison.Ordinal);
        // It is over, and begins anew: told again; and once more after a day.
        county.Time.Move(TimeSpan.FromMinutes(16));
        await county.Works<CallDuty>();
        Assert.Equal(2, server.Taken.Count);
        await Guesses(county);
        await county.Works<CallDuty>();
        Assert.Equal(3, server.Taken.Count);
        county.Time.Move(TimeSpan.FromDays(1));
        await county.Works<CallDuty>();
        Assert.Equal(4, server.Taken.Count);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_owner_of_a_record_is_told_of_an_emergency_at_once_and_of_unusual_reads_in_the_morning(string database)
    {
        await using var server = new MailServer();
        await using var county = await Mailing(database, server);
        var there = await Partnership.In(county);
        await county.Do(db =>
            db.Set<Agency>().Where(a => a.Id == there.Police.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Contact, Desk))
        );
        var officer = await there.Somebody(
            there.Police,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.WriteRecords
        );
        await there.Somebody(there.Police, Fosse.Accountability.AccountabilityPermissions.ReviewAccess);
        await there.Somebody(there.Council, Fosse.Accountability.AccountabilityPermissions.ReviewAccess);
        var carer = await there.Somebody(
            there.Council,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.BreakGlass
        );
        var record = await county.Holds(officer, name: "Wilhelmina Wagtail");
        await county.Reads(carer, record, "a child is in danger now", glass: true);
        await county.Works<WatchGlass>();
        await Drains(county);
        var mail = Assert.Single(server.Taken);
        Assert.Contains($"RCPT TO:<{Desk}>", mail, StringComparison.Ordinal);
        Assert.Contains("A record was opened in an emergency", mail, StringComparison.Ordinal);
        foreach (var never in (string[])["Wagtail", record.Reference, carer.AccountId.ToString(), "child"])
            Assert.DoesNotContain(never, mail, StringComparison.OrdinalIgnoreCase);

        // The reads of somebody else's record without a case are something to ask about, once.
        var colleague = await there.Somebody(there.Police, AccountsPermissions.Work, RecordsPermissions.ReadRecords);
        await county.Reads(colleague, record);
        await county.Works<TellUnusual>();
        await county.Works<TellUnusual>();
        Assert.Equal(2, server.Taken.Count);
        Assert.Contains("Something to ask about how records are read", server.Taken[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(record.Reference, server.Taken[^1], StringComparison.OrdinalIgnoreCase);
    }

    private static async Task Guesses(TestCounty county)
    {
        for (var i = 0; i < 21; i++)
            await county.With<SignInThrottle>(t => t.Begin(Account.Normalize(Guessed), $"10.1.1.{i}", null, default));
    }

    private static async Task Drains(TestCounty county)
    {
        while (await county.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }
    }

    private static Task<TestCounty> Mailing(string database, MailServer server) =>
        TestCounty.Open(database, services => server.TakesFor(services).Configure<DutyOptions>(duty => duty.To = Duty));
}
