using System.Net;
using Fosse.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>From the invitation to the page of work, and out again.</summary>
public sealed class SignInTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_invitation_leads_to_a_password_to_an_app_to_recovery_codes_and_to_work(string database)
    {
        await using var staff = await Staff.At(database);
        var (visitor, key, codes) = await staff.Arrives();
        Assert.Equal(10, codes.Count);
        Assert.Contains("Your authenticator app is set up", visitor.Text(".govuk-notification-banner"), StringComparison.Ordinal);
        await visitor.Opens("/account");
        Assert.Equal("Password and code", visitor.Text("tbody tr td:nth-child(3)"));
        await visitor.Sends("Sign out");
        Assert.Equal("Sign in", visitor.Heading);
        await staff.SignsIn(visitor, key);
        await visitor.Opens("/account");
        Assert.Equal("Your account", visitor.Heading);
    }

    [Fact]
    public async Task Opening_an_invitation_consumes_nothing_and_taking_it_does()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var path = await staff.Invites();
        for (var i = 0; i < 3; i++)
            Assert.Equal("Choose your password", (await Visitor.Of(staff.Site.Client()).Opens(path)).Heading);
        var (late, first) = (Visitor.Of(staff.Site.Client()), Visitor.Of(staff.Site.Client()));
        await late.Opens(path);
        await first.Opens(path);
        await first.Sends("Set password", ("password", Staff.Password));
        Assert.Equal("Set up your authenticator app", first.Heading);
        await late.Sends("Set password", ("password", "another long sentence entirely"));
        Assert.Equal((HttpStatusCode.NotFound, "This link does not work"), (late.Status, late.Heading));
        Assert.Equal("This link does not work", (await Visitor.Of(staff.Site.Client()).Opens(path)).Heading);
    }

    [Fact]
    public async Task An_invitation_grows_old_and_a_newer_one_ends_it()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (first, second) = (await staff.Invites(), await staff.Invites());
        Assert.Equal(HttpStatusCode.NotFound, (await Visitor.Of(staff.Site.Client()).Opens(first)).Status);
        staff.County.Time.Move(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await Visitor.Of(staff.Site.Client()).Opens(second)).Status);
        staff.County.Time.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, (await Visitor.Of(staff.Site.Client()).Opens(second)).Status);
    }

    [Fact]
    public async Task A_password_without_its_second_step_opens_no_page_of_work()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var visitor = Visitor.Of(staff.Site.Client());
        await visitor.Opens(await staff.Invites());
        await visitor.Sends("Set password", ("password", Staff.Password));
        await visitor.Opens(Staff.Desk);
        Assert.Equal("Set up your authenticator app", visitor.Heading);
        // The same for who signs in again before it is set up.
        await visitor.Sends("Sign out");
        await visitor.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
        Assert.Equal("Set up your authenticator app", visitor.Heading);
        await visitor.Opens(Staff.Desk);
        Assert.Equal("Set up your authenticator app", visitor.Heading);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_recovery_code_lets_in_once(string database)
    {
        await using var staff = await Staff.At(database);
        var (_, _, codes) = await staff.Arrives();
        async Task<Visitor> With(string code)
        {
            var visitor = Visitor.Of(staff.Site.Client());
            await visitor.Opens("/sign-in");
            await visitor.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
            await visitor.Follows("I do not have my phone: use a recovery code");
            return await visitor.Sends("Sign in", ("code", code));
        }
        var written = codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await (await With(written)).Opens("/account")).Status);
        var again = await With(codes[3]);
        Assert.Equal("Enter a recovery code", again.Heading);
        Assert.Contains("used already", again.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal("8 left", (await (await With(codes[4])).Opens("/account")).All("dd.govuk-summary-list__value")[4]);
    }

    [Fact]
    public async Task A_code_of_the_app_is_taken_once()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (_, key, _) = await staff.Arrives();
        var code = staff.Code(key);
        var visitor = Visitor.Of(staff.Site.Client());
        await visitor.Opens("/sign-in");
        await visitor.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
        await visitor.Sends("Sign in", ("code", code)); // it was taken when the app was set up
        Assert.Contains("used already", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_wrong_codes_make_who_knew_the_password_wait_wherever_they_are()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (_, key, _) = await staff.Arrives();
        staff.County.Time.Move(TimeSpan.FromMinutes(1));
        Visitor? visitor = null;
        for (var i = 0; i < 10; i++)
        {
            visitor = Visitor.Of(staff.Site.Client());
            await visitor.Opens("/sign-in");
            await visitor.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
            await visitor.Sends("Sign in", ("code", "000000"));
        }
        await visitor!.Sends("Sign in", ("code", staff.Code(key)));
        Assert.Contains("Wait 15 minutes", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
        staff.County.Time.Move(TimeSpan.FromMinutes(16));
        await staff.SignsIn(visitor, key);
        Assert.Equal("Your account", (await visitor.Opens("/account")).Heading);
    }

    [Fact]
    public async Task A_new_invitation_puts_right_who_has_lost_their_phone()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (before, oldKey, oldCodes) = await staff.Arrives();
        var (visitor, key, codes) = await staff.Arrives();
        Assert.NotEqual(oldKey, key);
        Assert.Empty(oldCodes.Intersect(codes));
        Assert.Equal("Sign in", (await before.Opens("/account")).Heading); // the sessions until then have ended
        Assert.Equal("Your account", (await visitor.Opens("/account")).Heading);
        Assert.Equal(10, await staff.County.Do(db => db.Set<RecoveryCode>().CountAsync()));
    }
}
