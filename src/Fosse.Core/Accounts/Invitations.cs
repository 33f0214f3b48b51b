using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Accounts;

/// <summary>Makes invitations and takes them, each once.</summary>
public sealed class Invitations(SafetyDb db, CountyClock clock, IOptions<SignInOptions> options)
{
    private const int SecretBytes = 32;

    /// <summary>Makes an invitation in place of any that is still open.</summary>
    /// <returns>The path of the link, to be handed to the person and kept nowhere.</returns>
    public async Task<string> Make(Guid account, CancellationToken stop)
    {
        var (now, secret) = (clock.Now, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        await db.Set<Invitation>().Where(i => i.AccountId == account && i.UsedAt == null).ExecuteDeleteAsync(stop);
        db.Add(
            new Invitation
            {
                AccountId = account,
                Secret = Hash(secret),
                MadeAt = now,
                ExpiresAt = now + options.Value.InvitationFor,
            }
        );
        await db.SaveChangesAsync(stop);
        return $"/invitation/{secret}";
    }

    /// <summary>Looks and consumes nothing: programs that check links in mail open them too.</summary>
    /// <returns>The account that it is for; none when it is used, past or never was.</returns>
    public async Task<Account?> For(string secret, CancellationToken stop)
    {
        var (hash, now) = (Hash(secret), clock.Now);
        var account = await db.Set<Invitation>()
            .Where(i => i.Secret == hash && i.UsedAt == null && i.ExpiresAt > now)
            .Join(db.Set<Account>(), i => i.AccountId, a => a.Id, (i, a) => a)
            .SingleOrDefaultAsync(stop);
        return account is not null && await db.WhoIs(account.Id, clock.Today, stop) is not null ? account : null;
    }

    /// <returns>False when somebody else was first.</returns>
    public async Task<bool> Take(string secret, CancellationToken stop)
    {
        var (hash, now) = (Hash(secret), clock.Now);
        return await db.Set<Invitation>()
                .Where(i => i.Secret == hash && i.UsedAt == null && i.ExpiresAt > now)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.UsedAt, now), stop) == 1;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
