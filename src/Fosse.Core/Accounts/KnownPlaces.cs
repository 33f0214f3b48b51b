using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Address">Of the network, as limits are counted by it.</param>
/// <param name="Browser">What the browser's cookie holds, if it has one.</param>
public readonly record struct SignInPlace(string Address, string? Browser);

/// <summary>Knows the browsers and addresses from which an account was let in before.</summary>
public sealed class KnownPlaces(SafetyDb db, KeyRing ring, CountyClock clock)
{
    private const int SecretBytes = 32;

    // Of this process alone: after a restart no address is known, and browsers are.
    private static readonly byte[] WithoutRing = RandomNumberGenerator.GetBytes(32);

    /// <param name="email">In the form in which it is looked up. Whether there is such an account makes no difference to the work.</param>
    /// <returns>The mark of the browser, or else of the address, where the account was let in from it before.</returns>
    public async Task<byte[]?> Find(string email, SignInPlace place, CancellationToken stop)
    {
        var (browser, address, now) = (OfBrowser(place.Browser), OfAddress(email, place.Address), clock.Now);
        var known = await db.Set<KnownPlace>()
            .Where(p => p.Until > now && (p.Mark == browser || p.Mark == address))
            .Where(p => db.Set<Account>().Any(a => a.Id == p.AccountId && a.NormalizedEmail == email && a.SecurityStamp == p.SecurityStamp))
            .Select(p => p.Mark)
            .Take(2)
            .ToListAsync(stop);
        return known.Find(m => m.AsSpan().SequenceEqual(browser)) ?? known.Find(m => m.AsSpan().SequenceEqual(address));
    }

    /// <summary>Whether neither browser nor address were used before. The first of all is no news; a changed stamp makes none.</summary>
    public async Task<bool> IsNews(Account account, SignInPlace place, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (browser, address, now) = (OfBrowser(place.Browser), OfAddress(account.NormalizedEmail, place.Address), clock.Now);
        var before = db.Set<KnownPlace>().Where(p => p.AccountId == account.Id && p.Until > now);
        return await before.AnyAsync(stop) && !await before.AnyAsync(p => p.Mark == browser || p.Mark == address, stop);
    }

    /// <summary>Notes that the account was let in from here.</summary>
    /// <returns>What the browser's cookie is to hold. One by which this account was not let in before is not taken, since it may be
    /// planted.</returns>
    public async Task<string> Remember(Account account, SignInPlace place, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (mark, now) = (OfBrowser(place.Browser), clock.Now);
        var secret =
            place.Browser is { } held
            && await db.Set<KnownPlace>().AnyAsync(p => p.Mark == mark && p.AccountId == account.Id && p.Until > now, stop)
                ? held
                : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await Note(account, OfBrowser(secret), stop);
        await Note(account, OfAddress(account.NormalizedEmail, place.Address), stop);
        return secret;
    }

    private async Task Note(Account account, byte[] mark, CancellationToken stop)
    {
        var (until, stamp) = (clock.Now.AddDays(KnownPlace.Days), account.SecurityStamp);
        if (
            await db.Set<KnownPlace>()
                .Where(p => p.AccountId == account.Id && p.Mark == mark)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Until, until).SetProperty(x => x.SecurityStamp, stamp), stop) > 0
        )
            return;
        var first = db.Add(
            new KnownPlace
            {
                AccountId = account.Id,
                Mark = mark,
                SecurityStamp = stamp,
                Until = until,
            }
        );
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            // Somebody pressed twice, and the other was first.
            first.State = EntityState.Detached;
        }
    }

    private static byte[] OfBrowser(string? secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""));

    // There are so few addresses that a plain hash of one could be undone by trying them all.
    private byte[] OfAddress(string email, string address) =>
        HMACSHA256.HashData(ring.IsNamed ? ring.KeyFor("known places") : WithoutRing, Encoding.UTF8.GetBytes($"{email}\n{address}"));
}
