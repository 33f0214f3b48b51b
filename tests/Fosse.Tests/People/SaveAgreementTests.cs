using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People;

public sealed class SaveAgreementTests
{
    private static readonly DateOnly Today = new(2025, 3, 14);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_draft_opens_nothing_and_what_was_signed_opens_what_it_says_until_its_review_date(string database)
    {
        await using var county = await TestCounty.Open(database);
        var people = await Partnership.In(county);
        var manager = await people.Somebody(people.Police, PartnershipPermissions.ManageAgreements);
        var other = await people.Somebody(people.Council, PartnershipPermissions.ManageAgreements);
        var colleague = await people.Somebody(people.Police, PartnershipPermissions.ManageAgreements);
        var officer = await people.Somebody(people.Council, RecordsPermissions.ReadRecords);
        var record = await county.Do(async db =>
        {
            var made = new SubjectRecord
            {
                Reference = "P-1",
                AgencyId = people.Police.Id,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                OpenedAt = county.Time.Now,
            };
            db.Add(made);
            await db.SaveChangesAsync();
            return made.Id;
        });

        var draft = Accepted(await Do(county, a => a.Save(Words(people), manager, default)));
        Assert.Equal("No agreement shares this class of data for this purpose.", await Opens(county, officer, record));
        Accepted(await Signs(county, a => a.Sign(draft.Id, draft.Version, manager, default)));
        Assert.Equal("No agreement shares this class of data for this purpose.", await Opens(county, officer, record));
        var signed = Accepted(await Signs(county, a => a.Sign(draft.Id, draft.Version, other, default)));
        Assert.Equal("open", await Opens(county, officer, record));

        county.Time.Move(TimeSpan.FromDays(400));
        Assert.Equal(
            "Neighbour disputes was to be reviewed by 1 March 2026; until it is, it opens nothing new.",
            await Opens(county, officer, record)
        );
        Accepted(await Signs(county, a => a.Review(draft.Id, signed.Version, Today.AddYears(2), manager, default)));
        var reviewed = Accepted(await Signs(county, a => a.Review(draft.Id, signed.Version, Today.AddYears(2), other, default)));
        Assert.Equal("open", await Opens(county, officer, record));

        Accepted(await Signs(county, a => a.End(draft.Id, reviewed.Version, manager, default)));
        Assert.Equal("open", await Opens(county, officer, record));
        Accepted(await Signs(county, a => a.End(draft.Id, reviewed.Version, colleague, default)));
        Assert.Equal("No agreement shares this class of data for this purpose.", await Opens(county, officer, record));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Writing_a_draft_and_changing_it_is_in_the_ledger_with_who_did_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var people = await Partnership.In(county);
        var (manager, other) = (
            await people.Somebody(people.Police, PartnershipPermissions.ManageAgreements),
            await people.Somebody(people.Council, PartnershipPermissions.ManageAgreements)
        );
        var first = Accepted(await Do(county, a => a.Save(Words(people), manager, default)));
        var changed = Words(people) with { Id = first.Id, Version = first.Version, Gateway = "Children Act 2004 s11" };
        Accepted(await Do(county, a => a.Save(changed, other, default)));
        Refused(await Do(county, a => a.Save(changed with { Version = 9 }, other, default)), "");
        Assert.Equal(
            [
                (manager.AccountId, people.Police.Id, "Police", first.Id, "An agreement was drafted: version 1."),
                (other.AccountId, people.Council.Id, "Council", first.Id, "The draft of an agreement was changed: version 2."),
            ],
            (await county.Lines()).Select(l => (l.ActorId, l.AgencyId, l.Organisation, l.Subject!.Value, l.Ground))
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_draft_is_changed_in_place_but_not_over_somebody_elses_change_and_not_once_it_is_signed(string database)
    {
        await using var county = await TestCounty.Open(database);
        var people = await Partnership.In(county);
        var manager = await people.Somebody(people.Police, PartnershipPermissions.ManageAgreements);
        var first = Accepted(await Do(county, a => a.Save(Words(people), manager, default)));

        var changed = Words(people) with
        {
            Id = first.Id,
            Version = first.Version,
            Gateway = "Children Act 2004 s11",
            Scopes =
            [
                new(RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.InvestigateCase, SharingLevel.Pointer),
                new(RecordsDataClasses.Safeguarding, RecordsPurposes.SafeguardPerson, SharingLevel.Read),
            ],
        };
        var second = Accepted(await Do(county, a => a.Save(changed, manager, default)));
        Assert.Equal("Children Act 2004 s11", second.Gateway);
        var whole = await county.Do(db => db.Agreement(first.Id, manager, Today, default));
        Assert.Equal(
            [(RecordsDataClasses.AntiSocialBehaviour, SharingLevel.Pointer), (RecordsDataClasses.Safeguarding, SharingLevel.Read)],
            whole!.Scopes.Select(s => (s.Class, s.Level))
        );
        Assert.Equal(["Council", "Police"], whole.Parties.Select(p => p.Agency));

        Assert.Contains(
            "Somebody else has changed",
            Refused(await Do(county, a => a.Save(changed, manager, default)), ""),
            StringComparison.Ordinal
        );
        Accepted(await Signs(county, a => a.Sign(first.Id, second.Version, manager, default)));
        var other = await people.Somebody(people.Council, PartnershipPermissions.ManageAgreements);
        var signed = Accepted(await Signs(county, a => a.Sign(first.Id, second.Version, other, default)));
        Assert.Contains(
            "is not changed",
            Refused(await Do(county, a => a.Save(changed with { Version = signed.Version }, manager, default)), ""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "already",
            Refused(await Signs(county, a => a.Sign(first.Id, signed.Version, manager, default)), ""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field_and_nothing_is_stored()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var people = await Partnership.In(county);
        var manager = await people.Somebody(people.Police, PartnershipPermissions.ManageAgreements);
        var officer = await people.Somebody(people.Police, RecordsPermissions.ReadRecords);
        Refused(await Do(county, a => a.Save(Words(people), officer, default)), "");

        var empty = await Do(county, a => a.Save(new(null, 0, " ", "", null, null, [], []), manager, default));
        Assert.Equal(["name", "gateway", "startsOn", "reviewOn", "parties", "scopes"], empty.Refusals.Select(r => r.Field));
        Refused(await Do(county, a => a.Save(Words(people) with { ReviewOn = Today.AddMonths(40) }, manager, default)), "reviewOn");
        Refused(
            await Do(
                county,
                a =>
                    a.Save(
                        Words(people) with
                        {
                            Parties = [new(people.Police.Id, true, false), new(people.Council.Id, true, false)],
                        },
                        manager,
                        default
                    )
            ),
            "parties"
        );
        Refused(
            await Do(
                county,
                a =>
                    a.Save(
                        Words(people) with
                        {
                            Parties = [new(people.Police.Id, true, true), new(Guid.NewGuid(), true, true)],
                        },
                        manager,
                        default
                    )
            ),
            "parties"
        );
        Refused(
            await Do(
                county,
                a =>
                    a.Save(
                        Words(people) with
                        {
                            Scopes = [new(RecordsDataClasses.Health, PrivacyPurposes.ApplyRetention, SharingLevel.Read)],
                        },
                        manager,
                        default
                    )
            ),
            "scopes"
        );
        Assert.Equal(0, await county.Do(db => db.Set<SharingAgreement>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_that_leaves_is_shut_out_at_once_whatever_was_agreed(string database)
    {
        await using var county = await TestCounty.Open(database);
        var people = await Partnership.In(county);
        var officer = await people.Somebody(people.Council, RecordsPermissions.ReadRecords);
        Assert.NotNull(await county.Do(db => db.WhoIs(officer.AccountId, Today, default)));
        await county.Do(db =>
            db.Set<Agency>().Where(a => a.Id == people.Council.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.LeftOn, Today))
        );
        Assert.Null(await county.Do(db => db.WhoIs(officer.AccountId, Today, default)));
    }

    private static SaveAgreement Words(Partnership people) =>
        new(
            null,
            0,
            "Neighbour disputes",
            "Crime and Disorder Act 1998 s115",
            Today,
            new(2026, 3, 1),
            [new(people.Police.Id, true, true), new(people.Council.Id, false, true)],
            [new(RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.InvestigateCase, SharingLevel.Read)]
        );

    private static async Task<Outcome<SharingAgreement>> Do(TestCounty county, Func<Agreements, Task<Outcome<SharingAgreement>>> work)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<Agreements>());
    }

    private static async Task<Outcome<SharingAgreement>> Signs(TestCounty county, Func<SignAgreement, Task<Outcome<SharingAgreement>>> work)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SignAgreement>());
    }

    private static async Task<string> Opens(TestCounty county, SignedIn who, Guid record)
    {
        await using var scope = county.Services.CreateAsyncScope();
        try
        {
            using var access = await scope
                .ServiceProvider.GetRequiredService<AccessDesk>()
                .Open(new(who.Actor, RecordsPurposes.InvestigateCase, record, "the family's noise diary"), default);
            return "open";
        }
        catch (PersonalDataRefused refused)
        {
            return refused.Message;
        }
    }

    private static SharingAgreement Accepted(Outcome<SharingAgreement> outcome)
    {
        Assert.True(outcome.Accepted(out var agreement), string.Join('\n', outcome.Refusals));
        return agreement;
    }

    private static string Refused(Outcome<SharingAgreement> outcome, string field)
    {
        Assert.Equal([field], outcome.Refusals.Select(r => r.Field));
        return outcome.Refusals[0].Message;
    }
}
