using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Approvals;

/// <summary>What one person with a role tried on the whole partnership.</summary>
public sealed class OneHandTests
{
    private static readonly Permission[] Everything =
    [
        AccountsPermissions.Work,
        PartnershipPermissions.ManageAgreements,
        AccountabilityPermissions.ManageRetention,
        AccountabilityPermissions.AnswerSubjectRequests,
        AccountabilityPermissions.ReadLedger,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_signs_for_another_agency_and_changed_terms_need_all_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (police, council, stranger) = (
            await there.Somebody(there.Police, Everything),
            await there.Somebody(there.Council, Everything),
            await Stranger(county)
        );
        var draft = await Drafted(county, there, police, null);
        await Signs(county, draft, police, null);
        await Signs(county, draft, police, "waits for somebody else");
        await Signs(county, draft, stranger, "another agency");
        Assert.Contains(
            "another agency",
            Refused(await county.Approves(PartnershipDeeds.SignAgreement, draft.Id, await there.Somebody(there.Police, Everything))),
            StringComparison.Ordinal
        );

        // Nobody else writes it anew, which would take their signatures away, or writes one for two others.
        await county.With<Agreements>(async agreements =>
        {
            Assert.Contains("party", Refused(await agreements.Save(Words(there, draft), stranger, default)), StringComparison.Ordinal);
            var another = Words(there, null) with { Name = "Another" };
            Assert.Contains("party", Refused(await agreements.Save(another, stranger, default)), StringComparison.Ordinal);
        });
        Assert.Equal(ApprovalState.Open, (await county.Do(db => db.Set<Approval>().SingleAsync())).State);

        draft = await Drafted(county, there, police, draft);
        Assert.Empty(await county.Do(db => db.Set<Approval>().Where(a => a.State == ApprovalState.Open).ToListAsync()));
        await Signs(county, draft, council, null);
        Assert.Null((await county.Do(db => db.Set<SharingAgreement>().SingleAsync())).SignedOn);
        await Signs(county, draft, police, null);
        Assert.NotNull((await county.Do(db => db.Set<SharingAgreement>().SingleAsync())).SignedOn);
        var acts = await county.Do(db => db.Set<ApprovalAct>().OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync());
        Assert.Equal(
            [ApprovalStep.Proposed, ApprovalStep.Withdrawn, ApprovalStep.Proposed, ApprovalStep.Approved],
            acts.Select(a => a.Step)
        );
        // Writing the draft, and writing it anew, has a line of its own.
        Assert.Equal(acts.Count + 2, (await county.Lines()).Count(l => l.Kind == LedgerKind.Decided));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_rule_of_retention_is_changed_by_those_who_hold_the_data(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (police, council) = (await there.Somebody(there.Police, Everything), await there.Somebody(there.Council, Everything));
        await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords), RecordsDataClasses.Health);
        var rule = await county.Do(db => db.Set<RetentionRule>().AsNoTracking().SingleAsync(r => r.Class == RecordsDataClasses.Health));
        var shorter = new ChangeRetentionRule(rule.Class, rule.Version, "Anything", "Nothing", 1, RetentionAction.Forget);
        await county.With<RetentionDesk>(async desk =>
            Assert.Contains("not one of those concerned", Refused(await desk.Change(shorter, council, default)), StringComparison.Ordinal)
        );
        await county.With<RetentionDesk>(async desk => Accepted(await desk.Change(shorter, police, default)));
        Assert.Equal(rule.Months, (await county.Do(db => db.Set<RetentionRule>().SingleAsync(r => r.Class == rule.Class))).Months);
        var about = RetentionDeed.IdOf(rule.Class);
        Assert.Contains(
            "another agency",
            Refused(await county.Approves(AccountabilityDeeds.ChangeRetention, about, council)),
            StringComparison.Ordinal
        );
        Accepted(await county.Approves(AccountabilityDeeds.ChangeRetention, about, await there.Somebody(there.Police, Everything)));
        Assert.Equal(1, (await county.Do(db => db.Set<RetentionRule>().SingleAsync(r => r.Class == rule.Class))).Months);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_has_a_conflict_of_interest_has_no_part_in_forgetting(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, first, conflicted) = (
            await there.Somebody(there.Police, RecordsPermissions.WriteRecords),
            await there.Somebody(there.Police, Everything),
            await there.Somebody(there.Police, Everything)
        );
        var record = await county.Holds(officer, RecordsDataClasses.Safeguarding);
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
        await county.With<SubjectRequests>(async requests =>
            Assert.Contains("conflict of interest", Refused(await Registers(requests, record, conflicted)), StringComparison.Ordinal)
        );
        await county.With<RetentionDesk>(async desk =>
            Assert.Contains(
                "conflict of interest",
                Refused(await desk.Place(new(record.Reference, "Inquest"), conflicted, default)),
                StringComparison.Ordinal
            )
        );
        await county.With<SubjectRequests>(async requests =>
        {
            var request = Accepted(await Registers(requests, record, first));
            var known = new TakeSubjectStep(request.Id, SubjectRequestStep.ConfirmIdentity, "Showed a passport at the desk");
            Assert.Contains("conflict", Refused(await requests.Take(known, conflicted, default)), StringComparison.Ordinal);
            Accepted(await requests.Take(known, first, default));
            Accepted(await requests.Take(new(request.Id, SubjectRequestStep.Answer, "You are forgotten", true), first, default));
            Assert.Contains(
                "conflict",
                Refused(await county.Approves(AccountabilityDeeds.EraseRecord, request.Id, conflicted)),
                StringComparison.Ordinal
            );
        });
        Assert.Null((await county.Do(db => db.Set<SubjectRecord>().SingleAsync())).ForgottenAt);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_second_account_is_no_second_person_and_what_waits_too_long_lapses(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (asker, twin, second) = (
            await there.Somebody(there.Police, Everything),
            await there.Somebody(there.Police, Everything),
            await there.Somebody(there.Police, Everything)
        );
        await county.Do(db =>
            db.Set<Account>()
                .Where(a => a.Id == twin.AccountId)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.SamePersonAs, (Guid?)asker.AccountId))
        );
        twin = (await county.Do(db => db.WhoIs(twin.AccountId, there.Today, default)))!;
        var export = await Asked(county, asker);
        await county.With<LedgerExports>(async exports =>
            Assert.Contains("Somebody else", Refused(await exports.Decide(export, true, twin, default)), StringComparison.Ordinal)
        );
        await county.With<LedgerExports>(async exports => Accepted(await exports.Decide(export, true, second, default)));

        var late = await Asked(county, asker);
        county.Time.Move(TimeSpan.FromDays(15));
        await county.With<LedgerExports>(async exports =>
            Assert.Contains("not approved in time", Refused(await exports.Decide(late, true, second, default)), StringComparison.Ordinal)
        );
        await county.Works<LapseApprovals>();
        Assert.Equal(ApprovalState.Lapsed, (await county.Do(db => db.Set<Approval>().SingleAsync(a => a.AboutId == late))).State);
    }

    private static async Task<Guid> Asked(TestCounty county, SignedIn asker)
    {
        var id = Guid.Empty;
        await county.With<LedgerExports>(async exports =>
            id = Accepted(await exports.Ask(new("Audit", new(2025, 3, 1), new(2025, 3, 14)), asker, default)).Id
        );
        return id;
    }

    private static Task<Outcome<SubjectRequest>> Registers(SubjectRequests requests, SubjectRecord record, SignedIn by) =>
        requests.Register(new(record.Reference, SubjectRequestKind.Erasure, new(2025, 3, 10), "Please forget me"), by, default);

    private static async Task Signs(TestCounty county, SharingAgreement draft, SignedIn by, string? refused) =>
        await county.With<SignAgreement>(async signing =>
        {
            var outcome = await signing.Sign(draft.Id, draft.Version, by, default);
            if (refused is null)
                Accepted(outcome);
            else
                Assert.Contains(refused, Refused(outcome), StringComparison.Ordinal);
        });

    private static async Task<SharingAgreement> Drafted(TestCounty county, Partnership there, SignedIn by, SharingAgreement? old)
    {
        SharingAgreement? draft = null;
        await county.With<Agreements>(async agreements => draft = Accepted(await agreements.Save(Words(there, old), by, default)));
        return draft!;
    }

    private static SaveAgreement Words(Partnership there, SharingAgreement? old) =>
        new(
            old?.Id,
            old?.Version ?? 0,
            "Neighbour disputes",
            old is null ? "Crime and Disorder Act 1998 s115" : "Children Act 2004 s11",
            there.Today,
            there.Today.AddMonths(12),
            [new(there.Police.Id, true, true), new(there.Council.Id, true, true)],
            [new(RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.InvestigateCase, SharingLevel.Read)]
        );

    private static async Task<SignedIn> Stranger(TestCounty county)
    {
        var account = await Officer.Joins(county, "Stranger Borough", Everything);
        return (await county.Do(db => db.WhoIs(account, new(2025, 3, 14), default)))!;
    }
}
