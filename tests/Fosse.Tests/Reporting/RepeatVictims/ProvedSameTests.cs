using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.RepeatVictimsCounted;

/// <summary>Who has the code of a report has shown that it is theirs: at once or later, from one to the next, by nothing else.</summary>
public sealed class ProvedSameTests
{
    // Three reports in the order of their days; each pair is the open box and the code that is given there.
    public static TheoryData<string, string> Orders =>
        EachDatabase.Times(["01 12", "12 01", "10 21", "21 10", "02 12", "20 21", "02 01", "10 02 12 01", "01 01 12 21"]);

    [EachDatabase, MemberData(nameof(Orders))]
    public async Task Shown_later_in_whatever_order_it_is_as_if_it_had_been_shown_from_the_first(string database, string order)
    {
        await using var county = await ReportedCounty.Open(database);
        // Nothing that was typed is the same, and one gives no name.
        var sent = new[]
        {
            await county.Sends(ReportedCounty.Draft()),
            await county.Sends(ReportedCounty.Draft() with { Anonymous = true }),
            await county.Sends(ReportedCounty.Draft("A. Moved", "07700 900777", "7 Mill Road, LE9 9QX")),
        };
        await county.Settles();
        Assert.Equal([0, 0, 0], await county.Letters(sent));
        foreach (var pair in order.Split(' '))
        {
            Assert.True((await county.Joins(sent[pair[0] - '0'], sent[pair[1] - '0'])).Accepted(out _));
            county.Test.Time.Move(TimeSpan.FromDays(1));
            await county.Settles();
        }
        Assert.Equal([(1, 1, 1), (2, 2, 1), (3, 3, 1)], await county.Counts(sent));
        Assert.Equal([0, 0, 1], await county.Letters(sent));
        var last = await county.IdOf(sent[2]);
        Assert.Equal(
            [last],
            await county.Test.Do(async db =>
                (await db.Set<IncidentReport>().ToListAsync()).Where(r => r.Risks.Contains(Risk.RepeatVictim)).Select(r => r.RecordId)
            )
        );
        // Told again, nothing more is told.
        await county.Test.With<CountJoined>(again => again.React(new(last), default));
        await county.Test.With<CountJoined>(again => again.React(new(Guid.NewGuid()), default));
        Assert.Equal([0, 0, 1], await county.Letters(sent));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Shown_before_the_house_has_counted_it_is_counted_once(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var first = await county.Sends(ReportedCounty.Draft());
        var second = await county.SendsAfter(first, ReportedCounty.Draft());
        var third = await county.Sends(ReportedCounty.Draft("Ben Wagtail", "", ""));
        Assert.True((await county.Joins(first, third)).Accepted(out _));
        var id = await county.IdOf(first);
        await county.Test.With<CountJoined>(early => early.React(new(id), default)); // before it hears that they have come
        await county.Settles();
        Assert.Equal([(1, 1, 1), (2, 2, 2), (3, 3, 1)], await county.Counts(first, second, third));
        Assert.Equal([0, 0, 1], await county.Letters(first, second, third));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_only_possibly_the_same_counts_for_staff_beside_what_is_proved(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        await county.Sends(ReportedCounty.Draft());
        var second = await county.Sends(ReportedCounty.Draft());
        var third = await county.SendsAfter(second, ReportedCounty.Draft());
        await county.Settles();
        Assert.Equal([(2, 3, 3)], await county.Counts(third));
        Assert.Equal([0], await county.Letters(third));
        var id = await county.IdOf(third);
        await county.Test.Do(async db =>
        {
            Assert.Contains(Risk.RepeatVictim, (await db.Set<IncidentReport>().SingleAsync(r => r.RecordId == id)).Risks);
            Assert.Equal(1, (await db.Set<ReportRepeats>().SingleAsync(r => r.RecordId == id)).Possible);
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Where_one_is_forgotten_what_joined_it_goes_with_it_on_both_sides(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var first = await county.Sends(ReportedCounty.Draft("One Wagtail", "", ""));
        var second = await county.SendsAfter(first, ReportedCounty.Draft("Two Wagtail", "", ""));
        var third = await county.Sends(ReportedCounty.Draft("Three Wagtail", "", ""));
        Assert.True((await county.Joins(third, second)).Accepted(out _));
        var apart = await county.Sends(ReportedCounty.Draft("Four Wagtail", "", ""));
        await county.SendsAfter(apart, ReportedCounty.Draft("Five Wagtail", "", ""));
        Assert.Equal(6, await Wall.Rows(county.Test, "p_proved_same"));
        var before = (await county.Opens(second)).RecordId;

        var certificate = await county
            .Test.Services.GetRequiredService<ForgetSubject>()
            .Run(before, new(Guid.NewGuid(), Guid.NewGuid(), "test"), "Retention period over", default);
        Assert.Contains("links to others 2, ", certificate.Removed, StringComparison.Ordinal);
        Assert.Contains("p_proved_same 2, ", certificate.Removed, StringComparison.Ordinal);
        Assert.Equal(2, await Wall.Rows(county.Test, "p_proved_same")); // of the two that have nothing to do with it
        await county.Settles();
        Assert.Equal([(1, 1, 1), (1, 1, 1)], await county.Counts(first, third));

        // Somebody had begun the next one from its box.
        var next = await county.Sends(ReportedCounty.Draft("Six Wagtail", "", "") with { After = new(before, second.Reference) });
        await county.Settles();
        Assert.Equal([(1, 1, 1)], await county.Counts(next));
        Assert.Equal([0, 0, 0], await county.Letters(first, third, next));
        Assert.Equal(2, await Wall.Rows(county.Test, "p_proved_same"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_wrong_code_is_answered_as_at_the_door(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var own = await county.Sends(ReportedCounty.Draft("Ben Dunnock", "", ""));
        var victim = await county.Sends(ReportedCounty.Draft());
        var wrong = BoxKey.New().Secret(victim.Reference);
        var said = await Refused(new(victim.Reference, wrong));
        Assert.Equal(said, await Refused(new("R-2222-2222", wrong)));
        Assert.Equal(said, await Refused(new(victim.Reference, new string('x', 61))));
        Assert.Equal(said, await Refused(new(new string('R', 61), victim.Secret)));
        Assert.Contains("do not belong together", said, StringComparison.Ordinal);
        // The box of the one that is open has to open first.
        Assert.Equal(
            "reference",
            Assert.Single((await county.Joins(new(own.Reference, wrong), new(victim.Reference, victim.Secret))).Refusals).Field
        );
        for (var i = 0; i < 12; i++)
            Assert.Equal(said, await Refused(new(victim.Reference, wrong)));
        Assert.Equal(0, await Wall.Rows(county.Test, "p_proved_same"));
        // However many were wrong, whoever has the right one waits for nothing.
        Assert.Single((await county.Joins(own, own)).Refusals);
        Assert.True((await county.Joins(own, victim)).Accepted(out _));
        Assert.Equal(2, await Wall.Rows(county.Test, "p_proved_same"));

        async Task<string> Refused(ReportReceipt other)
        {
            var refusal = Assert.Single((await county.Joins(own, other)).Refusals);
            Assert.Equal("other", refusal.Field);
            return refusal.Message;
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_joins_the_same_two_again_adds_nothing_and_is_told_the_same(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var (one, other) = (await county.Sends(ReportedCounty.Draft()), await county.Sends(ReportedCounty.Draft("Ben Dunnock", "", "")));
        Assert.True((await county.Joins(one, other)).Accepted(out var first));
        await county.Settles();
        var (rows, lines) = (await Wall.Rows(county.Test, "p_proved_same"), await Lines());
        for (var i = 0; i < 6; i++)
        {
            Assert.True((await (i % 2 == 0 ? county.Joins(one, other) : county.Joins(other, one))).Accepted(out var again));
            Assert.Equal(i % 2 == 0 ? first.Reference : other.Reference, again.Reference);
        }
        await county.Settles();
        Assert.Equal((2, lines), (rows, await Lines()));
        Assert.Equal(rows, await Wall.Rows(county.Test, "p_proved_same"));

        Task<int> Lines() => county.Test.Do(db => db.Set<LedgerLine>().CountAsync());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task However_long_the_row_is_only_so_many_are_looked_at(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var row = Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).ToList();
        await county.Test.Do(async db =>
        {
            db.AddRange(row.Zip(row.Skip(1)).SelectMany(pair => ProvedSame.Of(pair.First, pair.Second, county.Test.Time.Now)));
            db.AddRange(ProvedSame.Of(row[0], row[2], county.Test.Time.Now)); // a circle
            await db.SaveChangesAsync();
        });
        var repeats = county.Test.Services.GetRequiredService<Repeats>();
        Assert.Equal(50, (await Proved(row[0])).Distinct().Count());
        var around = await Proved(row[30]);
        Assert.Equal(50, around.Distinct().Count());
        Assert.DoesNotContain(row[30], around);

        async Task<IReadOnlyList<Guid>> Proved(Guid subject) =>
            (await repeats.Of(subject, ReportingPurposes.TriageReport, "To count", default)).Proved;
    }
}
