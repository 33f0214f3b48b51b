using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>What one administrator tried in order to become somebody else, or to watch over themselves.</summary>
public sealed class TwoAdministratorsTests
{
    private const string ItsYou = "This is your own account, or another of yours. Ask another administrator";

    private static readonly Permission[] Oversight =
    [
        AccountsPermissions.Work,
        AccountabilityPermissions.ReviewAccess,
        AccountabilityPermissions.ReadLedger,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task No_administrator_takes_anothers_account_alone(string database)
    {
        await using var p = await Partnership.Open(database);
        var victim = await p.Add(Partnership.Person(p.Police, "Vera Victim", p.Today));
        var second = await p.Second();
        var asked = Accepted(await p.Asks((InviteAccount c) => c.Again(p.By, victim.Id, default)));
        Assert.NotNull(asked.Proposal);
        Assert.Empty(await p.County.Do(db => db.Set<Invitation>().ToListAsync()));

        var own = Accepted(await p.Asks((InvitationHalves h) => h.Show(asked.Proposal!.Value, p.By, default)));
        Assert.Contains("no part", Refused(await p.Asks((InvitationHalves h) => h.Show(asked.Proposal!.Value, second, default))));
        Assert.Contains("part in this already", Refused(await p.County.Approves(AccountsDeeds.RecoverAccount, victim.Id, p.By)));
        var raised = (await p.As(victim)) with { Permissions = p.By.Permissions };
        Assert.Contains(ItsYou, Refused(await p.County.Approves(AccountsDeeds.RecoverAccount, victim.Id, raised)));
        Accepted(await p.County.Approves(AccountsDeeds.RecoverAccount, victim.Id, second));

        // Neither half opens anything, not even twice, and neither administrator is shown another's.
        foreach (var (first, other) in new (string, string?)[] { (own, null), (own, own), (own, "0000-0000-0000-0000-0000"), ("", own) })
        {
            Assert.Null(await p.Asks((Invitations i) => i.For(first, other, default)));
            Assert.False(await p.Asks((Invitations i) => i.Take(first, other, default)));
        }
        var again = Accepted(await p.Asks((InvitationHalves h) => h.Show(asked.Proposal!.Value, p.By, default)));
        Assert.Null(await p.Asks((Invitations i) => i.For(own, again, default)));

        var theirs = Accepted(await p.Asks((InvitationHalves h) => h.Show(asked.Proposal!.Value, second, default)));
        Assert.Equal(victim.Id, (await p.Asks((Invitations i) => i.For(again, theirs, default)))!.Id);
        Assert.True(await p.Asks((Invitations i) => i.Take(theirs, again, default)));
        Assert.Equal(
            [p.Admin.Name, second.Name],
            (await p.County.Do(db => db.LastRecovery(victim.Id, default)))!.By.Order(StringComparer.Ordinal)
        );
        Assert.Contains("own account", Refused(await p.Asks((InviteAccount c) => c.Again(p.By, p.Admin.Id, default))));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_gives_themselves_a_role_and_oversight_takes_two(string database)
    {
        await using var p = await Partnership.Open(database);
        var (second, officer) = (await p.Second(), await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today)));
        var watch = await p.Add(Named("Watch", Oversight));
        GivenRole To(Guid account, Guid role) => new(account, role, null, null, null, null);

        foreach (var role in (Guid[])[p.Casework.Id, watch.Id])
            Assert.Equal(ItsYou, Refused(await p.Asks((GiveRole c) => c.Handle(p.By, To(p.Admin.Id, role), default))));
        Assert.NotNull(Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, To(officer.Id, p.Casework.Id), default))).Proposal);
        Accepted(await p.County.Approves(AccountsDeeds.GrantRole, officer.Id, second)); // the first by which they read about persons
        Assert.Null(Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, To(officer.Id, p.Casework.Id), default))).Proposal);
        Assert.NotNull(Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, To(officer.Id, watch.Id), default))).Proposal);
        Assert.Contains("waits", Refused(await p.Asks((GiveRole c) => c.Handle(p.By, To(officer.Id, watch.Id), default))));
        Assert.False((await p.As(officer)).May(AccountabilityPermissions.ReviewAccess));
        Assert.Contains("already", Refused(await p.County.Approves(AccountsDeeds.GrantRole, officer.Id, p.By)));
        Accepted(await p.County.Approves(AccountsDeeds.GrantRole, officer.Id, second));
        Assert.True((await p.As(officer)).May(AccountabilityPermissions.ReviewAccess));

        // For the second administrator, proposed by the first: they do not approve their own.
        Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, To(second.AccountId, watch.Id), default)));
        Assert.Equal(ItsYou, Refused(await p.County.Approves(AccountsDeeds.GrantRole, second.AccountId, second)));
        Accepted(await p.County.Approves(AccountsDeeds.GrantRole, second.AccountId, await p.Second("Tess Third")));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_role_gains_oversight_by_two_and_neither_holds_it(string database)
    {
        await using var p = await Partnership.Open(database);
        var second = await p.Second();
        RoleDetails With(Role role, Permission more) => new(role.Name, role.Explanation, [.. role.Permissions, more]);

        foreach (var more in (Permission[])[RecordsPermissions.ReadRecords, AccountabilityPermissions.ReadLedger])
        {
            var own = await p.Asks((ChangeRole c) => c.Handle(p.By, p.Administration.Id, 0, With(p.Administration, more), default));
            Assert.Contains("hold this role yourself", Refused(own));
        }
        var changed = With(p.Casework, AccountabilityPermissions.ReadLedger);
        Assert.NotNull(Accepted(await p.Asks((ChangeRole c) => c.Handle(p.By, p.Casework.Id, 0, changed, default))).Proposal);
        Assert.DoesNotContain((await p.County.Do(db => db.RoleOf(p.Casework.Id, default)))!.Permissions, m => m.Oversight);

        // Somebody who would gain by it has no part in it.
        var gains = await p.Second("Greta Gains");
        Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, new(gains.AccountId, p.Casework.Id, null, null, null, null), default)));
        Accepted(await p.County.Approves(AccountsDeeds.GrantRole, gains.AccountId, second));
        Assert.Contains("hold this role yourself", Refused(await p.County.Approves(AccountsDeeds.ChangeRole, p.Casework.Id, gains)));
        Accepted(await p.County.Approves(AccountsDeeds.ChangeRole, p.Casework.Id, second));
        Assert.Contains((await p.County.Do(db => db.RoleOf(p.Casework.Id, default)))!.Permissions, m => m.Oversight);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_second_account_of_one_person_is_no_second_person(string database)
    {
        await using var p = await Partnership.Open(database);
        var (second, third) = (await p.Second(), await p.Second("Tess Third"));
        InvitedAccount Of(string name, string email, string? also = null) =>
            new(p.Police.Id, name, email, null, null, [p.Administration.Id], also);

        // One's own second account is not to be had, whether one says so or it looks so.
        foreach (
            var own in (InvitedAccount[])
                [
                    Of("ada  MINISTER", "other@example.org"),
                    Of("Somebody Else", "Ada.Minister@elsewhere.example"),
                    Of("Somebody Else", "ada.minister+dpo@example.org"),
                    Of("Somebody Else", "adaminister@example.org"),
                    Of("Somebody Else", "else@example.org", p.Admin.Email),
                ]
        )
            Assert.Contains("looks like yourself", Refused(await p.Asks((InviteAccount c) => c.Handle(p.By, own, default))));

        // Of two others, it is made and counts as theirs.
        var made = Accepted(await p.Asks((InviteAccount c) => c.Handle(p.By, Of("Sam Second", "sam@example.org"), default)));
        Assert.Contains("looks like yourself", Refused(await p.County.Approves(AccountsDeeds.InviteAccount, made.About, second)));
        Accepted(await p.County.Approves(AccountsDeeds.InviteAccount, made.About, third));
        var twin = await p.As(made.About);
        Assert.Equal(second.PersonId, twin.PersonId);
        var officer = await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today));
        Accepted(await p.Asks((InviteAccount c) => c.Again(second, officer.Id, default)));
        Assert.Contains("already", Refused(await p.County.Approves(AccountsDeeds.RecoverAccount, officer.Id, twin)));

        // Oversight looks, and neither the two nor whoever made one of them.
        var police = await p.Somebody(p.Police, Oversight);
        var pair = Assert.Single(await p.County.Do(db => db.LikePairs(police, default)));
        Assert.Equal(LinkReason.Name, pair.Link.Why);
        foreach (var concerned in (SignedIn[])[p.By, second, third, twin])
        {
            var with = concerned with { AgencyId = p.Police.Id, Permissions = Oversight.ToHashSet() };
            Assert.Contains("made one", Refused(await Apart(p, with, pair)));
        }
        Assert.Contains(
            "review access",
            Refused(await Apart(p, await p.Somebody(p.Council, Oversight), pair)).Replace("reviews", "review")
        );
        Accepted(await Apart(p, police, pair));
        Assert.NotEqual(second.PersonId, (await p.As(made.About)).PersonId);
        Accepted(await p.County.Approves(AccountsDeeds.RecoverAccount, officer.Id, await p.As(made.About)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task That_two_accounts_are_one_persons_counts_for_what_waits_already(string database)
    {
        await using var p = await Partnership.Open(database);
        var (second, officer) = (await p.Second(), await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today)));
        var twin = await p.Second("Sam  SECOND"); // made past every command
        Accepted(await p.Asks((InviteAccount c) => c.Again(twin, officer.Id, default)));
        await p.County.Do(db => SamePersons.LookAtAll(db, p.County.Time.Now, default));
        Assert.Contains(
            "already",
            Refused(await p.County.Approves(AccountsDeeds.RecoverAccount, officer.Id, await p.As(second.AccountId)))
        );
        await p.County.Do(db => SamePersons.LookAtAll(db, p.County.Time.Now, default));
        Assert.Single(await p.County.Do(db => db.Set<AccountLink>().ToListAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Oversight_reads_in_the_ledger_what_administrators_did_to_its_people(string database)
    {
        await using var p = await Partnership.Open(database);
        var (second, officer) = (await p.Second(), await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today)));
        await p.WillHaveCasework(officer);
        Accepted(await p.Asks((GiveRole c) => c.Handle(p.By, new(officer.Id, p.Casework.Id, null, null, null, null), default)));
        Accepted(await p.Asks((InviteAccount c) => c.Again(p.By, officer.Id, default)));
        var invited = new InvitedAccount(p.Police.Id, "New Comer", "new@example.org", null, null, [p.Casework.Id]);
        Accepted(await p.Asks((InviteAccount c) => c.Handle(p.By, invited, default)));
        Accepted(await p.Asks((CloseAccount c) => c.Disable(second, officer.Id, confirmed: true, default)));

        var (watcher, other) = (await p.Somebody(p.Police, Oversight), await p.Somebody(p.Council, Oversight));
        var police = (await p.County.Do(db => db.DeedsOn(watcher, 1, default))).Rows;
        Assert.Equal(
            [
                ("AccountDisabled", "Sam Second", "Peter Constable"),
                ("InviteAccount.Proposed", "Ada Minister", null),
                ("RecoverAccount.Proposed", "Ada Minister", "Peter Constable"),
                ("RoleGiven", "Ada Minister", "Peter Constable"),
            ],
            police.Select(d => (d.What, d.Who!, d.About))
        );
        Assert.Equal("Caseworker", police[^1].Detail);
        Assert.Empty((await p.County.Do(db => db.DeedsOn(other, 1, default))).Rows);

        // Both or neither: what is refused for having been overtaken leaves no line.
        var (events, lines) = (await p.Events(), await p.County.Do(db => db.Set<LedgerLine>().CountAsync()));
        await p.County.Do(async db =>
        {
            var role = await db.Set<Role>().SingleAsync(r => r.Id == p.Casework.Id);
            (role.Explanation, role.Version) = ("Other", 8);
            db.Entry(role).Property(r => r.Version).OriginalValue = 7;
            db.Note(p.By, p.County.Time.Now, AccountsAdminEvents.RoleChanged, role.Id);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        });
        Assert.Equal(events.Count, (await p.Events()).Count);
        Assert.Equal(lines, await p.County.Do(db => db.Set<LedgerLine>().CountAsync()));
        Assert.Equal(events.Count, await p.County.Do(db => db.Set<LedgerLine>().CountAsync(l => l.Kind == LedgerKind.Administered)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_shuts_out_and_two_let_whoever_oversees_in_again(string database)
    {
        await using var p = await Partnership.Open(database);
        var (second, watcher) = (await p.Second(), await p.Somebody(p.Police, Oversight));
        Accepted(await p.Asks((CloseAccount c) => c.Disable(p.By, watcher.AccountId, confirmed: true, default)));
        Assert.NotNull(Accepted(await p.Asks((CloseAccount c) => c.Enable(p.By, watcher.AccountId, default))).Proposal);
        Assert.Null(await p.County.Do(db => db.WhoIs(watcher.AccountId, p.Today, default)));
        Accepted(await p.County.Approves(AccountsDeeds.EnableAccount, watcher.AccountId, second));
        Assert.NotNull(await p.County.Do(db => db.WhoIs(watcher.AccountId, p.Today, default)));

        // A last day that is past is moved by two as well.
        Accepted(await p.Asks((CloseAccount c) => c.EndsOn(p.By, watcher.AccountId, p.Today, default)));
        p.County.Time.Move(TimeSpan.FromDays(2));
        Assert.NotNull(Accepted(await p.Asks((CloseAccount c) => c.EndsOn(p.By, watcher.AccountId, null, default))).Proposal);
        Assert.Null(await p.County.Do(db => db.WhoIs(watcher.AccountId, p.Today, default)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task With_one_administrator_the_admin_home_says_what_cannot_be_done(string database)
    {
        await using var p = await Partnership.Open(database);
        async Task<bool> Alone() =>
            (await p.County.Do(db => db.Attention(TheHouse.Words, 8, p.County.Time.Now, default))).Any(a =>
                a.Kind is AttentionKind.OneAdministrator
            );
        Assert.True(await Alone());
        var twin = await p.Second("ADA  Minister");
        await p.County.Do(db => SamePersons.LookAtAll(db, p.County.Time.Now, default));
        Assert.True(await Alone());
        await p.Second();
        Assert.False(await Alone());
        Assert.Equal(p.By.PersonId, (await p.As(twin.AccountId)).PersonId);
    }

    private static Role Named(string name, IReadOnlyList<Permission> permissions) =>
        new()
        {
            Name = name,
            Explanation = name,
            Permissions = permissions,
        };

    private static Task<Outcome<Guid>> Apart(Partnership p, SignedIn by, LikePair pair) =>
        p.Asks((TellApart t) => t.Handle(by, pair.Link.FirstId, pair.Link.SecondId, default));

    private static T Accepted<T>(Outcome<T> outcome)
        where T : notnull
    {
        Assert.True(outcome.Accepted(out var done), string.Join(' ', outcome.Refusals.Select(r => r.Message)));
        return done;
    }

    private static string Refused<T>(Outcome<T> outcome)
        where T : notnull => Assert.Single(outcome.Refusals).Message;
}
