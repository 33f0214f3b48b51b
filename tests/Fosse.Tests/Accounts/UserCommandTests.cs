using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>fosse user: the way in before there is anybody.</summary>
public sealed class UserCommandTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_first_administrator_is_invited_reset_and_shut_out_from_the_command_line(string database)
    {
        await using var county = await TestCounty.Open(database);
        var added = await Run(
            county,
            "user",
            "add",
            "jo.bell@council.example",
            "--name",
            "Jo Bell",
            "--agency",
            "Soar District Council",
            "--kind",
            "Council"
        );
        Assert.Equal((0, ""), (added.Code, added.Errors));
        Assert.Matches("^/invitation/[A-Za-z0-9_-]{43}$", added.Output.Trim());
        await using var site = await TestSite.On(county, "--Faces=Public,Admin");
        Assert.Equal("Choose your password", (await Visitor.Of(site.Client()).Opens(added.Output.Trim())).Heading);
        var roles = await county.Do(db => db.Set<Role>().Select(r => r.Name).ToListAsync());
        Assert.Equal(StandardRoles.All.Select(r => r.Name).Order(), roles.Order());

        var noted = await county.Do(db =>
            db.AdminEventPage(new(Guid.NewGuid(), "", default, "", new HashSet<Permission> { AccountsPermissions.Administer }), 1, default)
        );
        Assert.Contains(noted.Rows, e => e is { Who: null, About: "Jo Bell" } && e.Event.Kind == AccountsAdminEvents.AccountInvited);

        var reset = await Run(county, "user", "reset", "JO.BELL@council.example");
        Assert.Equal("Choose your password", (await Visitor.Of(site.Client()).Opens(reset.Output.Trim())).Heading);
        Assert.Equal("This link does not work", (await Visitor.Of(site.Client()).Opens(added.Output.Trim())).Heading);

        Assert.Equal(0, (await Run(county, "user", "disable", "jo.bell@council.example")).Code);
        Assert.Equal("This link does not work", (await Visitor.Of(site.Client()).Opens(reset.Output.Trim())).Heading);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_makes_nothing()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        foreach (
            var (words, arguments) in new (string, string[])[]
            {
                ("There is no agency Nowhere", ["add", "a@b.example", "--name", "A", "--agency", "Nowhere"]),
                ("There is no role King", ["add", "a@b.example", "--name", "A", "--agency", "New", "--kind", "Fire", "--role", "King"]),
                ("Enter an email address", ["add", "nonsense", "--name", "A", "--agency", "New", "--kind", "Fire"]),
                ("Nobody has the email address", ["reset", "a@b.example"]),
                ("Nobody has the email address", ["disable", "a@b.example"]),
            }
        )
        {
            var ended = await Run(county, ["user", .. arguments]);
            Assert.Equal(2, ended.Code);
            Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        }
        Assert.Equal(0, await county.Do(db => db.Set<Agency>().CountAsync()));
    }

    private static Task<Ended> Run(TestCounty county, params string[] arguments) =>
        FosseProcess.Run(county.Folder, [.. arguments, "--db", county.Address.Connection]);
}
