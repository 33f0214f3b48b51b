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

    /// <summary>Makes an invitation in place of any that is still open: for the mail, or for the operator.</summary>
    /// <param name="by">None for the operator.</param>
    /// <returns>The path of the link, to be handed to the person and kept nowhere.</returns>
    public async Task<string> Make(Guid account, Guid? by, CancellationToken stop)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await Add(account, Hash(secret), by, null, stop);
        await db.SaveChangesAsync(stop);
        return $"/invitation/{secret}";
    }

    /// <summary>Makes one that two administrators hand out in halves; saved by the caller.</summary>
    internal Task InHalves(Guid account, Guid approval, Guid by, CancellationToken stop) =>
        Add(account, RandomNumberGenerator.GetBytes(SecretBytes), by, approval, stop);

    /// <summary>Looks and consumes nothing: programs that check links in mail open them too.</summary>
    /// <returns>The account that it is for; none when it is used, past or never was.</returns>
    public Task<Account?> For(string secret, CancellationToken stop) => For(secret, null, stop);

    /// <param name="second">The other half, where the first is one.</param>
    public async Task<Account?> For(string first, string? second, CancellationToken stop)
    {
        var account = (await Open(first, second, stop)) is { } open
            ? await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == open.AccountId, stop)
            : null;
        return account is not null && await db.WhoIs(account.Id, clock.Today, stop) is not null ? account : null;
    }

    /// <returns>False when somebody else was first.</returns>
    public async Task<bool> Take(string first, string? second, CancellationToken stop)
    {
        if (await Open(first, second, stop) is not { } open)
            return false;
        var now = clock.Now;
        var taken =
            await db.Set<Invitation>()
                .Where(i => i.Id == open.Id && i.UsedAt == null && i.ExpiresAt > now)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.UsedAt, now), stop) == 1;
        if (taken && open.Recovers)
            db.Announce(new SignInRecovered(open.AccountId)); // saved with the new password
        return taken;
    }

    private async Task Add(Guid account, byte[] secret, Guid? by, Guid? approval, CancellationToken stop)
    {
        var now = clock.Now;
        await db.Set<Invitation>().Where(i => i.AccountId == account && i.UsedAt == null).ExecuteDeleteAsync(stop);
        db.Add(
            new Invitation
            {
                AccountId = account,
                Secret = secret,
                MadeAt = now,
                ExpiresAt = now + options.Value.InvitationFor,
                MadeBy = by,
                ApprovalId = approval,
                Recovers = await db.Set<Account>().Where(Accounts.Arrived(db)).AnyAsync(a => a.Id == account, stop),
            }
        );
    }

    private async Task<Invitation?> Open(string first, string? second, CancellationToken stop)
    {
        var (now, hash) = (clock.Now, Hash(first));
        var open = db.Set<Invitation>().AsNoTracking().Where(i => i.UsedAt == null && i.ExpiresAt > now);
        if (string.IsNullOrWhiteSpace(second))
            return await open.SingleOrDefaultAsync(i => i.Secret == hash, stop);
        var (one, other) = (InvitationHalves.Hash(first), InvitationHalves.Hash(second));
        return await open.SingleOrDefaultAsync(
            i =>
                db.Set<InvitationHalf>()
                    .Any(h =>
                        h.ApprovalId == i.ApprovalId
                        && h.Hash == one
                        && db.Set<InvitationHalf>().Any(o => o.ApprovalId == i.ApprovalId && o.Hash == other && o.AccountId != h.AccountId)
                    ),
            stop
        );
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
