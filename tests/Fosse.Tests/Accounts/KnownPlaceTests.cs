using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>Where somebody was let in before they have turns of their own; everybody else together has few.</summary>
public sealed class KnownPlaceTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Strangers_together_have_few_turns_and_none_of_them_is_the_owners(string database)
    {
        await using var staff = await Staff.At(database);
        var (_, key, _) = await staff.Arrives();
        await staff.HashesCheaply();
        var home = staff.From("10.9.9.9");
        await staff.SignsIn(Visitor.Of(home), key);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            for (var address = 0; address < 12; address++)
            {
                using var guesser = new Guesser(staff, $"10.3.{quarter}.{address}");
                for (var i = 0; i < 3; i++)
                    await guesser.Tries(Staff.Email, "wrong password altogether");
            }
            if (quarter == 3)
                break;
            staff.County.Time.Move(TimeSpan.FromMinutes(15));
        }
        // Fewer than a hundred passwords were looked at within the hour, and even the right one is not from somewhere new.
        var looked = staff.County.Log.Lines.Count(l => l.Contains("refused: another password", StringComparison.Ordinal));
        Assert.InRange(looked, 60, 99);
        using (var elsewhere = new Guesser(staff, "10.3.200.1"))
            Assert.Contains("too many attempts", await elsewhere.Tries(Staff.Email, Staff.Password), StringComparison.Ordinal);

        // Their browser is known at another address, and their address by another browser.
        home.DefaultRequestHeaders.Remove("X-Forwarded-For");
        home.DefaultRequestHeaders.Add("X-Forwarded-For", "10.3.200.2");
        await staff.SignsIn(Visitor.Of(home), key);
        await staff.SignsIn(Visitor.Of(staff.From("10.9.9.9")), key);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Ten_wrong_codes_of_whoever_knows_the_password_do_not_make_its_owner_wait(string database)
    {
        await using var staff = await Staff.At(database);
        var (owner, key, _) = await staff.Arrives();
        var thief = Visitor.Of(staff.From("10.4.4.4"));
        await thief.Opens("/sign-in");
        await thief.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
        for (var i = 0; i < 10; i++)
            await thief.Sends("Sign in", ("code", "000000"));
        Assert.Contains("Wait 15 minutes", thief.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await staff.SignsIn(owner, key);
        Assert.Equal("Your account", (await owner.Opens("/account")).Heading);
        // The thief waits all the same, and a known place has ten turns and no more.
        await thief.Sends("Sign in", ("code", staff.Code(key)));
        Assert.Contains("Wait 15 minutes", thief.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await owner.Opens("/sign-in?again=true");
        await owner.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
        for (var i = 0; i < 11; i++)
            await owner.Sends("Sign in", ("code", "000000"));
        Assert.Contains("Wait 15 minutes", owner.Text(".govuk-error-summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planted_cookie_is_not_taken_and_a_new_stamp_forgets_every_place()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (owner, key, _) = await staff.Arrives();
        using var planted = staff.Site.Client();
        planted.DefaultRequestHeaders.Add("Cookie", "fosse-known=planted-by-somebody-who-waits");
        await staff.SignsIn(Visitor.Of(planted), key);
        var (places, mark) = (await Places(staff), System.Security.Cryptography.SHA256.HashData("planted-by-somebody-who-waits"u8));
        Assert.DoesNotContain(places, p => p.Mark.SequenceEqual(mark));
        Assert.All(places, p => Assert.Equal(staff.County.Time.Now.AddDays(KnownPlace.Days), p.Until, TimeSpan.FromMinutes(5)));

        await (await owner.Opens("/account")).Sends("Sign out everywhere");
        var stamp = await staff.County.Do(db => db.Set<Account>().Select(a => a.SecurityStamp).SingleAsync());
        Assert.All(await Places(staff), p => Assert.NotEqual(stamp, p.SecurityStamp));
    }

    [Fact]
    public async Task The_browser_of_one_account_is_known_to_another_by_a_cookie_of_its_own()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (owner, key, _) = await staff.Arrives();
        var theirs = await staff.County.Do(async db =>
        {
            // Whoever plants it has been let in by it, to an account of their own.
            var other = Partnership.Person((await db.Set<Fosse.Partnership.Agency>().FirstAsync()), "Olga Other", new(2025, 3, 14));
            db.Add(other);
            db.Add(
                new KnownPlace
                {
                    AccountId = other.Id,
                    Mark = System.Security.Cryptography.SHA256.HashData("known-to-another"u8),
                    SecurityStamp = other.SecurityStamp,
                    Until = staff.County.Time.Now.AddDays(80),
                }
            );
            await db.SaveChangesAsync();
            return other.Id;
        });
        using var planted = staff.Site.Client();
        planted.DefaultRequestHeaders.Add("Cookie", "fosse-known=known-to-another");
        await staff.SignsIn(Visitor.Of(planted), key);
        var mark = System.Security.Cryptography.SHA256.HashData("known-to-another"u8);
        Assert.Equal([theirs], (await Places(staff)).Where(p => p.Mark.SequenceEqual(mark)).Select(p => p.AccountId));
        Assert.Equal("Your account", (await owner.Opens("/account")).Heading);
    }

    [Fact]
    public async Task Who_has_the_database_alone_cannot_try_a_password()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (owner, key, _) = await staff.Arrives();
        await Peppered(staff);
        // One from before is taken, and made anew then.
        await staff.HashesCheaply();
        await staff.SignsIn(owner, key);
        await Peppered(staff);
        await staff.SignsIn(owner, key);
    }

    private static async Task Peppered(Staff staff)
    {
        var hash = await staff.County.Do(db => db.Set<Account>().Select(a => a.PasswordHash!).SingleAsync());
        Assert.StartsWith("p1$", hash, StringComparison.Ordinal);
        Assert.Equal(
            PasswordVerificationResult.Failed,
            new PasswordHasher<Account>().VerifyHashedPassword(null!, hash["p1$".Length..], Staff.Password)
        );
    }

    private static Task<List<KnownPlace>> Places(Staff staff) => staff.County.Do(db => db.Set<KnownPlace>().AsNoTracking().ToListAsync());
}
