using System.Net;
using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Administration;

/// <summary>The same as an administrator tries it at the pages, and what oversight sees of it.</summary>
public sealed class AdministratorAttackPagesTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task No_page_lets_an_administrator_watch_over_themselves(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin");
        var self = await Officer.Joins(county, Officer.Agency, AccountsPermissions.Administer);
        var admin = await Officer.Enters(site, self);
        var own = await county.Do(db => db.Set<RoleGrant>().Where(g => g.AccountId == self).Select(g => g.RoleId).SingleAsync());
        var officer = await Officer.Joins(county, Officer.Agency, AccountsPermissions.Work, AccountabilityPermissions.ReadLedger);
        var watch = await county.Do(db => db.Set<RoleGrant>().Where(g => g.AccountId == officer).Select(g => g.RoleId).SingleAsync());

        await (await admin.Opens($"/admin/people/{self}/role")).Sends("Give a role", ("Role", watch.ToString()));
        Assert.Contains("your own account", admin.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await (await admin.Opens($"/admin/people/{self}")).Sends("Let them choose a new password");
        Assert.Contains("your own account", admin.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await (await admin.Opens($"/admin/roles/{own}")).Sends(
            "Save",
            ("Form.Name", "Mine"),
            ("Form.Explanation", "All"),
            ("Form.Permissions", "Administer"),
            ("Form.Permissions", "ReadLedger")
        );
        Assert.Contains("hold this role yourself", admin.Text(".govuk-error-summary"), StringComparison.Ordinal);

        // For somebody else it is proposed; what the page does not offer is refused when it is sent all the same.
        var peter = await Officer.Joins(county, Officer.Agency);
        await (await admin.Opens($"/admin/people/{peter}/role")).Sends("Give a role", ("Role", watch.ToString()));
        Assert.Equal("Give a role", admin.Heading);
        var proposal = await county.Do(db => db.Set<Approval>().SingleAsync());
        await admin.SendsTo("Take it back", "?handler=Approve", ("Hash", Convert.ToHexStringLower(proposal.Hash)));
        Assert.Contains("part in this already", admin.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await admin.SendsTo("Take it back", "?handler=Half");
        Assert.Contains("no part of this invitation", admin.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal(0, await county.Do(db => db.Set<RoleGrant>().CountAsync(g => g.AccountId == peter)));

        // A second account of the same name does not help, whoever made it.
        var name = await county.Do(db => db.Set<Account>().Where(a => a.Id == self).Select(a => a.Name).SingleAsync());
        var agency = await county.Do(db => db.Set<Agency>().Select(a => a.Id).SingleAsync());
        await (await admin.Opens("/admin/people/invite")).Sends(
            "Invite them",
            ("Agency", agency.ToString()),
            ("Name", name.ToUpperInvariant()),
            ("Email", "second@test.example"),
            ("Roles", own.ToString())
        );
        Assert.Contains("looks like yourself", admin.Text(".govuk-error-summary"), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Oversight_reads_what_administrators_did_and_tells_two_people_apart(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin");
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        var watcher = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            AccountabilityPermissions.ReadLedger,
            AccountabilityPermissions.ReviewAccess
        );
        var (one, other) = (await Officer.Joins(county, Officer.Agency), await Officer.Joins(county, Officer.Agency));
        await county.Do(async db =>
        {
            foreach (var account in await db.Set<Account>().ToListAsync())
                account.Name = account.Id == one || account.Id == other ? "Jo Twin" : $"Somebody {account.Id}";
            await db.SaveChangesAsync();
            await SamePersons.LookAtAll(db, county.Time.Now, default);
        });
        await (await admin.Opens($"/admin/people/{one}/shut-out")).Sends("Shut out now", ("Confirmed", "true"));
        Assert.Equal(["Jo Twin, Test Police"], admin.All($"main a[href='/admin/people/{other}']"));

        await (await watcher.Opens("/work/ledger")).Follows("Administrators’ deeds");
        Assert.Contains("Shut somebody out", watcher.Text("tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Jo Twin", watcher.Text("tbody tr"), StringComparison.Ordinal);
        await (await watcher.Opens("/work/access")).Follows("Accounts of one person");
        await watcher.Sends("They are two people " + Emails(watcher));
        Assert.Equal("They count as two people from now on. It is in the ledger.", watcher.Text(".govuk-notification-banner__heading"));
        Assert.Equal(2, await county.Do(db => db.Set<Account>().CountAsync(a => a.Name == "Jo Twin" && a.SamePersonAs == null)));
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Opens("/work/access/same-person")).Status);
    }

    private static string Emails(Visitor at) => at.Text("main li .govuk-visually-hidden");
}
