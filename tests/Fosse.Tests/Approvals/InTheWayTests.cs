using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Approvals;

/// <summary>What one proposal must not do to another, and who has no part in one.</summary>
public sealed class InTheWayTests
{
    private static readonly Permission[] Everything =
    [
        AccountsPermissions.Work,
        PartnershipPermissions.ManageAgreements,
        AccountabilityPermissions.ManageRetention,
        AccountabilityPermissions.ReadLedger,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_party_cannot_keep_another_from_leaving_by_a_proposal_that_it_never_approves(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var agreement = await there.Agree(there.Today.AddYears(1));
        var police = await there.Somebody(there.Police, Everything);
        var (first, second) = (await there.Somebody(there.Council, Everything), await there.Somebody(there.Council, Everything));
        await Ends(county, agreement, police);
        await Ends(county, agreement, first);
        Assert.Null((await county.Do(db => db.Set<SharingAgreement>().SingleAsync())).EndedOn);
        await Ends(county, agreement, second);
        Assert.Equal(there.Today, (await county.Do(db => db.Set<SharingAgreement>().SingleAsync())).EndedOn);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_has_a_conflict_of_interest_approves_no_lifting_and_no_forgetting(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (first, conflicted, second) = (
            await there.Somebody(there.Police, Everything),
            await there.Somebody(there.Police, Everything),
            await there.Somebody(there.Police, Everything)
        );
        var record = await county.Holds(
            await there.Somebody(there.Police, RecordsPermissions.WriteRecords),
            RecordsDataClasses.Safeguarding
        );
        await county.Closed(record, new(1990, 1, 31, 12, 0, 0, TimeSpan.Zero));
        await county.Do(async db =>
        {
            db.Add(
                new ConflictOfInterest
                {
                    RecordId = record.Id,
                    AccountId = conflicted.AccountId,
                    DeclaredAt = county.Time.Now,
                }
            );
            await db.SaveChangesAsync();
        });
        var hold = Guid.Empty;
        await county.With<RetentionDesk>(async desk =>
            hold = Accepted(await desk.Place(new(record.Reference, "Inquest"), first, default)).Id
        );
        await county.With<RetentionDesk>(async desk => Accepted(await desk.Lift(hold, first, default)));
        await Refuses(AccountabilityDeeds.LiftHold, hold);
        Accepted(await county.Approves(AccountabilityDeeds.LiftHold, hold, second));
        await county.With<RetentionDesk>(async desk =>
            Accepted(await desk.Decide(new(record.Id, null, "no longer needed"), first, default))
        );
        await Refuses(AccountabilityDeeds.ForgetRecord, record.Id);
        Assert.Null((await county.Do(db => db.Set<SubjectRecord>().SingleAsync())).ForgottenAt);

        async Task Refuses(JointDeed deed, Guid about) =>
            Assert.Contains("conflict of interest", Refused(await county.Approves(deed, about, conflicted)), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_export_that_was_taken_back_or_left_too_long_says_so_and_can_be_asked_for_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (asker, second) = (await there.Somebody(there.Police, Everything), await there.Somebody(there.Police, Everything));
        await county.With<LedgerExports>(async exports =>
        {
            Accepted(await exports.Ask(new("Audit", new(2025, 3, 1), new(2025, 3, 14)), asker, default));
            Assert.True(Assert.Single(await exports.All(second, default)).Waits);
        });
        county.Time.Move(TimeSpan.FromDays(15));
        await county.With<LedgerExports>(async exports =>
        {
            var left = Assert.Single(await exports.All(second, default));
            Assert.False(left.Waits);
            Assert.Contains(
                "Ask for it again",
                Refused(await exports.Decide(left.Export.Id, true, second, default)),
                StringComparison.Ordinal
            );
            var again = Accepted(await exports.Ask(new("Audit", new(2025, 3, 1), new(2025, 3, 14)), asker, default));
            Accepted(await exports.Decide(again.Id, true, second, default));
        });
    }

    private static async Task Ends(TestCounty county, SharingAgreement agreement, SignedIn by) =>
        await county.With<SignAgreement>(async signing => Accepted(await signing.End(agreement.Id, agreement.Version, by, default)));
}
