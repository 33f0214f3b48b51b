using Fosse.Web.Account.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Account;

/// <summary>Gives an account a password that keeps the rules; all its sessions end with it.</summary>
internal sealed class PasswordChoice(UserManager<Accounts.Account> accounts, IStringLocalizer<AccountWords> words)
{
    /// <returns>What to mend; none when it would be taken.</returns>
    public async Task<string?> Refusal(Accounts.Account account, string? password)
    {
        foreach (var rule in accounts.PasswordValidators.OfType<PasswordRules>())
        {
            if ((await rule.ValidateAsync(accounts, account, password)).Errors.FirstOrDefault() is { } error)
                return words[error.Code];
        }
        return null;
    }

    public async Task Set(Accounts.Account account, string password)
    {
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        await accounts.UpdateSecurityStampAsync(account);
    }
}
