using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

/// <summary>What is decided about a record, a read or a proposal without opening anybody's words has its line in the ledger, too.</summary>
public sealed class DecidedLinesTests
{
    private static readonly Permission[] Everything =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        AccountabilityPermissions.ManageRetention,
        AccountabilityPermissions.AnswerSubjectRequests,
        AccountabilityPermissions.ReadLedger,
        AccountabilityPermissions.ReviewAccess,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Holding_keeping_and_answering_a_person_say_who_did_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var one = await there.Somebody(there.Police, Everything);
        var record = await county.Holds(
            await there.Somebody(there.Police, RecordsPermissions.WriteRecords),
            RecordsDataClasses.Safeguarding
        );
        await county.Closed(record, new(1990, 1, 31, 12, 0, 0, TimeSpan.Zero));
        var until = there.Today.AddYears(2);
        await county.With<RetentionDesk>(async d => Accepted(await d.Place(new(record.Reference, "Inquest"), one, default)));
        await county.With<RetentionDesk>(async d => Accepted(await d.Decide(new(record.Id, until, "an inquiry is coming"), one, default)));
        await county.With<SubjectRequests>(async requests =>
        {
            var request = Accepted(
                await requests.Register(new(record.Reference, SubjectRequestKind.Erasure, there.Today, "Please forget me"), one, default)
            );
            foreach (var step in (SubjectRequestStep[])[SubjectRequestStep.ConfirmIdentity, SubjectRequestStep.Refuse])
                Accepted(await requests.Take(new(request.Id, step, "Showed a passport at the desk"), one, default));
        });
        Assert.Equal(
            [
                "Hold placed.",
                $"Kept until {until:yyyy-MM-dd}.",
                "Request of its person: Erasure, registered.",
                "Request of its person: Erasure, ConfirmIdentity, IdentityConfirmed.",
                "Request of its person: Erasure, Refuse, Refused.",
            ],
            (await Decided(county, one)).Where(l => l.Subject == record.Id).Select(l => l.Ground)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Work_on_a_record_a_review_and_a_conflict_say_who_did_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (one, reader) = (await there.Somebody(there.Police, Everything), await there.Somebody(there.Police, Everything));
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        await county.Reads(reader, record);
        var read = (await county.Lines()).Single(l => l.Kind is LedgerKind.Opened).Sequence;
        await there.Add(
            new AccessReview
            {
                Line = read,
                AgencyId = there.Police.Id,
                Kind = AccessReviewKind.Sample,
                WaitsSince = county.Time.Now,
            }
        );
        await county.With<AccessReviews>(async r =>
            Accepted(await r.Conclude(new(read, AccessReviewKind.Sample, ReviewOutcome.Justified, ""), one, default))
        );
        await county.With<WorkOnRecord>(async w =>
        {
            var assigned = Accepted(await w.Assign(record.Id, reader.AccountId, "Deputy", one, default));
            Accepted(await w.EndAssignment(record.Id, assigned.Id, "They are on leave from Monday", one, default));
            Accepted(await w.DeclareConflict(record.Id, one, default));
        });
        Assert.Equal(
            [
                $"Review of line {read} (Sample): Justified.",
                $"Account {reader.AccountId:d}: works on it no more.",
                "Conflict of interest declared.",
            ],
            (await Decided(county, one)).Where(l => l.Subject == record.Id).Select(l => l.Ground)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_proposal_that_is_replaced_or_lapses_says_so(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (one, two) = (await there.Somebody(there.Police, Everything), await there.Somebody(there.Police, Everything));
        var record = await county.Holds(
            await there.Somebody(there.Police, RecordsPermissions.WriteRecords),
            RecordsDataClasses.Safeguarding
        );
        await county.Closed(record, new(1990, 1, 31, 12, 0, 0, TimeSpan.Zero));
        await county.With<RetentionDesk>(async d => Accepted(await d.Decide(new(record.Id, null, "no longer needed"), one, default)));
        await county.With<RetentionDesk>(async d => Accepted(await d.Decide(new(record.Id, null, "not needed at all"), two, default)));
        Assert.Equal(
            [(ApprovalStep.Proposed, one.AccountId), (ApprovalStep.Withdrawn, two.AccountId), (ApprovalStep.Proposed, two.AccountId)],
            (await county.Do(db => db.Set<ApprovalAct>().OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync())).Select(a =>
                (a.Step, a.AccountId)
            )
        );
        Assert.Contains(
            await Decided(county, two),
            l => l.Ground.StartsWith("ForgetRecord: Withdrawn, Withdrawn. Proposal ", StringComparison.Ordinal)
        );
        county.Time.Move(TimeSpan.FromDays(31));
        await county.Works<LapseApprovals>();
        var lapsed = (await county.Lines()).Single(l => l.Kind is LedgerKind.Decided && l.ActorId == Actor.TheHouse);
        Assert.Equal((record.Id, there.Police.Id), (lapsed.Subject, lapsed.AgencyId));
        Assert.StartsWith("Lapsed: ForgetRecord. Proposal ", lapsed.Ground, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_waits_in_a_queue_is_worked_on_there_and_in_no_other_way(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var one = await there.Somebody(there.Police, Everything);
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        await county.Do(db =>
            db.Set<SubjectRecord>().Where(r => r.Id == record.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.InQueue, true))
        );
        var mine = await county.Do(db => db.Set<RecordAssignment>().AsNoTracking().SingleAsync());
        await county.With<WorkOnRecord>(async w =>
        {
            foreach (
                var refused in (string[])
                    [
                        Refused(await w.Assign(record.Id, one.AccountId, "Deputy", one, default)),
                        Refused(await w.EndAssignment(record.Id, mine.Id, "They are on leave from Monday", one, default)),
                        Refused(await w.Close(record.Id, "The work on it is done", false, one, default)),
                    ]
            )
                Assert.Contains("waits in a queue", refused, StringComparison.Ordinal);
        });
        Assert.Empty(await Decided(county, one));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_copy_that_one_person_asked_for_confirmed_and_made_is_looked_at_by_a_second(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (one, two) = (await there.Somebody(there.Police, Everything), await there.Somebody(there.Police, Everything));
        for (var i = 0; i < 5; i++)
        {
            var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
            await county.With<SubjectRequests>(async requests =>
            {
                var request = Accepted(
                    await requests.Register(new(record.Reference, SubjectRequestKind.Copy, there.Today, ""), one, default)
                );
                Accepted(
                    await requests.Take(new(request.Id, SubjectRequestStep.ConfirmIdentity, "Showed a passport at the desk"), one, default)
                );
                await county.With<SubjectCopies>(async c => Accepted(await c.Make(request.Id, one, default)));
                Accepted(await requests.Take(new(request.Id, SubjectRequestStep.Withdraw, ""), one, default));
            });
        }
        await county.Works<SampleReads>();
        var copies = (await county.Lines()).Where(l => l.Kind is LedgerKind.Exported).Select(l => l.Sequence).ToList();
        Assert.Equal(5, copies.Count);
        Assert.Empty(copies.Except((await county.Do(db => db.WaitingReviews(two, default))).Select(r => r.Line.Sequence)));
    }

    private static async Task<List<LedgerLine>> Decided(TestCounty county, SignedIn by) =>
        [.. (await county.Lines()).Where(l => l.Kind is LedgerKind.Decided && l.ActorId == by.AccountId)];
}
