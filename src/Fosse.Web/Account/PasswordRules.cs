using System.Text;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Account;

/// <summary>Long, and none of those that guessing begins with. No rule about kinds of signs: those make people write passwords
/// down.</summary>
internal sealed class PasswordRules(SafetyDb db) : IPasswordValidator<Accounts.Account>
{
    internal const int Shortest = 12,
        Longest = 128;

    public async Task<IdentityResult> ValidateAsync(UserManager<Accounts.Account> manager, Accounts.Account user, string? password)
    {
        if (password is null || Signs(password) < Shortest)
            return Refused("Password.TooShort");
        if (password.Length > Longest)
            return Refused("Password.TooLong");
        var agency = await db.Set<Agency>().Where(a => a.Id == user.AgencyId).Select(a => a.Name).SingleOrDefaultAsync();
        var county = await CountyFacts.Read(db);
        return CommonPasswords.IsOne(password, [user.Email, user.Name, agency ?? "", county?.Name ?? ""])
            ? Refused("Password.Common")
            : IdentityResult.Success;
    }

    // As somebody counts who types it: a run of spaces is one, and a picture is one.
    private static int Signs(string password) =>
        password
            .EnumerateRunes()
            .Aggregate(
                (Count: 0, Before: default(Rune)),
                (so, rune) => (Rune.IsWhiteSpace(rune) && Rune.IsWhiteSpace(so.Before) ? so.Count : so.Count + 1, rune)
            )
            .Count;

    // The code names the words; they are in AccountWords.resx.
    private static IdentityResult Refused(string words) => IdentityResult.Failed(new IdentityError { Code = words });
}
