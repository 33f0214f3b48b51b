using Fosse.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Account;

/// <summary>Where the framework's Identity finds our accounts. It never makes one and never removes one.</summary>
internal sealed partial class AccountStore(SafetyDb db, TimeProvider time)
    : IUserPasswordStore<People.Account>,
        IUserSecurityStampStore<People.Account>
{
    public Task<People.Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? db.Set<People.Account>().SingleOrDefaultAsync(a => a.Id == id, cancellationToken)
            : Task.FromResult<People.Account?>(null);

    public Task<People.Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var address = People.Account.Normalize(normalizedUserName);
        return db.Set<People.Account>().SingleOrDefaultAsync(a => a.NormalizedEmail == address, cancellationToken);
    }

    public async Task<IdentityResult> UpdateAsync(People.Account user, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public Task<string> GetUserIdAsync(People.Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(People.Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(People.Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(People.Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task SetUserNameAsync(People.Account user, string? userName, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> CreateAsync(People.Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(People.Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<string?> GetPasswordHashAsync(People.Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(People.Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(People.Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(People.Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(People.Account user, string stamp, CancellationToken cancellationToken)
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
