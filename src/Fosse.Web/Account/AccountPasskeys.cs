using Fosse.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Account;

/// <summary>The passkeys of the accounts.</summary>
internal sealed partial class AccountStore : IUserPasskeyStore<Accounts.Account>
{
    private const int MostPasskeys = 20;

    public async Task AddOrUpdatePasskeyAsync(Accounts.Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (
            await db.Set<Passkey>()
                .SingleOrDefaultAsync(p => p.CredentialId == passkey.CredentialId && p.AccountId == user.Id, cancellationToken) is
            { } held
        )
        {
            (held.SignCount, held.IsUserVerified, held.IsBackedUp, held.UsedAt) = (
                passkey.SignCount,
                passkey.IsUserVerified,
                passkey.IsBackedUp,
                time.GetUtcNow()
            );
            held.Name = passkey.Name ?? held.Name;
            return;
        }
        db.Add(
            new Passkey
            {
                AccountId = user.Id,
                CredentialId = passkey.CredentialId,
                PublicKey = passkey.PublicKey,
                Name = passkey.Name ?? "",
                MadeAt = passkey.CreatedAt,
                SignCount = passkey.SignCount,
                Transports = string.Join(' ', passkey.Transports ?? []),
                IsUserVerified = passkey.IsUserVerified,
                IsBackupEligible = passkey.IsBackupEligible,
                IsBackedUp = passkey.IsBackedUp,
                AttestationObject = passkey.AttestationObject,
                ClientData = passkey.ClientDataJson,
            }
        );
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Accounts.Account user, CancellationToken cancellationToken) =>
        [
            .. (
                await db.Set<Passkey>()
                    .AsNoTracking()
                    .Where(p => p.AccountId == user.Id)
                    .OrderBy(p => p.MadeAt)
                    .Take(MostPasskeys)
                    .ToListAsync(cancellationToken)
            ).Select(Info),
        ];

    public Task<Accounts.Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        db.Set<Passkey>()
            .Where(p => p.CredentialId == credentialId)
            .Join(db.Set<Accounts.Account>(), p => p.AccountId, a => a.Id, (p, a) => a)
            .SingleOrDefaultAsync(cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Accounts.Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await db.Set<Passkey>()
            .AsNoTracking()
            .SingleOrDefaultAsync(p => p.CredentialId == credentialId && p.AccountId == user.Id, cancellationToken)
            is { } found
            ? Info(found)
            : null;

    public Task RemovePasskeyAsync(Accounts.Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        db.Set<Passkey>().Where(p => p.CredentialId == credentialId && p.AccountId == user.Id).ExecuteDeleteAsync(cancellationToken);

    private static UserPasskeyInfo Info(Passkey p) =>
        new(
            p.CredentialId,
            p.PublicKey,
            p.MadeAt,
            (uint)p.SignCount,
            p.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            p.IsUserVerified,
            p.IsBackupEligible,
            p.IsBackedUp,
            p.AttestationObject,
            p.ClientData
        )
        {
            Name = p.Name,
        };
}
