using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting;
using Fosse.Reporting.Open311;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>Keys of other systems: made, shown once, used, made anew, ended; on pages and on the command line.</summary>
public sealed class ApiKeysTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_administrator_makes_a_key_that_is_shown_once_and_stored_nowhere_and_ends_it(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var administrator = await Officer.SignsIn(open311.Site, open311.County, AccountsPermissions.Administer);
        await administrator.Opens("/admin/api-keys/add");
        await administrator.Sends("Make the key", ("Name", " another SYSTEM "));
        Assert.Equal(
            ["Another system has this name. Enter a different one, or make its key anew", "Choose the agency that answers for the system"],
            administrator.All(".govuk-error-summary__list li")
        );
        var council = await open311.County.Do(db => db.Set<Agency>().Where(a => a.Name == "Test Council").Select(a => a.Id).SingleAsync());
        await administrator.Sends("Make the key", ("Name", "FixMyStreet of Birch"), ("Agency", $"{council}"));
        Assert.Equal("The key", administrator.Heading);
        var secret = administrator.Text(".fosse-secret code");
        Assert.Matches("^fosse_[A-Za-z0-9_-]{43}$", secret);

        await administrator.Follows("See this system");
        Assert.DoesNotContain(secret, administrator.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Not yet", administrator.All("dd"));
        await open311.Sends(Open311Site.Report(secret));
        await administrator.Opens("/admin/api-keys");
        Assert.Equal(["Test Council", "1", "14 March 2025", "In use"], administrator.All("tbody tr:nth-child(3) td"));
        var stored = await open311.County.Do(db => db.Set<ApiKey>().AsNoTracking().SingleAsync(k => k.Name == "FixMyStreet of Birch"));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret)), stored.Hash);
        Assert.DoesNotContain(open311.County.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));

        await administrator.Follows("FixMyStreet of Birch");
        await administrator.Sends("Make a new key");
        var renewed = administrator.Text(".fosse-secret code");
        Assert.NotEqual(secret, renewed);
        Assert.Equal(HttpStatusCode.Forbidden, (await open311.Get($"v2/servicerequestupdates.xml?api_key={secret}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await open311.Get($"v2/servicerequestupdates.xml?api_key={renewed}")).Status);
        await administrator.Follows("See this system");
        Assert.Contains("1", administrator.All("dd")); // what it sent with the old key is still its own
        await administrator.Sends("End the key");
        Assert.Contains("The key has been ended.", administrator.All(".govuk-notification-banner__heading"));
        Assert.Equal(HttpStatusCode.Forbidden, (await open311.Get($"v2/servicerequestupdates.xml?api_key={renewed}")).Status);
        Assert.Equal(
            [ReportingAdminEvents.ApiKeyMade, ReportingAdminEvents.ApiKeyMade, ReportingAdminEvents.ApiKeyEnded],
            await open311.County.Do(db =>
                db.Set<AdminEvent>().Where(e => e.Detail == "FixMyStreet of Birch").OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync()
            )
        );
        Assert.Equal(HttpStatusCode.OK, (await administrator.Opens("/admin/events")).Status);
    }

    [Fact]
    public async Task Of_two_administrators_the_second_is_told_and_changes_nothing()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var (first, second) = (
            await Officer.SignsIn(open311.Site, open311.County, AccountsPermissions.Administer),
            await Officer.SignsIn(open311.Site, open311.County, AccountsPermissions.Administer)
        );
        await first.Opens($"/admin/api-keys/{open311.FixMyStreet.Id}");
        await second.Opens($"/admin/api-keys/{open311.FixMyStreet.Id}");
        await first.Sends("Make a new key");
        var secret = first.Text(".fosse-secret code");
        await second.Sends("End the key");
        Assert.Contains("Somebody else has changed this key", second.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await open311.Get($"v2/servicerequestupdates.xml?api_key={secret}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Opens($"/admin/api-keys/{Guid.NewGuid()}")).Status);
        var officer = await Officer.SignsIn(open311.Site, open311.County, AccountsPermissions.Work);
        foreach (var page in (string[])["/admin/api-keys", "/admin/api-keys/add", $"/admin/api-keys/{open311.FixMyStreet.Id}"])
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Opens(page)).Status);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_command_line_makes_lists_renews_and_ends_a_key(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var added = await Run(open311.County, "add", "FixMyStreet of Birch", "--agency", "Test Council");
        Assert.Equal((0, ""), (added.Code, added.Errors));
        await open311.Sends(Open311Site.Report(added.Output.Trim()));
        Assert.Contains(
            "FixMyStreet of Birch (Test Council): in use, 1 sent, last used 2025-03-14",
            (await Run(open311.County, "list")).Output,
            StringComparison.Ordinal
        );
        var renewed = await Run(open311.County, "renew", "fixmystreet of birch");
        Assert.Equal(HttpStatusCode.OK, (await open311.Get($"v2/servicerequestupdates.xml?api_key={renewed.Output.Trim()}")).Status);
        Assert.Equal(0, (await Run(open311.County, "end", "FixMyStreet of Birch")).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await open311.Get($"v2/servicerequestupdates.xml?api_key={renewed.Output.Trim()}")).Status);
        Assert.Contains("\"inUse\":false", (await Run(open311.County, "list", "--json")).Output, StringComparison.Ordinal);
        foreach (
            var (words, arguments) in new (string, string[])[]
            {
                ("There is no agency Nowhere", ["add", "New", "--agency", "Nowhere"]),
                ("Another system has this name", ["add", "FixMyStreet of Birch", "--agency", "Test Council"]),
                ("No system is called New", ["end", "New"]),
                ("No system is called New", ["renew", "New"]),
            }
        )
        {
            var ended = await Run(open311.County, arguments);
            Assert.Equal(2, ended.Code);
            Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_system_that_asks_too_often_is_told_to_wait()
    {
        await using var open311 = await Open311Site.Open(
            TestCounty.Sqlite,
            "--RateLimits:ExemptLoopback=false",
            "--RateLimits:Api:Burst=3",
            "--RateLimits:Api:PermitPerMinute=1"
        );
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await open311.Get("v2/services.xml")).Status);
        var refused = await open311.Post("requests.xml", Open311Site.Report(open311.FixMyStreet.Secret));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.NotNull(refused.Answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task On_a_host_without_the_open_interfaces_none_of_it_is_there()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite, "--Faces=Public");
        foreach (var path in (string[])["discovery.xml", "v2/services.xml", "v2/requests.xml"])
            Assert.Equal(HttpStatusCode.NotFound, (await open311.Get(path)).Status);
    }

    private static Task<Ended> Run(TestCounty county, params string[] arguments) =>
        FosseProcess.Run(county.Folder, ["api-key", .. arguments, "--db", county.Address.Connection]);
}
