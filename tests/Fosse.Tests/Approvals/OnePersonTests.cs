using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Approvals;

/// <summary>Somebody has two accounts, and it is known: what one of them may not, the other may not.</summary>
public sealed class OnePersonTests
{
    private const string Why = "checks what the landlord has said about it";

    private static readonly Permission[] All =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.SearchRecords,
        RecordsPermissions.BreakGlass,
        AccountabilityPermissions.ManageRetention,
        AccountabilityPermissions.ReviewAccess,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_conflict_of_interest_is_of_a_person_and_not_of_an_account(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (declares, twin) = await Two(there, All);
        var (writer, second) = (await there.Somebody(there.Police, All), await there.Somebody(there.Police, All));
        var record = await county.Holds(writer);
        await county.With<WorkOnRecord>(async w => Accepted(await w.DeclareConflict(record.Id, declares, default)));
        var hold = Guid.Empty;
        await county.With<RetentionDesk>(async d => hold = Accepted(await d.Place(new(record.Reference, "Inquest"), second, default)).Id);
        await county.With<RetentionDesk>(async d => Accepted(await d.Lift(hold, second, default)));

        foreach (var account in (SignedIn[])[declares, twin])
        {
            foreach (var glass in (bool[])[false, true])
                await county.With<RecordReading>(async reading =>
                    Assert.Contains(
                        "conflict",
                        Refused(await reading.Read(new(account.Actor, RecordsPurposes.InvestigateCase, record.Id, Why, glass, 5), default)),
                        StringComparison.OrdinalIgnoreCase
                    )
                );
            await county.With<PersonSearch>(async search =>
                Assert.Empty(
                    Accepted(await search.Find(new("Wagtail", "", null, "", RecordsPurposes.InvestigateCase, Why), account, default)).Own
                )
            );
            Assert.Contains(
                "conflict",
                Refused(await county.Approves(AccountabilityDeeds.LiftHold, hold, account)),
                StringComparison.Ordinal
            );
            await county.With<WorkOnRecord>(async w =>
            {
                Assert.False((await w.Assign(record.Id, account.AccountId, "Deputy", writer, default)).Accepted(out _));
                Assert.False((await w.Assign(record.Id, writer.AccountId, "Deputy", account, default)).Accepted(out _));
                Assert.False((await w.Close(record.Id, "The work on it is done", false, account, default)).Accepted(out _));
            });
        }
        Assert.Null((await county.Do(db => db.Set<SubjectRecord>().SingleAsync())).ClosedAt);

        // Whoever may, closes it, and the ledger says who.
        await county.With<WorkOnRecord>(async w => Accepted(await w.Close(record.Id, "The work on it is done", false, writer, default)));
        Assert.Equal(
            (writer.AccountId, (Guid?)record.Id, "Closed."),
            (await county.Lines()).Where(l => l.Kind is LedgerKind.Decided).Select(l => (l.ActorId, l.Subject, l.Ground)).Last()
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_closed_record_is_opened_again_with_a_reason_that_stands_sealed_in_the_ledger(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var writer = await there.Somebody(there.Police, RecordsPermissions.WriteRecords);
        var stranger = await there.Somebody(there.Council, RecordsPermissions.WriteRecords);
        var record = await county.Holds(writer);
        await county.With<WorkOnRecord>(async w =>
        {
            Assert.Contains(
                "not closed",
                Refused(await w.Reopen(record.Id, "It began anew in the street", writer, default)),
                StringComparison.Ordinal
            );
            Accepted(await w.Close(record.Id, "The work on it is done", false, writer, default));
            Assert.Contains("Say why", Refused(await w.Reopen(record.Id, "x", writer, default)), StringComparison.Ordinal);
            Assert.False((await w.Reopen(record.Id, "It began anew in the street", stranger, default)).Accepted(out _));
            Assert.Null(Accepted(await w.Reopen(record.Id, "It began anew in the street", writer, default)).ClosedAt);
        });
        var line = (await county.Lines()).Last(l => l.Kind is LedgerKind.Decided);
        Assert.Equal((writer.AccountId, (Guid?)record.Id, "Opened again."), (line.ActorId, line.Subject, line.Ground));
        Assert.NotNull(line.Typed);
        Assert.Null(line.Reason);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_declares_it_works_on_the_record_under_none_of_their_accounts(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (declares, twin) = await Two(there, All);
        var writer = await there.Somebody(there.Police, All);
        var record = await county.Holds(writer);
        await county.With<WorkOnRecord>(async w => Accepted(await w.Assign(record.Id, twin.AccountId, "Deputy", writer, default)));
        await county.With<WorkOnRecord>(async w => Accepted(await w.DeclareConflict(record.Id, declares, default)));
        var assigned = await county.Do(db => db.Set<RecordAssignment>().SingleAsync(a => a.AccountId == twin.AccountId));
        Assert.False(assigned.IsInForceOn(there.Today));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_reviews_what_they_read_under_another_account(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (reader, twin) = await Two(there, All);
        var other = await there.Somebody(there.Police, All);
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        await county.Reads(reader, record);
        var line = (await county.Lines()).Single(l => l.Kind == LedgerKind.Opened);
        await there.Add(
            new AccessReview
            {
                Line = line.Sequence,
                AgencyId = there.Police.Id,
                Kind = AccessReviewKind.Sample,
                WaitsSince = county.Time.Now,
            }
        );
        Assert.True((await county.Do(db => db.ReviewLine(line.Sequence, AccessReviewKind.Sample, twin, default)))!.Mine);
        ConcludeReview fine = new(line.Sequence, AccessReviewKind.Sample, ReviewOutcome.Justified, "");
        await county.With<AccessReviews>(async r => Assert.False((await r.Conclude(fine, twin, default)).Accepted(out _)));
        await county.With<AccessReviews>(async r => Accepted(await r.Conclude(fine, other, default)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Glass_is_broken_where_another_person_reviews_it_and_counts_for_all_accounts(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        Permission[] reviews = [AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess];
        var (reader, twin) = await Two(there, [.. All.Except(reviews), AccountsPermissions.Work], reviews);
        var council = await there.Somebody(there.Council, RecordsPermissions.WriteRecords);
        var (first, next) = (await county.Holds(council), await county.Holds(council, name: "Bo Swift"));
        await Breaks(reader, first, false); // the only one who reviews is the reader

        await there.Somebody(there.Council, reviews); // who looks at what was broken of theirs
        await there.Somebody(there.Police, reviews);
        await Breaks(reader, first, true);
        await county.Works<WatchGlass>();
        var line = (await county.Lines()).Single(l => l.Kind == LedgerKind.BrokeGlass).Sequence;
        await county.With<AccessReviews>(async r =>
            Assert.False(
                (await r.Conclude(new(line, AccessReviewKind.BrokenGlass, ReviewOutcome.Justified, ""), twin, default)).Accepted(out _)
            )
        );
        // One waits for its review: neither account breaks another.
        var both = await there.Somebody(there.Police, All);
        await county.Do(db =>
            db.Set<Account>()
                .Where(a => a.Id == both.AccountId)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.SamePersonAs, (Guid?)reader.AccountId))
        );
        var limits = await Waits(reader);
        Assert.Equal(limits, await Waits(await there.As(both.AccountId)));
        Assert.Equal(1, limits);

        Task<int> Waits(SignedIn who) => county.Do(db => GlassOf(db, who.AccountId));

        async Task Breaks(SignedIn who, SubjectRecord record, bool may) =>
            await county.With<RecordReading>(async reading =>
                Assert.Equal(
                    may,
                    (
                        await reading.Read(
                            new(who.Actor, RecordsPurposes.InvestigateCase, record.Id, "a child is said to be alone there", true, 5),
                            default
                        )
                    ).Accepted(out _)
                )
            );
    }

    private static Task<int> GlassOf(SafetyDb db, Guid account) =>
        Fosse.Accountability.Audit.GlassQueries.GlassWaiting(db, account, default);

    /// <summary>Two accounts of one person, of the police.</summary>
    private static async Task<(SignedIn, SignedIn)> Two(Partnership there, Permission[] first, Permission[]? second = null)
    {
        var (one, other) = (await there.Somebody(there.Police, first), await there.Somebody(there.Police, second ?? first));
        await there.County.Do(db =>
            db.Set<Account>()
                .Where(a => a.Id == other.AccountId)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.SamePersonAs, (Guid?)one.AccountId))
        );
        return (await there.As(one.AccountId), await there.As(other.AccountId));
    }
}
