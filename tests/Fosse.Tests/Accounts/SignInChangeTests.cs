using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Tests.Reporting.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>Whoever owns an account learns what was changed about how they sign in, by mail and on their page.</summary>
public sealed class SignInChangeTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Each_change_is_told_by_mail_and_on_the_page_of_the_account(string database)
    {
        await using var server = new MailServer();
        await using var staff = await InvitationMailTests.At(database, server);
        var (owner, key, codes) = await staff.Arrives();
        await Told(staff, server, "An authenticator app was set up", "New recovery codes were made");

        await owner.Opens("/account/password");
        const string Other = "seven herons over the weir";
        await owner.Sends("Change password", ("current", Staff.Password), ("password", Other));
        await Told(staff, server, "The password of your account with Fosse was changed");
        await (await owner.Opens("/account/recovery-codes")).Sends("Get new codes");
        await Told(staff, server, "New recovery codes were made");

        // Somebody who knows the password and saw a code: it is refused, and a code that was written down lets them in from somewhere new.
        var thief = Visitor.Of(staff.From("10.4.4.4"));
        await thief.Opens("/sign-in");
        await thief.Sends("Sign in", ("email", Staff.Email), ("password", Other));
        await thief.Sends("Sign in", ("code", staff.Code(key)));
        await Told(staff, server, "had been used already was tried again");
        await thief.Follows("I do not have my phone: use a recovery code");
        await thief.Sends("Sign in", ("code", owner.All("ul.govuk-list code")[0]));
        await Told(staff, server, "One of the recovery codes", "a browser and a network that were not used before");

        var page = await owner.Opens("/account");
        var changes = page.All("ul.govuk-list li");
        Assert.Equal(7, changes.Count);
        Assert.Contains(
            changes,
            c => c.EndsWith("You signed in from a browser and a network that were not used before.", StringComparison.Ordinal)
        );
        // They end that session, and no other.
        await owner.Sends($"Sign out where you signed in on {CountyClock.Local(staff.County.Time.Now):d MMMM yyyy, HH:mm}");
        Assert.False(await Staff.IsIn(thief.Client));
        Assert.True(await Staff.IsIn(owner.Client));
        Assert.NotEmpty(codes);
    }

    private static async Task Told(Staff staff, MailServer server, params string[] words)
    {
        var before = server.Taken.Count;
        await InvitationMailTests.Works(staff);
        var mails = server.Taken.Skip(before).Select(InvitationMailTests.Unfolded).ToList();
        Assert.Equal(words.Length, mails.Count);
        Assert.All(words, said => Assert.Contains(mails, m => m.Contains(said, StringComparison.Ordinal)));
        Assert.All(mails, m => Assert.Contains($"RCPT TO:<{Staff.Email}>", m, StringComparison.Ordinal));
        Assert.All(mails, m => Assert.DoesNotContain("http", m, StringComparison.Ordinal));
    }
}
