using Fosse.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Account;

/// <summary>Where the framework's Identity finds our accounts. It never makes one and never removes one.</summary>
internal sealed partial class AccountStore(SafetyDb db, TimeProvider time)
    : IUserPasswordStore<Accounts.Account>,
        IUserSecurityStampStore<Accounts.Account>
{
    public Task<Accounts.Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? db.Set<Accounts.Account>().SingleOrDefaultAsync(a => a.Id == id, cancellationToken)
            : Task.FromResult<Accounts.Account?>(null);

    public Task<Accounts.Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var address = Accounts.Account.Normalize(normalizedUserName);
        return db.Set<Accounts.Account>().SingleOrDefaultAsync(a => a.NormalizedEmail == address, cancellationToken);
    }

    public async Task<IdentityResult> UpdateAsync(Accounts.Account user, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public Task<string> GetUserIdAsync(Accounts.Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Accounts.Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(Accounts.Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(Accounts.Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task SetUserNameAsync(Accounts.Account user, string? userName, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> CreateAsync(Accounts.Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(Accounts.Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<string?> GetPasswordHashAsync(Accounts.Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Accounts.Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Accounts.Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Accounts.Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Accounts.Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // The database belongs to the request.
    }

    private static NotSupportedException NotHere() => new("Accounts are made by an invitation.");
}
