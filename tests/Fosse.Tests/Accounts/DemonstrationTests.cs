using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Cli.Commands;
using Fosse.Cli.Demonstration;
using Fosse.Foundation;
using Fosse.Tests.Demonstration;
using Fosse.Tests.HouseRules;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>One click signs in, in the demonstration and nowhere else.</summary>
public sealed class DemonstrationTests
{
    private static async Task<TestCounty> County(bool madeUp)
    {
        var county = await TestCounty.Open(TestCounty.Sqlite);
        await county.Do(async db =>
        {
            await new CountyFacts("Smallshire", madeUp, []).Write(db);
            StoryPlaces.Add(db);
            await db.SaveChangesAsync();
        });
        await DemonstrationStory.Play(county.At, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        return county;
    }

    private static Task<TestSite> Demo(TestCounty county) =>
        TestSite.On(county.Address, builder => DemoCommand.OneClickSignIn(builder), "--Faces=All");

    [Fact]
    public async Task One_click_signs_in_as_each_of_its_people()
    {
        await using var county = await County(madeUp: true);
        await using var site = await Demo(county);
        var buttons = (await Visitor.Of(site.Client()).Opens("/sign-in")).All("button[name=account]");
        Assert.True(StandardRoles.All.All(r => buttons.Contains($"Sign in as {r.Name}")), string.Join(", ", buttons));
        foreach (
            var (value, name) in (await Visitor.Of(site.Client()).Opens("/sign-in"))
                .Page.QuerySelectorAll("button[name=account]")
                .Select(b => (b.GetAttribute("value")!, b.TextContent))
        )
        {
            var visitor = Visitor.Of(site.Client());
            await visitor.Opens("/sign-in");
            await visitor.Sends(name, ("account", value));
            await visitor.Opens("/account");
            Assert.Equal(("Your account", "One click in the demonstration"), (visitor.Heading, visitor.Text("tbody tr td:nth-child(3)")));
        }
    }

    [Fact]
    public async Task No_other_host_has_it_and_no_real_county_answers_to_it()
    {
        await using var county = await County(madeUp: true);
        await using (var serve = await TestSite.On(county, "--Faces=All"))
        {
            Assert.DoesNotContain(RoutesTests.Endpoints(serve), line => line.Contains("demonstration", StringComparison.Ordinal));
            using var answer = await serve
                .Client()
                .PostAsync(new Uri("/sign-in/demonstration", UriKind.Relative), new FormUrlEncodedContent([]));
            Assert.Equal(await Unknown(serve), answer.StatusCode);
            Assert.Empty((await Visitor.Of(serve.Client()).Opens("/sign-in")).All("button[name=account]"));
        }
        await county.Do(async db =>
        {
            await new CountyFacts("Smallshire", false, []).Write(db);
            await db.SaveChangesAsync();
        });
        await using var site = await Demo(county);
        var visitor = await Visitor.Of(site.Client()).Opens("/sign-in");
        await visitor.Sends("Sign in as Officer", ("account", (await county.Do(db => db.Set<Account>().FirstAsync())).Id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task A_host_of_the_public_faces_has_none_of_the_pages_for_staff()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var every = await TestSite.On(county, "--Faces=All");
        var staff = RoutesTests
            .Endpoints(every)
            .Where(l =>
                l.Contains(" Staff ", StringComparison.Ordinal)
                || l.Contains(" Partner ", StringComparison.Ordinal)
                || l.Contains(" Admin ", StringComparison.Ordinal)
            )
            .Select(l => l.Split(' ')[0])
            .ToList();
        Assert.True(staff.Count > 8);
        await using var site = await TestSite.On(county, "--Faces=Public,Api", "--RateLimits:Public:Burst=100000");
        var unknown = await Unknown(site);
        foreach (var path in staff.Select(p => System.Text.RegularExpressions.Regex.Replace(p, @"\{[^}]*\}", "x")))
        {
            using var answer = await site.Client().GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound, path);
            using var sent = await site.Client().PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([]));
            Assert.Equal(unknown, sent.StatusCode);
        }
    }

    // What a form gets that is sent to where nothing is.
    private static async Task<HttpStatusCode> Unknown(TestSite site)
    {
        using var answer = await site.Client().PostAsync(new Uri("/nothing-is-here", UriKind.Relative), new FormUrlEncodedContent([]));
        return answer.StatusCode;
    }
}
