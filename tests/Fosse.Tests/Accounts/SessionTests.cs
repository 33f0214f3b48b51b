using System.Net;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.Tests.Accounts;

/// <summary>How long somebody is in, and how they are out.</summary>
public sealed class SessionTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_asks_nothing_for_half_an_hour_is_out_and_who_asks_stays_in(string database)
    {
        await using var staff = await Staff.At(database);
        using var browser = await Officer.Browser(staff.Site, staff.Account);
        for (var i = 0; i < 3; i++)
        {
            staff.County.Time.Move(TimeSpan.FromMinutes(29));
            Assert.True(await Staff.IsIn(browser));
        }
        staff.County.Time.Move(TimeSpan.FromMinutes(30));
        Assert.False(await Staff.IsIn(browser));
        staff.County.Time.Move(TimeSpan.FromMinutes(-20));
        Assert.False(await Staff.IsIn(browser)); // what has ended stays so
    }

    [Fact]
    public async Task Nobody_stays_in_longer_than_twelve_hours()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        using var browser = await Officer.Browser(staff.Site, staff.Account);
        for (var i = 0; i < 28; i++)
        {
            staff.County.Time.Move(TimeSpan.FromMinutes(25));
            Assert.True(await Staff.IsIn(browser));
        }
        staff.County.Time.Move(TimeSpan.FromMinutes(20));
        Assert.False(await Staff.IsIn(browser));
    }

    [Fact]
    public async Task Both_times_are_settings_and_nonsense_stops_the_start()
    {
        await using (var staff = await Staff.At(TestCounty.Sqlite, "--SignIn:IdleTimeout=00:05:00"))
        {
            using var browser = await Officer.Browser(staff.Site, staff.Account);
            staff.County.Time.Move(TimeSpan.FromMinutes(5));
            Assert.False(await Staff.IsIn(browser));
        }
        foreach (
            var wrong in (string[])
                [
                    "--SignIn:IdleTimeout=13:00:00",
                    "--SignIn:AbsoluteTimeout=2.00:00:00",
                    "--SignIn:Address=fosse",
                    "--SignIn:WrongPerAddress=0",
                    "--SignIn:Providers:0:Name=x",
                ]
        )
        {
            await Assert.ThrowsAsync<OptionsValidationException>(() => Staff.At(TestCounty.Sqlite, wrong));
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_that_leaves_is_out_at_the_next_request(string database)
    {
        await using var staff = await Staff.At(database);
        using var browser = await Officer.Browser(staff.Site, staff.Account);
        Assert.True(await Staff.IsIn(browser));
        await staff.County.Do(async db =>
            await db.Set<Agency>().ExecuteUpdateAsync(a => a.SetProperty(x => x.LeftOn, new DateOnly(2025, 3, 14)))
        );
        Assert.False(await Staff.IsIn(browser));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("ended")]
    [InlineData("without its role")]
    public async Task An_account_that_is_closed_is_out_at_the_next_request(string how)
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        using var browser = await Officer.Browser(staff.Site, staff.Account);
        Assert.True(await Staff.IsIn(browser));
        await staff.County.Do(async db =>
            _ = how switch
            {
                "disabled" => await db.Set<Account>().ExecuteUpdateAsync(a => a.SetProperty(x => x.DisabledAt, staff.County.Time.Now)),
                "ended" => await db.Set<Account>().ExecuteUpdateAsync(a => a.SetProperty(x => x.EndsOn, new DateOnly(2025, 3, 13))),
                _ => await db.Set<RoleGrant>().ExecuteUpdateAsync(g => g.SetProperty(x => x.EndsOn, new DateOnly(2025, 3, 13))),
            }
        );
        using var answer = await browser.GetAsync(new Uri(Staff.Desk, UriKind.Relative));
        Assert.Equal(how == "without its role" ? HttpStatusCode.Forbidden : HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_and_a_sign_in_that_has_begun()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (visitor, key, _) = await staff.Arrives();
        using var elsewhere = await Officer.Browser(staff.Site, staff.Account);
        var halfWay = Visitor.Of(staff.Site.Client());
        await halfWay.Opens("/sign-in");
        await halfWay.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
        await visitor.Opens("/account");
        Assert.Equal(2, visitor.All("tbody tr").Count);
        await visitor.Sends("Sign out everywhere");
        Assert.Equal("Sign in", visitor.Heading);
        Assert.False(await Staff.IsIn(elsewhere));
        staff.County.Time.Move(TimeSpan.FromMinutes(1));
        await halfWay.Sends("Sign in", ("code", staff.Code(key)));
        Assert.Equal("Sign in", halfWay.Heading);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_needs_the_old_one()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (visitor, _, _) = await staff.Arrives();
        using var elsewhere = await Officer.Browser(staff.Site, staff.Account);
        await visitor.Opens("/account/password");
        await visitor.Sends("Change password", ("current", "not the password at all"), ("password", "heron beside a quiet weir"));
        Assert.Contains("until now", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await visitor.Sends("Change password", ("current", Staff.Password), ("password", "heron beside a quiet weir"));
        Assert.Equal("Your account", visitor.Heading);
        Assert.False(await Staff.IsIn(elsewhere));
        // After a while the screen may be somebody else's.
        staff.County.Time.Move(TimeSpan.FromMinutes(16));
        Assert.Equal("Sign in", (await visitor.Opens("/account/password")).Heading);
    }

    [Fact]
    public async Task Sessions_and_forms_outlive_the_host_and_the_table_of_sessions_lets_nobody_in()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        using var browser = await Officer.Browser(staff.Site, staff.Account);
        var token = (await Visitor.Of(browser).Opens("/sign-out"))
            .Page.QuerySelector("main input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        var secrets = await staff.County.Do(db => db.Set<AccountSession>().Select(s => s.Secret).ToListAsync());
        Assert.Equal(32, Assert.Single(secrets).Length); // a hash; the cookie is longer

        // Another host on the same database, as after a restart: it knows the session, and takes the form that the first gave out.
        await using var second = await TestSite.On(
            staff.County.Address,
            builder => builder.Services.AddSingleton<TimeProvider>(staff.County.Time),
            "--Faces=Public,Partner,Admin"
        );
        using var there = await browser.GetAsync(new Uri(second.Address, "/account"));
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        using var sent = await browser.PostAsync(
            new Uri(second.Address, "/sign-out"),
            new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)])
        );
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.False(await Staff.IsIn(browser));
        Assert.Equal(1, await staff.County.Do(db => db.Set<ProtectionKey>().CountAsync()));
    }
}
