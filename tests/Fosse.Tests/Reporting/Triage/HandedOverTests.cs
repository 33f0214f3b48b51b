using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>A record goes to another agency: what the one of before was about to do with it, or to disclose of it, ends.</summary>
public sealed class HandedOverTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        AccountabilityPermissions.ManageRetention,
        AccountabilityPermissions.AnswerSubjectRequests,
        PartnershipPermissions.AnswerDisclosures,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_of_the_agency_of_before_finishes_what_it_began(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (one, two) = (await there.Somebody(there.Police, Office), await there.Somebody(there.Police, Office));
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        var (request, hold) = (await Erasure(county, record, one), Guid.Empty);
        await county.With<RetentionDesk>(async d => hold = Accepted(await d.Place(new(record.Reference, "Inquest"), one, default)).Id);
        await county.With<RetentionDesk>(async d => Accepted(await d.Lift(hold, one, default)));
        await county.Do(db =>
            db.Set<SubjectRecord>().Where(r => r.Id == record.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.AgencyId, there.Council.Id))
        );
        Assert.Contains(
            "another agency",
            Refused(await county.Approves(AccountabilityDeeds.LiftHold, hold, two)),
            StringComparison.Ordinal
        );
        await county.Do(db => db.Set<RecordHold>().ExecuteDeleteAsync()); // or it would stand in the way by itself
        Assert.Contains(
            "another agency",
            Refused(await county.Approves(AccountabilityDeeds.EraseRecord, request, two)),
            StringComparison.Ordinal
        );
        Assert.Null((await county.Do(db => db.Set<SubjectRecord>().SingleAsync())).ForgottenAt);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Handing_a_report_over_takes_back_proposals_closes_requests_and_ends_what_was_disclosed(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (there, sent) = (county.Partnership, await county.Reports());
        await there.Agree(there.Today.AddMonths(6), Scope(ReportingDataClasses.Report, SharingLevel.Read));
        var refuge = await there.Add(
            new Agency
            {
                Name = "Refuge",
                Kind = AgencyKind.Voluntary,
                Regime = Regime.UkGdpr,
                Contact = "x",
                JoinedOn = new(2020, 1, 1),
            }
        );
        var (one, asker) = (await there.Somebody(there.Police, Office), await there.Somebody(refuge, Office));
        var record = await county.County.Do(db => db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == sent.Id));
        var request = await Erasure(county.County, record, one);
        DisclosureRequest Asked() =>
            new()
            {
                RecordId = sent.Id,
                FromAgencyId = refuge.Id,
                FromAccountId = asker.AccountId,
                ToAgencyId = there.Police.Id,
                Purpose = RecordsPurposes.InvestigateCase,
                AskedAt = county.County.Time.Now,
                DueOn = there.Today.AddDays(14),
            };
        var (asked, granted) = (await there.Add(Asked()), Asked());
        granted.Answer(DisclosureState.Disclosed, one.AccountId, county.County.Time.Now);
        await there.Add(granted);
        await there.Add(
            new AccessGrant
            {
                RecordId = sent.Id,
                AgencyId = refuge.Id,
                Purpose = RecordsPurposes.InvestigateCase,
                LastOn = there.Today.AddDays(27),
                RequestId = granted.Id,
            }
        );

        await county.Did<RedirectReport, IncidentReport>(
            sent,
            (redirect, on) => redirect.Handle(on, there.Council.Id, "The council looks after this playground", default)
        );
        var proposal = await county.County.Do(db => db.Set<Approval>().SingleAsync(a => a.AboutId == request));
        Assert.Equal(ApprovalState.Withdrawn, proposal.State);
        Assert.Equal(
            county.Officer.AccountId,
            (await county.County.Do(db => db.Set<ApprovalAct>().SingleAsync(a => a.Step == ApprovalStep.Withdrawn))).AccountId
        );
        Assert.Equal(
            DisclosureState.Withdrawn,
            (await county.County.Do(db => db.Set<DisclosureRequest>().SingleAsync(r => r.Id == asked.Id))).State
        );
        Assert.Equal(there.Today.AddDays(-1), (await county.County.Do(db => db.Set<AccessGrant>().SingleAsync())).LastOn);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_its_person_has_asked_goes_along_with_its_day_and_both_agencies_have_a_line(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (there, sent) = (county.Partnership, await county.Reports());
        await there.Agree(there.Today.AddMonths(6), Scope(ReportingDataClasses.Report, SharingLevel.Read));
        var (one, theirs) = (await there.Somebody(there.Police, Office), await there.Somebody(there.Council, Office));
        var record = await county.County.Do(db => db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == sent.Id));
        var request = await Erasure(county.County, record, one);
        var closed = Guid.Empty;
        await county.County.With<SubjectRequests>(async requests =>
        {
            closed = Accepted(await requests.Register(new(record.Reference, SubjectRequestKind.Copy, there.Today, ""), one, default)).Id;
            Accepted(await requests.Take(new(closed, SubjectRequestStep.Withdraw, ""), one, default));
        });
        var due = (await Requests(one)).Single(r => r.Id == request).DueOn;

        await county.Did<RedirectReport, IncidentReport>(
            sent,
            (redirect, on) => redirect.Handle(on, there.Council.Id, "The council looks after this playground", default)
        );
        Assert.Equal([closed], (await Requests(one)).Select(r => r.Id)); // what was answered stays with who answered
        Assert.Equal((request, due), (await Requests(theirs)).Select(r => (r.Id, r.DueOn)).Single());
        var lines = (await county.Ledger()).Where(l => l.Ground.Contains("with the record", StringComparison.Ordinal)).ToList();
        Assert.Equal([there.Police.Id, there.Council.Id], lines.Select(l => l.AgencyId));
        Assert.All(lines, l => Assert.Equal(sent.Id, l.Subject));
        // The new agency answers it, and the one of before does not.
        await county.County.With<SubjectRequests>(async requests =>
        {
            Assert.False((await requests.Take(Forgets(), one, default)).Accepted(out _));
            Accepted(await requests.Take(Forgets(), theirs, default));
        });

        TakeSubjectStep Forgets() => new(request, SubjectRequestStep.Answer, "You are forgotten", true);
        Task<IReadOnlyList<SubjectRequestLine>> Requests(SignedIn of) =>
            county.County.Do(db => db.SubjectRequests(of, there.Today, default));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_agency_of_before_discloses_nothing_of_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        await there.Agree(there.Today.AddMonths(6), Scope(RecordsDataClasses.AntiSocialBehaviour, SharingLevel.Pointer));
        var (asker, owner) = (await there.Somebody(there.Council, Office), await there.Somebody(there.Police, Office));
        var third = await Officer.Joins(county, "Small Borough", AccountsPermissions.Work);
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        var request = Guid.Empty;
        await county.With<Disclosures>(async d =>
            request = Accepted(
                await d.Ask(
                    new(record.Id, RecordsPurposes.InvestigateCase, "We need to know who lives at this address now"),
                    asker,
                    default
                )
            ).Id
        );
        var elsewhere = (await county.Do(db => db.Set<Account>().SingleAsync(a => a.Id == third))).AgencyId;
        await county.Do(db =>
            db.Set<SubjectRecord>().Where(r => r.Id == record.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.AgencyId, elsewhere))
        );
        await county.With<Disclosures>(async d =>
            Assert.Contains(
                "another agency",
                Refused(await d.Answer(new(request, DisclosureState.Disclosed, "We see no reason against it"), owner, default)),
                StringComparison.Ordinal
            )
        );
        Assert.Empty(await county.Do(db => db.Set<AccessGrant>().ToListAsync()));
    }

    private static AgreementScope Scope(DataClass @class, SharingLevel level) =>
        new()
        {
            AgreementId = default,
            Class = @class,
            Purpose = @class == ReportingDataClasses.Report ? ReportingPurposes.TriageReport : RecordsPurposes.InvestigateCase,
            Level = level,
        };

    private static async Task<Guid> Erasure(TestCounty county, SubjectRecord record, SignedIn by)
    {
        var id = Guid.Empty;
        await county.With<SubjectRequests>(async requests =>
        {
            id = Accepted(
                await requests.Register(
                    new(record.Reference, SubjectRequestKind.Erasure, new(2025, 3, 10), "Please forget me"),
                    by,
                    default
                )
            ).Id;
            Accepted(await requests.Take(new(id, SubjectRequestStep.ConfirmIdentity, "Showed a passport at the desk"), by, default));
            Accepted(await requests.Take(new(id, SubjectRequestStep.Answer, "You are forgotten", true), by, default));
        });
        return id;
    }
}
