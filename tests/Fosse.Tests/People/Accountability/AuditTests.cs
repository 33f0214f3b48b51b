using System.Text;
using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

public sealed class AuditTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        AccountabilityPermissions.ReviewAccess,
        AccountabilityPermissions.ReadLedger,
    ];
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.BreakGlass,
        AccountabilityPermissions.ReviewAccess,
    ];

    [Fact]
    public void The_sample_takes_about_one_read_in_twenty()
    {
        var taken = Enumerable
            .Range(0, 20_000)
            .Count(i => SampleReads.Takes(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i))));
        Assert.InRange(taken, 900, 1100);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_sample_is_drawn_by_the_hash_once_and_confirmed_by_somebody_else(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office, other) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, Office),
            await there.Somebody(there.Council, Office)
        );
        var record = await county.Holds(officer);
        do
        {
            await county.Reads(officer, record, "");
        } while (!(await county.Lines()).Exists(l => SampleReads.Takes(l.Hash)));
        var expected = (await county.Lines()).Where(l => SampleReads.Takes(l.Hash)).Select(l => l.Sequence).ToList();

        await county.Works<SampleReads>();
        await county.Works<SampleReads>();
        Assert.Equal(expected, await county.Do(db => db.Set<AccessReview>().OrderBy(r => r.Line).Select(r => r.Line).ToListAsync()));
        var line = expected[0];
        await county.With<AccessReviews>(async reviews =>
        {
            Assert.Contains(
                "your own read",
                Refused(await reviews.Conclude(new(line, AccessReviewKind.Sample, ReviewOutcome.Justified, ""), officer, default)),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "no such line",
                Refused(await reviews.Conclude(new(line, AccessReviewKind.Sample, ReviewOutcome.Justified, ""), other, default)),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "what is to be done",
                Refused(await reviews.Conclude(new(line, AccessReviewKind.Sample, ReviewOutcome.NotJustified, ""), office, default)),
                StringComparison.Ordinal
            );
            Accepted(await reviews.Conclude(new(line, AccessReviewKind.Sample, ReviewOutcome.Justified, ""), office, default));
            Assert.Contains(
                "already",
                Refused(await reviews.Conclude(new(line, AccessReviewKind.Sample, ReviewOutcome.Justified, ""), office, default)),
                StringComparison.Ordinal
            );
        });
        Assert.Empty(await county.Do(async db => (await db.WaitingReviews(office, default)).Where(w => w.Line.Sequence == line).ToList()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_broken_glass_is_with_its_owner_at_once_and_announced_once(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, carer, owner) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Council, Officers),
            await there.Somebody(there.Police, Office)
        );
        await there.Somebody(there.Council, Office);
        var record = await county.Holds(officer);
        await county.Reads(carer, record, "a child is in danger now", glass: true);
        Assert.Equal((1, 0), await county.Do(db => db.ReviewsWaiting(owner, default))); // before any job has run
        Assert.Equal((0, 0), await county.Do(db => db.ReviewsWaiting(carer, default))); // not with the reader's agency

        await county.Works<WatchGlass>();
        await county.Works<WatchGlass>();
        Assert.Equal((1, 0), await county.Do(db => db.ReviewsWaiting(owner, default)));
        Assert.Equal(1, await county.Do(db => db.Set<OutboxMessage>().CountAsync(m => m.Name == GlassBroken.Name)));
        var line = (await county.Do(db => db.WaitingReviews(owner, default))).Single();
        await county.With<AccessReviews>(async reviews =>
            Accepted(
                await reviews.Conclude(
                    new(line.Line.Sequence, AccessReviewKind.BrokenGlass, ReviewOutcome.NotJustified, "Speak to their manager"),
                    owner,
                    default
                )
            )
        );
        Assert.Equal((0, 0), await county.Do(db => db.ReviewsWaiting(owner, default)));
        await county.With<TypedReasons>(async reasons =>
        {
            Assert.Contains(
                "no reason given",
                Refused(await reasons.Read(line.Line.Sequence, "", 1, owner, default)),
                StringComparison.Ordinal
            );
            Assert.Equal(
                "a child is in danger now",
                Accepted(await reasons.Read(line.Line.Sequence, "reviews the emergency", 4, owner, default))
            );
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Lines_are_the_agency_s_own_and_those_of_others_about_its_records(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, carer, owner, council) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Council, Officers),
            await there.Somebody(there.Police, Office),
            await there.Somebody(there.Council, Office)
        );
        var (police, own) = (await county.Holds(officer), await county.Holds(carer));
        await county.Reads(officer, police, ""); // 1
        await county.Reads(carer, own, ""); // 2
        await county.Reads(carer, police, "a child is in danger now", glass: true); // 3
        Assert.Equal([3L, 1L], await Seen(owner, new()));
        Assert.Equal([3L, 2L], await Seen(council, new()));
        Assert.Equal([3L], await Seen(owner, new(Person: carer.AccountId)));
        Assert.Equal([1L], await Seen(owner, new(Kind: LedgerKind.Opened)));
        Assert.Equal([2L], await Seen(council, new(Reference: own.Reference)));
        Assert.Empty(await Seen(owner, new(From: new(2025, 3, 15))));
        Assert.Equal([3L, 1L], await Seen(owner, new(From: new(2025, 3, 14), To: new(2025, 3, 14))));
        Assert.Equal([1L], await Seen(owner, new(Before: 3)));

        Task<List<long>> Seen(SignedIn who, LedgerFilter filter) =>
            county.Do(async db => (await db.Ledger(who, filter, default)).Rows.Select(r => r.Line.Sequence).ToList());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_export_is_approved_by_a_second_person_and_every_row_says_who_took_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, asker, second) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, Office),
            await there.Somebody(there.Police, Office)
        );
        var record = await county.Holds(officer);
        await county.Do(db => db.Set<RecordAssignment>().ExecuteDeleteAsync());
        await county.Reads(officer, record, "the neighbour Ben Bloggs called us");
        var id = Guid.Empty;
        await county.With<LedgerExports>(async exports =>
        {
            id = Accepted(await exports.Ask(new("Annual audit 2025", new(2025, 3, 1), new(2025, 3, 14)), asker, default)).Id;
            Assert.Contains("Nobody has approved", Refused(await exports.Make(id, asker, default)), StringComparison.Ordinal);
            Assert.Contains("Somebody else", Refused(await exports.Decide(id, true, asker, default)), StringComparison.Ordinal);
            Accepted(await exports.Decide(id, true, second, default));
            Assert.Contains("Only the person who asked", Refused(await exports.Make(id, second, default)), StringComparison.Ordinal);
        });
        await county.With<LedgerExports>(async exports =>
        {
            var text = Encoding.UTF8.GetString(Accepted(await exports.Make(id, asker, default)).Bytes);
            var rows = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.EndsWith($"\"{asker.Name}, Police\",2025-03-14T09:30:00Z,{id}", row, StringComparison.Ordinal));
            Assert.DoesNotContain("Bloggs", text, StringComparison.Ordinal);
            county.Time.Move(TimeSpan.FromDays(15));
            Assert.Contains("for 14 days", Refused(await exports.Make(id, asker, default)), StringComparison.Ordinal);
        });
        Assert.Contains(
            (await county.Lines()),
            l => l.Kind == LedgerKind.Exported && l.Ground.Contains(id.ToString(), StringComparison.Ordinal)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_look_at_a_namesake_or_a_neighbour_is_found_by_numbers_alone(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, writer) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        await county.Do(db =>
            db.Set<Account>().Where(a => a.Id == officer.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.Name, "Robin Wagtail"))
        );
        var (namesake, neighbour, neither) = (
            await county.Holds(writer, address: "1 High Street"),
            await county.Holds(writer, name: "Asha Swift", address: "7 mill ln, Quorn"),
            await county.Holds(writer, name: "Asha Swift", address: "1 High Street")
        );
        await county.With<OwnStreets>(async streets => Accepted(await streets.Give("Mill Lane", officer, default)));
        foreach (var record in new[] { namesake, neighbour, neither })
            await county.Reads(officer, record);
        await county.Works<FindLikenesses>();
        await county.Works<FindLikenesses>();
        Assert.Equal(
            [(1L, UnusualRule.SameSurname), (2L, UnusualRule.OwnStreet)],
            (await county.Do(db => db.Set<AccessLikeness>().OrderBy(l => l.Line).ToListAsync())).Select(l => (l.Line, l.Rule))
        );
        Assert.DoesNotContain("Mill", (await county.Do(db => db.Set<OwnStreet>().SingleAsync())).Words, StringComparison.Ordinal);
        var found = await county.Do(db => db.UnusualAccess(there.Police.Id, county.Time.Now, default));
        Assert.Equal([UnusualRule.OwnStreet, UnusualRule.SameSurname, UnusualRule.WithoutCase], found.Select(f => f.Finding.Rule));
        // the comparison itself is written down
        Assert.Contains(await county.Lines(), l => l is { Kind: LedgerKind.Searched, ReasonFrom: ReasonFrom.Job });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_share_of_typed_reasons_and_the_seconds_they_take_are_shown_by_agency(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, colleague, carer) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Council, Officers)
        );
        await there.Somebody(there.Council, Office);
        var record = await county.Holds(officer);
        for (var i = 0; i < 6; i++)
            await county.Reads(officer, record, "", seconds: null);
        for (var i = 1; i <= 4; i++)
            await county.Reads(colleague, record, seconds: i * 10);
        await county.Reads(carer, record, "a child is in danger now", glass: true); // too few to show
        var shown = Assert.Single(await county.Do(db => db.Friction(officer, county.Time.Now, default)));
        Assert.Equal(
            ("Police", 10, 6, 4, 0, 25d),
            (shown.Agency, shown.Reads, shown.FromAssignment, shown.Typed, shown.BrokenGlass, shown.MedianSeconds!.Value)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_nightly_walk_says_whether_the_ledger_is_whole(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        var record = await county.Holds(officer);
        await county.Reads(officer, record, "");
        Assert.Null(await county.Do(db => db.LedgerState(default)));
        await county.Works<CheckLedger>();
        Assert.True((await county.Do(db => db.LedgerState(default)))!.Whole);
    }
}
