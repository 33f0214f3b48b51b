using System.Security.Cryptography;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Account;

/// <summary>Looks at an address and a password, and does the same work whatever it finds.</summary>
internal sealed class PasswordCheck(
    UserManager<Accounts.Account> accounts,
    SignInThrottle throttle,
    KnownPlaces places,
    DummyPassword dummy,
    SafetyDb db,
    CountyClock clock,
    ILogger<PasswordCheck> log
)
{
    private const int LongestEmail = 254;

    /// <returns>The account when the password is right, it is open and nobody has to wait; else none, for whichever reason.</returns>
    public async Task<Accounts.Account?> Check(string email, string password, SignInPlace place, CancellationToken stop)
    {
        var normalized = Accounts.Account.Normalize(email);
        if (normalized.Length is 0 or > LongestEmail || password.Length is 0 or > PasswordRules.Longest)
            return Refused(null, "not of a length that is taken");
        var known = await places.Find(normalized, place, stop);
        var turn = await throttle.Begin(normalized, place.Address, known, stop);
        // What an address has coming to it says nothing about an account, so no work is wasted on it.
        if (turn is AttemptTurn.AddressWaits)
            return Refused(null, "the address waits");
        var account = await accounts.FindByNameAsync(normalized);
        if (account?.PasswordHash is null || turn is not AttemptTurn.Free)
        {
            dummy.Check(password);
            return Refused(account, turn is AttemptTurn.Free ? "no password" : "the account waits");
        }
        if (!await accounts.CheckPasswordAsync(account, password))
            return Refused(account, "another password");
        if (await db.WhoIs(account.Id, clock.Today, stop) is null)
            return Refused(account, "the account is closed");
        await throttle.WasRight(normalized, place.Address, known, stop);
        return account;
    }

    // The log says whose account it was by its id, never what was typed.
    private Accounts.Account? Refused(Accounts.Account? account, string why)
    {
        log.LogWarning("A password was refused: {Why} (account {Account})", why, account?.Id.ToString() ?? "none");
        return null;
    }
}

/// <summary>A password of nobody, looked at where there is no account, so that the answer takes as long.</summary>
internal sealed class DummyPassword(IOptions<PasswordHasherOptions> options, KeyRing ring)
{
    private readonly Lazy<(PepperedHasher Hasher, string Hash)> nobody = new(() =>
    {
        var hasher = new PepperedHasher(options, ring);
        return (hasher, hasher.HashPassword(null!, RandomNumberGenerator.GetHexString(20)));
    });

    internal void Check(string password) => nobody.Value.Hasher.VerifyHashedPassword(null!, nobody.Value.Hash, password);
}
