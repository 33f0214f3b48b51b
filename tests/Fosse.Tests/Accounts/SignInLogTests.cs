using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fosse.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>What whoever looks into a sign-in afterwards finds, and what a thief of the log does not.</summary>
public sealed class SignInLogTests
{
    [Fact]
    public async Task Each_way_in_and_each_refusal_is_in_the_log_by_the_id_of_the_account()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (arrived, key, codes) = await staff.Arrives();
        await arrived.Sends("Sign out");
        var visitor = Visitor.Of(staff.Site.Client());
        await visitor.Opens("/sign-in");
        await visitor.Sends("Sign in", ("email", "nobody@test.example"), ("password", "Kanarienvogel singt"));
        await visitor.Sends("Sign in", ("email", Staff.Email), ("password", "Kanarienvogel singt"));
        await visitor.Sends("Sign in", ("email", Staff.Email), ("password", Staff.Password));
        await visitor.Sends("Sign in", ("code", "000000"));
        await visitor.Follows("I do not have my phone: use a recovery code");
        await visitor.Sends("Sign in", ("code", "AAAA-BBBB-CCCC-DDDD"));
        staff.County.Time.Move(TimeSpan.FromMinutes(1));
        await (await visitor.Opens("/sign-in/code")).Sends("Sign in", ("code", staff.Code(key)));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Opens("/admin")).Status);

        string[] wanted =
        [
            $"Account {staff.Account} was signed out",
            "A password was refused: no password (account none)",
            $"A password was refused: another password (account {staff.Account})",
            $"A code of the app was refused: Wrong (account {staff.Account})",
            $"A recovery code was refused: Wrong (account {staff.Account})",
            $"Account {staff.Account} was signed in by PasswordAndCode",
            $"Account {staff.Account} may not open /admin",
        ];
        Assert.All(wanted, line => Assert.Contains(line, staff.County.Log.Lines));
        string[] never = ["kanarienvogel", Staff.Email, Staff.Password, "nobody@", "000000", .. codes];
        Assert.All(
            never,
            word => Assert.DoesNotContain(staff.County.Log.Lines, line => line.Contains(word, StringComparison.OrdinalIgnoreCase))
        );
    }

    [Fact]
    public async Task A_table_of_hashes_made_beforehand_opens_no_recovery_code()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (_, _, codes) = await staff.Arrives();
        var kept = await staff.County.Do(db => db.Set<RecoveryCode>().Select(c => c.Hash).ToListAsync());
        var bare = codes.Select(code => SHA256.HashData(Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal))));
        Assert.Equal(codes.Count, kept.Count);
        Assert.All(bare, hash => Assert.DoesNotContain(kept, k => k.SequenceEqual(hash)));
    }
}
