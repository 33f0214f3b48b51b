using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Foundation;

/// <summary>What is owed, how it stands, and who is woken for it: one mechanism for every clock of the house.</summary>
public sealed class DeadlineTests
{
    private static readonly DateTimeOffset Friday = new(2026, 4, 2, 15, 0, 0, TimeSpan.Zero); // Maundy Thursday, 16:00 in the county

    [Fact]
    public void Working_days_leave_out_weekends_and_bank_holidays_and_know_until_when_they_know_them()
    {
        Assert.False(WorkingDays.Is(new(2026, 4, 3))); // Good Friday
        Assert.Equal(new(2026, 4, 7), WorkingDays.After(new(2026, 4, 2), 1)); // past Easter Monday
        Assert.Equal(new(2026, 4, 2), WorkingDays.After(new(2026, 4, 7), -1));
        Assert.Equal(new(2026, 12, 29), WorkingDays.After(new(2026, 12, 24), 1)); // Boxing Day is a Saturday, and Monday instead
        Assert.True(WorkingDays.KnownUntil >= 2028);
    }

    [Fact]
    public void A_length_goes_by_the_clock_or_to_the_end_of_a_day_of_the_county()
    {
        Assert.Equal(Friday.AddHours(72), DeadlineLength.Of(TimeSpan.FromHours(72)).After(Friday));
        Assert.Equal(new DateTimeOffset(2026, 4, 7, 23, 0, 0, TimeSpan.Zero), Next(DeadlineLength.WorkingDays(1).After(Friday)));
        Assert.Equal(new DateTimeOffset(2026, 4, 16, 23, 0, 0, TimeSpan.Zero), Next(DeadlineLength.Days(14).After(Friday)));
        Assert.Equal(new DateOnly(2026, 2, 28), DeadlineLength.Months(1).After(new DateOnly(2026, 1, 31)));
        // Over the change of the clocks a day is a day, and 24 hours are 24 hours.
        var before = new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(before.AddHours(24), DeadlineLength.Of(TimeSpan.FromHours(24)).After(before));
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 23, 0, 0, TimeSpan.Zero), Next(DeadlineLength.Days(1).After(before)));

        static DateTimeOffset Next(DateTimeOffset last) => last.AddTicks(TimeSpan.TicksPerMicrosecond);
    }

    [Fact]
    public void What_is_owed_is_due_then_near_then_late_or_done_or_stopped()
    {
        var rule = ReplyClock.Rule;
        var (from, by) = (Friday, Friday.AddHours(72));
        Assert.Equal(by, rule.Since(from).By);
        Assert.Equal(DeadlineState.Due, rule.Since(from).At(by.AddHours(-8).AddTicks(-1)));
        Assert.Equal(DeadlineState.Warned, rule.Since(from).At(by.AddHours(-8)));
        Assert.Equal(DeadlineState.Warned, rule.Since(from).At(by)); // at the very end it is in time, as the figures count it
        Assert.Equal(DeadlineState.Missed, rule.Since(from).At(by.AddTicks(1)));
        var late = rule.Since(from, met: by.AddHours(1));
        Assert.Equal((DeadlineState.Met, true), (late.At(by.AddDays(9)), late.MetLate));
        Assert.Equal(DeadlineState.Paused, rule.Since(from, paused: from).At(by.AddDays(9)));
    }

    // A room that kept a clock of its own would be missing here.
    [Fact]
    public async Task Every_kind_that_rooms_declare_is_in_the_list_of_deadlines()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var rules = county.Services.GetServices<DeadlineRule>().OrderBy(r => r.Kind.Code, StringComparer.Ordinal);
        HouseRules.Approved.IsPart(
            "| what | how long | near | ended by | wakes |\n| --- | --- | --- | --- | --- |\n"
                + string.Concat(rules.Select(r => $"| `{r.Kind}` | {r.Length} | {Near(r)} | {r.Met} | {Wakes(r)} |\n")),
            "deadlines",
            "docs",
            "running",
            "deadlines.md"
        );

        static string Near(DeadlineRule rule) => rule.Warns is { } warns ? $"{warns} before" : "at once";

        static string Wakes(DeadlineRule rule)
        {
            if (rule.Wakes is not { } wakes)
                return "nobody: it is shown";
            var again = wakes.Again.TotalDays >= 1 ? DeadlineLength.Days((int)wakes.Again.TotalDays) : DeadlineLength.Of(wakes.Again);
            var from = wakes.From switch
            {
                DeadlineState.Due => "at once",
                DeadlineState.Warned => "when it is near",
                _ => "when it is late",
            };
            return $"the agency{(wakes.Duty ? " and `Duty:To`" : "")}, {from}, again after {again}";
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_due_is_one_list_of_whoever_may_see_it_and_of_nobody_else(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(
            there.Police,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.WriteRecords
        );
        var office = await there.Somebody(there.Police, AccountsPermissions.Work, AccountabilityPermissions.AnswerSubjectRequests);
        var others = await there.Somebody(there.Council, AccountsPermissions.Work, AccountabilityPermissions.AnswerSubjectRequests);
        var record = await county.Holds(officer);
        await there.Asks<SubjectRequests, Outcome<SubjectRequest>>(r =>
            r.Register(new(record.Reference, SubjectRequestKind.Copy, there.Today, ""), office, default)
        );
        Task<IReadOnlyList<DueLine>> Near(SignedIn who) => there.Asks<DueList, IReadOnlyList<DueLine>>(due => due.Near(who, default));

        Assert.Empty(await Near(office)); // in a month
        county.Time.Move(TimeSpan.FromDays(26));
        var line = Assert.Single(await Near(office));
        Assert.Equal((record.Reference, SubjectDeadline.Kind, true), (line.Name, line.Deadline.Kind, line.Deadline.OfADay));
        Assert.Equal(DeadlineState.Warned, line.Deadline.At(county.Time.Now));
        Assert.Empty(await Near(officer));
        Assert.Empty(await Near(others));
        county.Time.Move(TimeSpan.FromDays(6));
        Assert.Equal(DeadlineState.Missed, Assert.Single(await Near(office)).Deadline.At(county.Time.Now));
    }

    [Fact]
    public void A_review_is_owed_in_working_days()
    {
        var review = ReviewDeadlines.GlassRule.Since(Friday);
        Assert.Equal(new DateOnly(2026, 4, 9), CountyClock.DayOf(review.By)); // Tuesday, Wednesday, Thursday after Easter
        Assert.Equal(DeadlineState.Warned, review.At(CountyClock.StartOf(new(2026, 4, 8))));
    }
}
