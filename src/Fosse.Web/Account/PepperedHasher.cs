using System.Security.Cryptography;
using System.Text;
using Fosse.Privacy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Account;

/// <summary>
/// Hashes passwords after a step with a key of the ring (a pepper): who has the database alone cannot even try a password. Hashes from
/// before are taken once, and made anew then; where no ring is named they stay.
/// </summary>
internal sealed class PepperedHasher(IOptions<PasswordHasherOptions> options, KeyRing ring) : PasswordHasher<Accounts.Account>(options)
{
    private const string Mark = "p1$";

    public override string HashPassword(Accounts.Account user, string password) =>
        ring.IsNamed ? Mark + base.HashPassword(user, Peppered(password)) : base.HashPassword(user, password);

    public override PasswordVerificationResult VerifyHashedPassword(Accounts.Account user, string hashedPassword, string providedPassword)
    {
        if (hashedPassword.StartsWith(Mark, StringComparison.Ordinal))
            return base.VerifyHashedPassword(user, hashedPassword[Mark.Length..], Peppered(providedPassword));
        var found = base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        return found is PasswordVerificationResult.Success && ring.IsNamed ? PasswordVerificationResult.SuccessRehashNeeded : found;
    }

    private string Peppered(string password) =>
        Convert.ToBase64String(HMACSHA256.HashData(ring.KeyFor("passwords"), Encoding.UTF8.GetBytes(password)));
}
