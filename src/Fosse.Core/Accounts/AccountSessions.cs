using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Accounts;

/// <summary>Starts, finds and ends the sessions of accounts.</summary>
public sealed class AccountSessions(SafetyDb db, CountyClock clock, IOptions<SignInOptions> options)
{
    public const int Most = 50;

    private const int SecretBytes = 32;

    // A page and its parts need not each write that somebody was seen.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Starts a session under a secret that did not exist before, so that one planted beforehand is worth nothing.</summary>
    /// <returns>What the cookie holds.</returns>
    public async Task<string> Start(Account account, SignInWay way, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(account);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = clock.Now;
        db.Add(
            new AccountSession
            {
                AccountId = account.Id,
                Secret = Hash(secret),
                SecurityStamp = account.SecurityStamp,
                Way = way,
                StartedAt = now,
                LastSeenAt = now,
            }
        );
        await db.SaveChangesAsync(stop);
        return secret;
    }

    /// <returns>The session that is still open under this secret.</returns>
    public async Task<AccountSession?> Find(string secret, CancellationToken stop)
    {
        if (secret.Length != Base64Url.GetEncodedLength(SecretBytes))
            return null;
        var hash = Hash(secret);
        var found = await db.Set<AccountSession>()
            .AsNoTracking()
            .Where(s => s.Secret == hash && s.EndedAt == null)
            .Join(db.Set<Account>(), s => s.AccountId, a => a.Id, (s, a) => new { Session = s, a.SecurityStamp })
            .SingleOrDefaultAsync(stop);
        var now = clock.Now;
        if (found is null || found.SecurityStamp != found.Session.SecurityStamp)
            return null;
        if (now - found.Session.LastSeenAt >= options.Value.IdleTimeout || now - found.Session.StartedAt >= options.Value.AbsoluteTimeout)
        {
            await End(found.Session.Id, stop);
            return null;
        }
        if (now - found.Session.LastSeenAt >= SeenEvery)
            await db.Set<AccountSession>()
                .Where(s => s.Id == found.Session.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), stop);
        return found.Session;
    }

    public async Task<IReadOnlyList<AccountSession>> Open(Guid account, CancellationToken stop)
    {
        var (now, idle, oldest) = (clock.Now, clock.Now - options.Value.IdleTimeout, clock.Now - options.Value.AbsoluteTimeout);
        var stamp = await db.Set<Account>().Where(a => a.Id == account).Select(a => a.SecurityStamp).SingleAsync(stop);
        return await db.Set<AccountSession>()
            .AsNoTracking()
            .Where(s =>
                s.AccountId == account
                && s.EndedAt == null
                && s.SecurityStamp == stamp
                && s.LastSeenAt > idle
                && s.StartedAt > oldest
                && s.StartedAt <= now
            )
            .OrderByDescending(s => s.LastSeenAt)
            .First(Most, db, stop);
    }

    public async Task End(Guid session, CancellationToken stop)
    {
        var now = clock.Now;
        await db.Set<AccountSession>()
            .Where(s => s.Id == session && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), stop);
    }

    /// <summary>Ends every session of the account, and whatever sign-in has begun.</summary>
    public async Task EndAll(Guid account, CancellationToken stop)
    {
        var (now, stamp) = (clock.Now, AccountStamp.New());
        await db.Set<Account>().Where(a => a.Id == account).ExecuteUpdateAsync(a => a.SetProperty(x => x.SecurityStamp, stamp), stop);
        await db.Set<AccountSession>()
            .Where(s => s.AccountId == account && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), stop);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}

/// <summary>Makes the stamp that changes when every session of an account is to end.</summary>
public static class AccountStamp
{
    public static string New() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
