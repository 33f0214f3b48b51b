using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Foundation;

/// <summary>What stands on a day is the same asked of one and of a table, on its first day and on its last.</summary>
public sealed class InForceTests
{
    private static readonly int[] Days = [-1, 0, 1];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_role_holds_from_its_first_day_to_its_last(string database)
    {
        await using var p = await Partnership.Open(database);
        foreach (var (starts, ends) in Spans(p.Today))
        {
            await p.Add(
                new RoleGrant
                {
                    AccountId = p.Admin.Id,
                    RoleId = p.Casework.Id,
                    StartsOn = starts,
                    EndsOn = ends,
                }
            );
        }
        await Alike<RoleGrant>(p, all => all.InForceOn(p.Today), g => g.IsInForceOn(p.Today), 7);
        await Alike<RoleGrant>(p, all => all.NotOverOn(p.Today), g => !g.IsOverOn(p.Today), 10);
        await Alike<Account>(p, all => all.OpenOn(p.Today), a => a.IsOpenOn(p.Today), 1);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_is_no_member_on_the_day_it_leaves(string database)
    {
        await using var p = await Partnership.Open(database);
        foreach (var (joins, leaves) in Spans(p.Today))
        {
            await p.Add(
                new Agency
                {
                    Name = $"{joins:O} {leaves:O}",
                    Kind = AgencyKind.Firm,
                    Regime = Regime.UkGdpr,
                    Contact = "desk@test.example",
                    JoinedOn = joins,
                    LeftOn = leaves,
                }
            );
        }
        await Alike<Agency>(p, all => all.MembersOn(p.Today), a => a.IsMemberOn(p.Today), 6);
        await Alike<Agency>(p, all => all.NotLeftBy(p.Today), a => !a.HasLeftBy(p.Today), 8);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agreement_holds_on_the_day_of_its_review_and_not_on_that_of_its_end(string database)
    {
        await using var p = await Partnership.Open(database);
        foreach (var review in Days)
        {
            foreach (var (starts, ends) in Spans(p.Today))
            {
                await p.Add(
                    new SharingAgreement
                    {
                        Name = $"{review} {starts:O} {ends:O}",
                        Gateway = "Crime and Disorder Act 1998 s115",
                        StartsOn = starts,
                        ReviewOn = p.Today.AddDays(review),
                        SignedOn = review == 1 ? null : starts,
                        EndedOn = ends,
                    }
                );
            }
        }
        await Alike<SharingAgreement>(p, all => all.ActiveOn(p.Today), a => a.On(p.Today) is AgreementState.Active, 4);
        await Alike<SharingAgreement>(p, all => all.NotEndedOn(p.Today), a => a.On(p.Today) is not AgreementState.Ended, 18);
    }

    private static IEnumerable<(DateOnly First, DateOnly? Last)> Spans(DateOnly today) =>
        Days.SelectMany(first =>
            Days.Select(last => (DateOnly?)today.AddDays(last)).Append(null).Select(last => (today.AddDays(first), last))
        );

    private static async Task Alike<T>(Partnership p, Func<IQueryable<T>, IQueryable<T>> asked, Func<T, bool> one, int many)
        where T : class
    {
        var (all, found) = await p.County.Do(async db =>
            (await db.Set<T>().AsNoTracking().ToListAsync(), await asked(db.Set<T>().AsNoTracking()).ToListAsync())
        );
        Assert.Equal(Ids(all.Where(one)), Ids(found));
        Assert.Equal(many, found.Count);

        static IEnumerable<object?> Ids(IEnumerable<T> them) => them.Select(t => typeof(T).GetProperty("Id")!.GetValue(t)).Order();
    }
}
