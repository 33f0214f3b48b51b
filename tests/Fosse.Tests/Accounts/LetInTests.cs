using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Accounts;

/// <summary>Where mail is set up, no administrator lets somebody whom they invented read about persons: a second one is asked.</summary>
public sealed class LetInTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_will_read_about_persons_is_invited_by_two(string database)
    {
        await using var p = await Open(database);
        var second = await p.Second();
        var asked = Accepted(await p.Asks((InviteAccount c) => c.Handle(p.By, Of(p, "Nell Comer", p.Casework.Id), default)));
        Assert.NotNull(asked.Proposal);
        Assert.False(await Is(p, asked.About));
        Assert.False((await p.County.Approves(AccountsDeeds.InviteAccount, asked.About, p.By)).Accepted(out _));
        Accepted(await p.County.Approves(AccountsDeeds.InviteAccount, asked.About, second));
        Assert.True(await Is(p, asked.About));
        Assert.DoesNotContain(AccountsAdminEvents.LetInUnasked, (await p.Events()).Select(e => e.Kind));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nor_is_it_given_afterwards_by_a_role_or_by_what_a_role_gains(string database)
    {
        await using var p = await Open(database);
        var second = await p.Second();
        var office = await p.Add(
            new Role
            {
                Name = "Office",
                Explanation = "Works",
                Permissions = [AccountsPermissions.Work],
            }
        );
        // Who reads about nobody is let in at once.
        var clerk = Accepted(await p.Asks((InviteAccount c) => c.Handle(p.By, Of(p, "Cal Clerk", office.Id), default)));
        Assert.Null(clerk.Proposal);
        var given = Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, Role(clerk.About, p.Casework.Id), default)));
        Assert.NotNull(given.Proposal);
        Accepted(await p.County.Approves(AccountsDeeds.GrantRole, clerk.About, second));
        // Once two have let them, one gives another such role.
        Assert.Null(Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, Role(clerk.About, p.Casework.Id), default))).Proposal);

        RoleDetails more = new("Office", "Works", [AccountsPermissions.Work, RecordsPermissions.BreakGlass]);
        var gains = Accepted(await p.Asks((ChangeRole c) => c.Handle(p.By, office.Id, 0, more, default)));
        Assert.NotNull(gains.Proposal);
        Accepted(await p.County.Approves(AccountsDeeds.ChangeRole, office.Id, second));
        Assert.Contains(
            RecordsPermissions.BreakGlass,
            (await p.County.Do(db => db.Set<Role>().SingleAsync(r => r.Id == office.Id))).Permissions
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_a_role_that_somebody_had_lets_its_holders_do_today_says_nothing_of_them(string database)
    {
        await using var p = await Open(database);
        await p.Second();
        var helper = await p.Add(
            new Role
            {
                Name = "Helper",
                Explanation = "Works",
                Permissions = [AccountsPermissions.Work],
            }
        );
        var clerk = Accepted(await p.Asks((InviteAccount c) => c.Handle(p.By, Of(p, "Kit Clerk", helper.Id), default)));
        var grant = await p.County.Do(db => db.Set<RoleGrant>().SingleAsync(g => g.AccountId == clerk.About));
        Accepted(await p.Asks((GiveRole c) => c.End(p.By, grant.Id, default)));
        // Nobody holds it now, so that one changes it alone.
        RoleDetails more = new("Helper", "Reads", [AccountsPermissions.Work, RecordsPermissions.ReadRecords]);
        Assert.Null(Accepted(await p.Asks((ChangeRole c) => c.Handle(p.By, helper.Id, 0, more, default))).Proposal);
        Assert.NotNull(Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, Role(clerk.About, p.Casework.Id), default))).Proposal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_would_be_asked_is_made_unaskable_by_two(string database)
    {
        await using var p = await Open(database);
        var second = await p.Second();
        var protector = await p.Somebody(p.Police, AccountsPermissions.Work, Fosse.Partnership.PartnershipPermissions.ManageAgreements);
        var role = await p.County.Do(db =>
            db.Set<Role>().FirstAsync(r => db.Set<RoleGrant>().Any(g => g.RoleId == r.Id && g.AccountId == protector.AccountId))
        );
        RoleDetails less = new(role.Name, role.Explanation, [AccountsPermissions.Work]);
        var asked = Accepted(await p.Asks((ChangeRole c) => c.Handle(p.By, role.Id, role.Version, less, default)));
        Assert.NotNull(asked.Proposal);
        Accepted(await p.County.Approves(AccountsDeeds.ChangeRole, role.Id, second));
        Assert.Equal([AccountsPermissions.Work], (await p.County.Do(db => db.Set<Role>().SingleAsync(r => r.Id == role.Id))).Permissions);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task As_a_county_begins_the_first_of_an_agency_is_invited_by_one_and_oversight_reads_that(string database)
    {
        await using var p = await Open(database);
        var first = Accepted(await p.Asks((InviteAccount c) => c.Handle(p.By, Of(p, "Fay First", p.Casework.Id), default)));
        Assert.Null(first.Proposal);
        Assert.Equal(first.About, (await p.Events()).Single(e => e.Kind == AccountsAdminEvents.LetInUnasked).AboutId);
        var watcher = await p.Somebody(p.Police, AccountsPermissions.Work, Fosse.Accountability.AccountabilityPermissions.ReadLedger);
        var seen = (await p.County.Do(db => Fosse.Accountability.Audit.AdministratorDeeds.DeedsOn(db, watcher, 1, default))).Rows;
        Assert.Contains("LetInUnasked", seen.Select(d => d.What));
        // The next one waits until there is a second administrator.
        Assert.NotNull(Accepted(await p.Asks((InviteAccount c) => c.Handle(p.By, Of(p, "Sid Next", p.Casework.Id), default))).Proposal);
    }

    [Fact]
    public async Task Every_permission_by_which_the_policy_opens_words_or_persons_are_found_is_known_as_one()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var words = county.Services.GetRequiredService<HouseWords>();
        Assert.DoesNotContain(words.PurposeRules.Select(r => r.Needed), p => p is { Personal: false, Oversight: false });
        Assert.Contains(RecordsPermissions.SearchRecords, words.Permissions.Where(p => p.Personal));
        Assert.Contains(RecordsPermissions.BreakGlass, words.Permissions.Where(p => p.Personal));
    }

    private static Task<Partnership> Open(string database) =>
        Partnership.Open(
            database,
            services => services.PostConfigure<MailOptions>(mail => (mail.Host, mail.From) = ("127.0.0.1", "fosse@test.example"))
        );

    private static Task<bool> Is(Partnership p, Guid account) => p.County.Do(db => db.Set<Account>().AnyAsync(a => a.Id == account));

    private static GivenRole Role(Guid account, Guid role) => new(account, role, null, null, null, null);

    private static InvitedAccount Of(Partnership p, string name, Guid role) =>
        new(p.Police.Id, name, $"{name.Replace(' ', '.')}@example.org", null, null, [role]);
}
