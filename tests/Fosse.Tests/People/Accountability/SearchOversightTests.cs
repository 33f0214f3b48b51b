using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

/// <summary>Whoever is shown in a search was looked at, though nobody opened their record: oversight asks about it as it does about
/// reads.</summary>
public sealed class SearchOversightTests
{
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.SearchRecords,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_namesake_or_neighbour_who_is_shown_by_a_search_is_found(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, writer) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        await county.Do(db =>
            db.Set<Account>().Where(a => a.Id == officer.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.Name, "Robin Wagtail"))
        );
        await county.With<OwnStreets>(async streets => Accepted(await streets.Give("Mill Lane", officer, default)));
        await county.Holds(writer, name: "Asha Wagtail", address: "1 High Street");
        await county.Holds(writer, name: "Bo Swift", address: "7 Mill Lane");
        await county.Holds(writer, name: "Cy Swift", address: "9 High Street");
        Assert.Equal(1, await Finds("Wagtail"));
        Assert.Equal(2, await Finds("Swift"));

        await county.Works<FindLikenesses>();
        var shown = (await county.Lines()).Where(l => l.Kind is LedgerKind.Shown).Select(l => l.Sequence).ToList();
        Assert.Equal(3, shown.Count);
        var found = (await county.Do(db => db.UnusualAccess(there.Police.Id, county.Time.Now, default))).Select(l => l.Finding).ToList();
        // Nothing else is asked: that a search shows many is no reading of many.
        Assert.Equal([UnusualRule.OwnStreet, UnusualRule.SameSurname], found.Select(f => f.Rule).Order().ToList());
        var surname = found.Single(f => f.Rule is UnusualRule.SameSurname);
        var street = found.Single(f => f.Rule is UnusualRule.OwnStreet);
        Assert.Equal([shown[0]], surname.Lines);
        Assert.Single(street.Lines);
        Assert.Contains(street.Lines[0], shown.Skip(1));

        async Task<int> Finds(string name)
        {
            var all = 0;
            await county.With<PersonSearch>(async search =>
                all = Accepted(
                    await search.Find(
                        new(name, "", null, "", RecordsPurposes.InvestigateCase, "The caller named them as a witness"),
                        officer,
                        default
                    )
                ).All
            );
            return all;
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_is_pointed_to_elsewhere_is_compared_and_sampled_too(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        await there.Agree(
            there.Today.AddMonths(6),
            new AgreementScope
            {
                AgreementId = default,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Pointer,
            }
        );
        var officer = await there.Somebody(there.Council, Officers);
        await county.Do(db =>
            db.Set<Account>().Where(a => a.Id == officer.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.Name, "Olga Wagtail"))
        );
        await county.Holds(await there.Somebody(there.Police, Officers));
        static bool Sampled(LedgerLine l) => SampleReads.Takes(l.Hash);
        do
        {
            await county.With<PersonSearch>(async search =>
                Assert.Single(
                    Accepted(
                        await search.Find(
                            new("Wagtail", "", null, "", RecordsPurposes.InvestigateCase, "The caller named them as a witness"),
                            officer,
                            default
                        )
                    ).Elsewhere
                )
            );
        } while (!(await county.Lines()).Exists(l => l.Kind is LedgerKind.Pointed && Sampled(l)));
        await county.Works<SampleReads>();
        await county.Works<FindLikenesses>();
        Assert.NotEmpty(await county.Do(db => db.Set<AccessReview>().ToListAsync()));
        Assert.NotEmpty(await county.Do(db => db.Set<AccessLikeness>().ToListAsync()));
        var found = await county.Do(db => db.UnusualAccess(there.Council.Id, county.Time.Now, default));
        Assert.Equal([UnusualRule.SameSurname], found.Select(l => l.Finding.Rule));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_is_shown_by_a_search_is_in_the_sample(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        await county.Holds(officer, name: "Asha Wagtail");
        do
        {
            await county.With<PersonSearch>(async search =>
                Accepted(
                    await search.Find(
                        new("Wagtail", "", null, "", RecordsPurposes.InvestigateCase, "The caller named them as a witness"),
                        officer,
                        default
                    )
                )
            );
        } while (!(await county.Lines()).Exists(Drawn));
        await county.Works<SampleReads>();
        Assert.Equal(
            (await county.Lines()).Where(Drawn).Select(l => l.Sequence),
            await county.Do(db => db.Set<AccessReview>().OrderBy(r => r.Line).Select(r => r.Line).ToListAsync())
        );

        static bool Drawn(LedgerLine line) => line.Kind is LedgerKind.Shown && SampleReads.Takes(line.Hash);
    }
}
