using Fosse.Accountability;
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

/// <summary>Between a proposal and its last approval things happen: whoever proposed it may do so no more, or what it was about is decided
/// otherwise.</summary>
public sealed class GivenPartsTests
{
    private static readonly Permission[] Everything =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        PartnershipPermissions.ManageAgreements,
        AccountabilityPermissions.ManageRetention,
    ];

    public enum Since
    {
        Nothing,
        ShutOut,
        LostTheRole,
        DeclaredAConflict,
    }

    [EachDatabase]
    [InlineData(TestCounty.Sqlite, Since.ShutOut)]
    [InlineData(TestCounty.Postgres, Since.ShutOut)]
    [InlineData(TestCounty.Sqlite, Since.LostTheRole)]
    [InlineData(TestCounty.Postgres, Since.LostTheRole)]
    [InlineData(TestCounty.Sqlite, Since.DeclaredAConflict)]
    [InlineData(TestCounty.Postgres, Since.DeclaredAConflict)]
    [InlineData(TestCounty.Sqlite, Since.Nothing)]
    [InlineData(TestCounty.Postgres, Since.Nothing)]
    public async Task A_part_counts_as_long_as_whoever_gave_it_may_give_it(string database, Since since)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (one, two) = (await there.Somebody(there.Police, Everything), await there.Somebody(there.Police, Everything));
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        var hold = Guid.Empty;
        await county.With<RetentionDesk>(async d => hold = Accepted(await d.Place(new(record.Reference, "Inquest"), two, default)).Id);
        await county.With<RetentionDesk>(async d => Accepted(await d.Lift(hold, one, default)));
        await Happens(county, there, one, record, since);
        var approved = await county.Approves(AccountabilityDeeds.LiftHold, hold, two);
        if (since is Since.Nothing)
            Accepted(approved);
        else
            Assert.Contains("may not do so any more", Refused(approved), StringComparison.Ordinal);
        Assert.Equal(since is Since.Nothing, (await county.Do(db => db.Set<RecordHold>().SingleAsync())).LiftedAt is not null);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agreement_of_a_party_whose_signatory_was_shut_out_opens_nothing(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (police, council) = (await there.Somebody(there.Police, Everything), await there.Somebody(there.Council, Everything));
        SharingAgreement? draft = null;
        await county.With<Agreements>(async agreements => draft = Accepted(await agreements.Save(Words(there), police, default)));
        await county.With<SignAgreement>(async s => Accepted(await s.Sign(draft!.Id, draft.Version, police, default)));
        await Happens(county, there, police, null, Since.ShutOut);
        await county.With<SignAgreement>(async s =>
            Assert.Contains(
                "may not do so any more",
                Refused(await s.Sign(draft!.Id, draft.Version, council, default)),
                StringComparison.Ordinal
            )
        );
        Assert.Null((await county.Do(db => db.Set<SharingAgreement>().SingleAsync())).SignedOn);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_a_colleague_decided_to_keep_is_not_forgotten_by_an_older_proposal(string database)
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
        await county.With<RetentionDesk>(async d =>
            Accepted(await d.Decide(new(record.Id, there.Today.AddYears(2), "an inquiry is coming"), two, default))
        );
        var open = await county.Do(db => db.Set<Approval>().CountAsync(a => a.State == ApprovalState.Open));
        if (open > 0)
            Assert.False((await county.Approves(AccountabilityDeeds.ForgetRecord, record.Id, two)).Accepted(out _));
        Assert.Null((await county.Do(db => db.Set<SubjectRecord>().SingleAsync())).ForgottenAt);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_came_to_hold_the_data_meanwhile_is_asked_too(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (one, two) = (await there.Somebody(there.Council, Everything), await there.Somebody(there.Council, Everything));
        var rule = await county.Do(db => db.Set<RetentionRule>().AsNoTracking().SingleAsync(r => r.Class == RecordsDataClasses.Health));
        ChangeRetentionRule shorter = new(rule.Class, rule.Version, "Anything", "Nothing", 1, RetentionAction.Forget);
        await county.With<RetentionDesk>(async d => Accepted(await d.Change(shorter, one, default)));
        await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords), RecordsDataClasses.Health);
        Assert.False((await county.Approves(AccountabilityDeeds.ChangeRetention, RetentionDeed.IdOf(rule.Class), two)).Accepted(out _));
        Assert.Equal(rule.Months, (await county.Do(db => db.Set<RetentionRule>().SingleAsync(r => r.Class == rule.Class))).Months);
    }

    private static async Task Happens(TestCounty county, Partnership there, SignedIn to, SubjectRecord? record, Since since)
    {
        var (account, now, yesterday) = (to.AccountId, county.Time.Now, there.Today.AddDays(-1));
        if (since is Since.ShutOut)
            await county.Do(db =>
                db.Set<Account>().Where(a => a.Id == account).ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, now))
            );
        if (since is Since.LostTheRole)
            await county.Do(db =>
                db.Set<RoleGrant>().Where(g => g.AccountId == account).ExecuteUpdateAsync(s => s.SetProperty(g => g.EndsOn, yesterday))
            );
        if (since is Since.DeclaredAConflict)
            await county.With<WorkOnRecord>(async w => Accepted(await w.DeclareConflict(record!.Id, to, default)));
    }

    private static SaveAgreement Words(Partnership there) =>
        new(
            null,
            0,
            "Neighbour disputes",
            "Crime and Disorder Act 1998 s115",
            there.Today,
            there.Today.AddMonths(12),
            [new(there.Police.Id, true, true), new(there.Council.Id, true, true)],
            [new(RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.InvestigateCase, SharingLevel.Read)]
        );
}
