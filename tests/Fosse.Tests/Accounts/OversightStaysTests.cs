using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Accounts;

/// <summary>One administrator neither blinds the oversight of an agency nor lets one in that was out.</summary>
public sealed class OversightStaysTests
{
    private static readonly Permission[] Watches =
    [
        AccountsPermissions.Work,
        AccountabilityPermissions.ReadLedger,
        AccountabilityPermissions.ReviewAccess,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_last_who_reads_an_agencys_ledger_is_taken_away_in_no_way(string database)
    {
        await using var p = await Partnership.Open(database);
        await p.Second();
        var role = await p.Add(
            new Role
            {
                Name = "Watch",
                Explanation = "Watches",
                Permissions = [.. Watches],
            }
        );
        var (last, grant) = await Holds(p, role, "Olive Oversees");
        var elsewhere = await p.Add(Partnership.Person(p.Council, "Carl Council", p.Today));
        await p.Add(Grant(p, elsewhere, role)); // of another agency: no eyes for this one

        foreach (var less in Watches.Where(w => w.Watches))
        {
            RoleDetails without = new(role.Name, role.Explanation, [.. Watches.Where(w => w != less)]);
            Blind(await p.Asks((ChangeRole c) => c.Handle(p.By, role.Id, role.Version, without, default)));
        }
        Blind(await p.Asks((GiveRole c) => c.End(p.By, grant.Id, default)));
        Blind(await p.Asks((CloseAccount c) => c.Disable(p.By, last.Id, confirmed: true, default)));
        Blind(await p.Asks((CloseAccount c) => c.EndsOn(p.By, last.Id, p.Today.AddDays(9), default)));
        Assert.True((await p.As(last)).May(AccountabilityPermissions.ReadLedger));
        Assert.Empty(await p.Events());

        // With a second who watches, one may go; whoever never came is no second.
        var (next, _) = await Holds(p, role, "Nora Next");
        await p.County.Do(db =>
            db.Set<Account>().Where(a => a.Id == next.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.PasswordHash, (string?)null))
        );
        Blind(await p.Asks((CloseAccount c) => c.Disable(p.By, last.Id, confirmed: true, default)));
        await p.County.Do(db =>
            db.Set<Account>().Where(a => a.Id == next.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.PasswordHash, "set"))
        );
        Accepted(await p.Asks((CloseAccount c) => c.Disable(p.By, last.Id, confirmed: true, default)));

        static void Blind<T>(Outcome<T> outcome)
            where T : notnull => Assert.Contains("Nobody of ", Refused(outcome), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_end_of_whoever_oversees_is_moved_away_by_two(string database)
    {
        await using var p = await Partnership.Open(database);
        var second = await p.Second();
        var role = await p.Add(
            new Role
            {
                Name = "Watch",
                Explanation = "Watches",
                Permissions = [.. Watches],
            }
        );
        var (friend, _) = await Holds(p, role, "Olive Oversees");
        await p.County.Do(db => db.Set<Account>().ExecuteUpdateAsync(s => s.SetProperty(a => a.EndsOn, (DateOnly?)p.Today)));
        Assert.False((await p.Asks((CloseAccount c) => c.EndsOn(p.By, p.Admin.Id, null, default))).Accepted(out _));
        foreach (var later in (DateOnly?[])[p.Today.AddDays(1), null])
        {
            var before = await Ends();
            var moved = Accepted(await p.Asks((CloseAccount c) => c.EndsOn(p.By, friend.Id, later, default)));
            Assert.NotNull(moved.Proposal);
            Assert.Equal(before, await Ends());
            Accepted(await p.County.Approves(AccountsDeeds.EnableAccount, friend.Id, second));
            Assert.Equal(later, await Ends());
        }

        Task<DateOnly?> Ends() => p.County.Do(db => db.Set<Account>().Where(a => a.Id == friend.Id).Select(a => a.EndsOn).SingleAsync());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_with_overseers_is_let_in_again_by_two(string database)
    {
        await using var p = await Partnership.Open(database);
        var (second, third) = (await p.Second(), await p.Second("Tess Third"));
        await p.County.Do(db =>
            db.Set<Account>().Where(a => a.Id != p.Admin.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.AgencyId, p.Council.Id))
        );
        var role = await p.Add(
            new Role
            {
                Name = "Watch",
                Explanation = "Watches",
                Permissions = [.. Watches],
            }
        );
        var (friend, _) = await Holds(p, role, "Olive Oversees");
        await p.County.Do(db =>
            db.Set<Agency>()
                .Where(a => a.Id == p.Police.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.LeftOn, (DateOnly?)p.Today.AddDays(-100)))
        );
        Assert.NotNull(Accepted(await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Police.Id, 0, null, true, default))).Proposal);
        Assert.Null(await Who());
        Assert.False((await p.County.Approves(AdministrationDeeds.AdmitAgency, p.Police.Id, p.By)).Accepted(out _));
        Accepted(await p.County.Approves(AdministrationDeeds.AdmitAgency, p.Police.Id, second));
        Assert.NotNull(await Who());

        // Nor is the day on which it joins brought nearer by one; the rest of what was changed is.
        await p.County.Do(db =>
            db.Set<Agency>().Where(a => a.Id == p.Police.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.JoinedOn, p.Today.AddDays(50)))
        );
        AgencyDetails sooner = new("The Force", AgencyKind.Police, Regime.LawEnforcement, "desk", p.Today.AddDays(-1));
        var version = (await p.County.Do(db => db.AgencyOf(p.Police.Id, default)))!.Version;
        Assert.NotNull(Accepted(await p.Asks((ChangeAgency c) => c.Handle(p.By, p.Police.Id, version, sooner, default))).Proposal);
        var now = (await p.County.Do(db => db.AgencyOf(p.Police.Id, default)))!;
        Assert.Equal(("The Force", p.Today.AddDays(50)), (now.Name, now.JoinedOn));
        Assert.Null(await Who());
        Accepted(await p.County.Approves(AdministrationDeeds.AdmitAgency, p.Police.Id, third));
        Assert.NotNull(await Who());

        Task<SignedIn?> Who() => p.County.Do(db => db.WhoIs(friend.Id, p.Today, default));
    }

    private static async Task<(Account, RoleGrant)> Holds(Partnership p, Role role, string name)
    {
        var account = await p.Add(Partnership.Person(p.Police, name, p.Today));
        return (account, await p.Add(Grant(p, account, role)));
    }

    private static RoleGrant Grant(Partnership p, Account account, Role role) =>
        new()
        {
            AccountId = account.Id,
            RoleId = role.Id,
            StartsOn = p.Today,
        };
}
