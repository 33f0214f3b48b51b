using System.Linq.Expressions;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>What can be asked of accounts in a query.</summary>
internal static class Accounts
{
    /// <summary>Whoever has taken their account: they have chosen a password, or have come in by their agency's own provider.</summary>
    public static Expression<Func<Account, bool>> Arrived(SafetyDb db) =>
        account => account.PasswordHash != null || db.Set<AccountSession>().Any(s => s.AccountId == account.Id);
}
