using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.HouseRules;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

public sealed class RetentionTests
{
    private static readonly Permission[] Office = [AccountsPermissions.Work, AccountabilityPermissions.ManageRetention];
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
    ];

    [Fact]
    public void Every_class_of_data_has_a_standard_rule() =>
        Assert.Equal(TheHouse.Words.DataClasses, StandardRetention.Rules(TheHouse.Words).Select(r => r.Class));

    [Fact]
    public void Every_column_behind_the_wall_says_how_long_it_is_kept()
    {
        var lines = Repository
            .Read("docs", "data-inventory.csv")
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Where(l => l.StartsWith("p_", StringComparison.Ordinal))
            .Select(l => l.Split(','))
            .ToList();
        Assert.NotEmpty(lines);
        Assert.All(
            lines,
            l => Assert.Contains(l[3], (string[])["as its retention rule says", "as its record", "until the person is forgotten"])
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_database_refuses_a_record_of_a_class_without_a_rule(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        await county.Do(db => db.Set<RetentionRule>().Where(r => r.Class == RecordsDataClasses.Health).ExecuteDeleteAsync());
        await Assert.ThrowsAsync<DbUpdateException>(() =>
            county.Do(async db =>
            {
                db.Add(
                    new SubjectRecord
                    {
                        Reference = "P-1",
                        AgencyId = there.Police.Id,
                        Class = RecordsDataClasses.Health,
                        OpenedAt = county.Time.Now,
                    }
                );
                await db.SaveChangesAsync();
            })
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_run_forgets_what_is_due_keeps_what_is_held_and_leaves_a_certificate(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Office));
        var (gone, held, reviewed, young, open) = (
            await county.Holds(officer),
            await county.Holds(officer),
            await county.Holds(officer, RecordsDataClasses.Safeguarding),
            await county.Holds(officer),
            await county.Holds(officer)
        );
        var old = new DateTimeOffset(1990, 1, 31, 12, 0, 0, TimeSpan.Zero);
        foreach (var record in new[] { gone, held, reviewed })
            await county.Closed(record, old);
        await county.Closed(young, county.Time.Now.AddDays(-30));
        await county.With<RetentionDesk>(async desk =>
            Accepted(await desk.Place(new(held.Reference, "Inquest 2025/114"), office, default))
        );

        await county.Works<ApplyRetention>();
        await county.Works<ApplyRetention>(); // told twice: nothing is left to forget
        var runs = await county.Do(db => db.RetentionRuns(default));
        Assert.Equal([(2, 0, 1, 1), (3, 1, 1, 1)], runs.Select(r => (r.Due, r.Forgotten, r.Held, r.ForReview)));
        Assert.Equal(
            [gone.Id],
            await county.Do(db => db.Set<SubjectRecord>().Where(r => r.ForgottenAt != null).Select(r => r.Id).ToListAsync())
        );
        Assert.NotNull(await county.Do(db => db.Set<SubjectRecord>().SingleAsync(r => r.Id == open.Id)));

        var first = runs[1];
        var certificate = (await county.Do(db => db.RetentionRun(first.Id, default)))!;
        Assert.True(certificate.AsWritten);
        Assert.NotNull(certificate.Records.Single(r => r.Record.RecordId == gone.Id).LedgerLine);
        await county.Do(db =>
            db.Set<RetentionRunRecord>()
                .Where(r => r.RunId == first.Id && r.RecordId == held.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Result, RetentionResult.Forgotten))
        );
        Assert.False((await county.Do(db => db.RetentionRun(first.Id, default)))!.AsWritten);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_a_rule_leaves_to_a_person_is_kept_to_a_day_or_forgotten_by_them(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office, other) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, Office),
            await there.Somebody(there.Council, Office)
        );
        var record = await county.Holds(officer, RecordsDataClasses.Safeguarding);
        await county.Closed(record, new(1990, 1, 31, 12, 0, 0, TimeSpan.Zero));
        await county.With<RetentionDesk>(async desk =>
        {
            Assert.Contains(
                "has not come",
                Refused(await desk.Decide(new(record.Id, null, "no longer needed"), other, default)),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "within five years",
                Refused(await desk.Decide(new(record.Id, new(2035, 1, 1), "still at risk"), office, default)),
                StringComparison.Ordinal
            );
            Accepted(await desk.Decide(new(record.Id, new(2025, 6, 1), "still at risk"), office, default));
            Assert.Contains(
                "decided already",
                Refused(await desk.Decide(new(record.Id, null, "no longer needed"), office, default)),
                StringComparison.Ordinal
            );
            county.Time.Move(TimeSpan.FromDays(100));
            Accepted(await desk.Decide(new(record.Id, null, "no longer needed"), office, default));
        });
        Assert.Null((await county.Do(db => db.Set<SubjectRecord>().SingleAsync())).ForgottenAt);
        Assert.Contains(
            "Somebody else",
            Refused(await county.Approves(AccountabilityDeeds.ForgetRecord, record.Id, office)),
            StringComparison.Ordinal
        );
        Accepted(await county.Approves(AccountabilityDeeds.ForgetRecord, record.Id, await there.Somebody(there.Police, Office)));
        Assert.NotNull((await county.Do(db => db.Set<SubjectRecord>().SingleAsync())).ForgottenAt);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_rule_that_somebody_else_has_changed_is_not_overwritten(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var office = await there.Somebody(there.Police, Office);
        var change = new ChangeRetentionRule(
            RecordsDataClasses.Health,
            0,
            "Know what a partner needs",
            "UK GDPR Article 5(1)(e)",
            6,
            RetentionAction.Forget
        );
        await county.With<RetentionDesk>(async desk =>
        {
            Assert.Contains(
                "1 to 1,200 months",
                Refused(await desk.Change(change with { Months = 0 }, office, default)),
                StringComparison.Ordinal
            );
            Accepted(await desk.Change(change, office, default));
        });
        Accepted(
            await county.Approves(
                AccountabilityDeeds.ChangeRetention,
                RetentionDeed.IdOf(change.Class),
                await there.Somebody(there.Police, Office)
            )
        );
        await county.With<RetentionDesk>(async desk =>
            Assert.Contains(
                "Somebody else has changed",
                Refused(await desk.Change(change with { Months = 9 }, office, default)),
                StringComparison.Ordinal
            )
        );
        Assert.Equal(6, (await county.Do(db => db.Set<RetentionRule>().SingleAsync(r => r.Class == RecordsDataClasses.Health))).Months);
    }

    [Theory]
    [InlineData("2025-03-14T01:00:00Z", "2025-03-14T02:30:00Z")]
    [InlineData("2025-03-14T03:00:00Z", "2025-03-15T02:30:00Z")]
    [InlineData("2025-07-14T03:00:00Z", "2025-07-15T01:30:00Z")]
    public void The_night_is_the_county_s(string now, string next) =>
        Assert.Equal(
            DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            Daily.After(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), new(2, 30))
        );
}
