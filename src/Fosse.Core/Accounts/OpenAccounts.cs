using Fosse.Foundation;

namespace Fosse.Accounts;

/// <summary>Which accounts are open on a day: in force, and not disabled.</summary>
public static class OpenAccounts
{
    public static bool IsOpenOn(this Account account, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.DisabledAt is null && account.IsInForceOn(day);
    }

    public static IQueryable<Account> OpenOn(this IQueryable<Account> accounts, DateOnly day) =>
        accounts.Where(a => a.DisabledAt == null).InForceOn(day);

    /// <summary>Open ones, and those that have yet to begin.</summary>
    public static IQueryable<Account> NotClosedOn(this IQueryable<Account> accounts, DateOnly day) =>
        accounts.Where(a => a.DisabledAt == null).NotOverOn(day);
}
