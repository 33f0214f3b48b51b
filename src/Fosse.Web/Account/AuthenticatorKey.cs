using System.Security.Cryptography;
using Fosse.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Fosse.Web.Account;

/// <summary>
/// The secret that an account shares with its authenticator app, encrypted for that account. A new one travels in the form that sets it up
/// and is stored only with its first right code, so that the old one counts until then.
/// </summary>
internal sealed class AuthenticatorKey(IDataProtectionProvider protection)
{
    public string New(Guid account) =>
        Convert.ToBase64String(Protector(account).Protect(RandomNumberGenerator.GetBytes(AuthenticatorCode.KeyBytes)));

    /// <returns>None when it was made for somebody else, or by nobody.</returns>
    public byte[]? Open(Guid account, string? sealedKey)
    {
        try
        {
            return sealedKey is null ? null : Protector(account).Unprotect(Convert.FromBase64String(sealedKey));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Guid account) => protection.CreateProtector("Fosse.AuthenticatorKey", account.ToString());
}
