using System.Security.Cryptography;
using Fosse.Foundation;
using Fosse.People;
using Microsoft.AspNetCore.DataProtection;

namespace Fosse.Web.Account;

/// <summary>The secret that an account shares with its authenticator app, encrypted in the database.</summary>
internal sealed class AuthenticatorKey(IDataProtectionProvider protection, SafetyDb db)
{
    private readonly IDataProtector protector = protection.CreateProtector("Fosse.AuthenticatorKey");

    /// <summary>The key; a new one where there is none yet.</summary>
    public async Task<byte[]> Of(People.Account account, CancellationToken stop)
    {
        if (account.AuthenticatorKey is null) await Renew(account, stop);
        return protector.Unprotect(Convert.FromBase64String(account.AuthenticatorKey!));
    }

    /// <summary>A new key, which counts only when a code of it has been typed.</summary>
    public async Task Renew(People.Account account, CancellationToken stop)
    {
        account.AuthenticatorKey = Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(AuthenticatorCode.KeyBytes)));
        account.AuthenticatorConfirmed = false;
        await db.SaveChangesAsync(stop);
    }
}
