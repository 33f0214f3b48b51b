using System.Text.RegularExpressions;
using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Tests.Reporting.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Accounts;

/// <summary>Where mail is set up, what opens an account goes to its owner and past every administrator.</summary>
public sealed class InvitationMailTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_link_is_mailed_to_its_owner_and_no_administrator_sees_it(string database)
    {
        await using var server = new MailServer();
        await using var staff = await At(database, server);
        var (owner, key, _) = await staff.Arrives();
        var admin = await Officer.SignsIn(staff.Site, staff.County, AccountsPermissions.Administer);

        await (await admin.Opens($"/admin/people/{staff.Account}")).Sends("Let them choose a new password");
        Assert.Equal("The invitation goes to their address by mail.", admin.Text(".govuk-notification-banner__heading"));
        Assert.Empty(admin.All(".fosse-secret"));
        await Works(staff);
        var mail = Assert.Single(server.Taken);
        Assert.Contains($"RCPT TO:<{Staff.Email}>", mail, StringComparison.Ordinal);
        var path = Regex.Match(Unfolded(mail), "/invitation/[A-Za-z0-9_-]{43}").Value;
        foreach (var body in await staff.County.Do(db => db.Set<OutboxMessage>().Select(m => m.Body).ToListAsync()))
            Assert.DoesNotContain(path[12..], body, StringComparison.Ordinal);
        Assert.DoesNotContain(staff.County.Log.Lines, line => line.Contains(path[12..], StringComparison.Ordinal));

        // Whoever takes it ends what was open, and its owner is told by mail and on their page by whom.
        Assert.True(await Staff.IsIn(owner.Client));
        var taker = Visitor.Of(staff.Site.Client());
        await (await taker.Opens(path)).Sends("Set password", ("password", "a long walk past nine mills"));
        Assert.False(await Staff.IsIn(owner.Client));
        await Works(staff);
        Assert.Contains("Your sign-in to Fosse was made anew", server.Taken[^1], StringComparison.Ordinal);
        Assert.Contains($"RCPT TO:<{Staff.Email}>", server.Taken[^1], StringComparison.Ordinal);
        var name = await staff.County.Do(db =>
            db.Set<AdminEvent>()
                .Where(e => e.Kind == AccountsAdminEvents.InvitedAgain)
                .Join(db.Set<Account>(), e => e.AccountId, a => a.Id, (_, a) => a.Name)
                .SingleAsync()
        );
        Assert.Matches($"^Your sign-in was recovered on .* by {name}\\.", (await taker.Opens("/account")).Text(".govuk-inset-text"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_new_colleague_is_mailed_and_one_who_will_oversee_only_after_a_second_approval(string database)
    {
        await using var server = new MailServer();
        await using var staff = await At(database, server);
        var admin = await Officer.SignsIn(staff.Site, staff.County, AccountsPermissions.Administer);
        var second = await Officer.SignsIn(staff.Site, staff.County, AccountsPermissions.Administer);
        var agency = await staff.County.Do(db => db.Set<Agency>().Select(a => a.Id).SingleAsync());
        var roles = await staff.County.Do(async db =>
        {
            var (work, watch) = (Named("Work", AccountsPermissions.Work), Named("Watch", AccountabilityPermissions.ReviewAccess));
            db.AddRange(work, watch);
            await db.SaveChangesAsync();
            return (Work: work.Id, Watch: watch.Id);
        });
        Task<Visitor> Invites(string name, params Guid[] held) =>
            admin.Sends(
                "Invite them",
                [
                    ("Agency", agency.ToString()),
                    ("Name", name),
                    ("Email", $"{name.Replace(' ', '.')}@test.example"),
                    .. held.Select(r => ("Roles", r.ToString())),
                ]
            );

        await admin.Opens("/admin/people/invite");
        await Invites("Nell Comer", roles.Work);
        Assert.Equal("Nell Comer", admin.Heading);
        await Works(staff);
        Assert.Contains("RCPT TO:<Nell.Comer@test.example>", Assert.Single(server.Taken), StringComparison.Ordinal);

        await admin.Opens("/admin/people/invite");
        await Invites("Will Watch", roles.Work, roles.Watch);
        Assert.Equal("It is proposed, and waits for a second administrator.", admin.Text(".govuk-notification-banner__heading"));
        Assert.DoesNotContain("Show my part", admin.All("button"));
        await Works(staff);
        Assert.Single(server.Taken);
        await (await second.Opens(admin.At.ToString().Split('?')[0])).Sends("Approve");
        Assert.DoesNotContain("Show my part", second.All("button"));
        await Works(staff);
        Assert.Contains("RCPT TO:<Will.Watch@test.example>", server.Taken[^1], StringComparison.Ordinal);
    }

    private static Task<Staff> At(string database, MailServer server) =>
        Staff.At(
            database,
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={server.Port}",
            "--Mail:Encrypted=false",
            "--Mail:From=fosse@test.example"
        );

    private static Role Named(string name, Permission permission) =>
        new()
        {
            Name = name,
            Explanation = name,
            Permissions = [permission],
        };

    private static async Task Works(Staff staff)
    {
        var outbox = staff.Site.App.Services.GetRequiredService<OutboxDispatcher>();
        while (await outbox.DrainOnce(default) > 0) { }
    }

    // Quoted-printable breaks long lines.
    private static string Unfolded(string mail) => mail.Replace("=\r\n", "", StringComparison.Ordinal);
}
