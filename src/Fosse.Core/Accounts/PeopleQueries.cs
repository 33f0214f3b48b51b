using System.Diagnostics.CodeAnalysis;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>How an account stands on a day.</summary>
public enum AccountState
{
    Open,
    Invited,
    Later,
    Ended,
    Disabled,
    AgencyNotMember,
}

public sealed record AccountRow(Account Account, string Agency, AccountState State);

/// <summary>A role that somebody holds, held or will hold.</summary>
public sealed record HeldRole(RoleGrant Grant, string Role, string? Team, string? DeputyFor);

public sealed record AccountPage(
    Account Account,
    Agency Agency,
    AccountState State,
    DateTimeOffset? LastSeenAt,
    IReadOnlyList<HeldRole> Roles
);

/// <summary>What the admin face shows about the people of the agencies.</summary>
public static class PeopleQueries
{
    private const int Most = 500;

    private const string LoweredByDatabase = "The database lowers it.";

    [
        SuppressMessage("Globalization", "CA1304", Justification = LoweredByDatabase),
        SuppressMessage("Globalization", "CA1311", Justification = LoweredByDatabase),
        SuppressMessage("Performance", "CA1862", Justification = LoweredByDatabase)
    ]
    public static async Task<PageOf<AccountRow>> PeoplePage(
        this SafetyDb db,
        SignedIn who,
        string? words,
        Guid? agency,
        bool closed,
        int page,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.MustAdminister();
        var (accounts, agencies) = (db.Set<Account>().AsNoTracking(), db.Set<Agency>().AsQueryable());
        if (!closed)
            (accounts, agencies) = (accounts.NotClosedOn(today), agencies.NotLeftBy(today));
        var all = accounts.Join(agencies, a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, Agency = g });
        if (agency is not null)
            all = all.Where(a => a.Agency.Id == agency);
        foreach (var word in Saving.Tidy(words).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            all = all.Where(a => a.Account.Name.ToLower().Contains(word) || a.Account.Email.ToLower().Contains(word));
        }
        var found = await all.OrderBy(a => a.Account.Name).ThenBy(a => a.Account.Id).Page(page, stop);
        var ids = found.Rows.Select(a => a.Account.Id).ToList();
        var arrived = (
            await db.Set<Account>()
                .Where(Accounts.Arrived(db))
                .Where(a => ids.Contains(a.Id))
                .Select(a => a.Id)
                .Take(Most)
                .ToListAsync(stop)
        ).ToHashSet();
        return found.As(a => new AccountRow(a.Account, a.Agency.Name, State(a.Account, a.Agency, arrived.Contains(a.Account.Id), today)));
    }

    public static async Task<AccountPage?> AccountOf(this SafetyDb db, Guid id, SignedIn who, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.MustAdminister();
        var found = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => a.Id == id)
            .Join(db.Set<Agency>(), a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, Agency = g })
            .SingleOrDefaultAsync(stop);
        if (found is null)
            return null;
        var roles = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => g.AccountId == id)
            .Join(db.Set<Role>(), g => g.RoleId, r => r.Id, (g, r) => new { Grant = g, r.Name })
            .OrderByDescending(g => g.Grant.StartsOn)
            .ThenBy(g => g.Name)
            .First(Most, db, stop);
        var (teams, others) = (
            roles.Select(r => r.Grant.TeamId).OfType<Guid>().ToList(),
            roles.Select(r => r.Grant.DeputyFor).OfType<Guid>().ToList()
        );
        var teamNames = await db.Set<Team>().Where(t => teams.Contains(t.Id)).Take(Most).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var otherNames = await db.Set<Account>()
            .Where(a => others.Contains(a.Id))
            .Take(Most)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        var seen = await db.Set<AccountSession>()
            .Where(s => s.AccountId == id)
            .OrderByDescending(s => s.LastSeenAt)
            .Select(s => (DateTimeOffset?)s.LastSeenAt)
            .FirstOrDefaultAsync(stop);
        return new(
            found.Account,
            found.Agency,
            State(found.Account, found.Agency, found.Account.PasswordHash is not null || seen is not null, today),
            seen,
            [.. roles.Select(r => new HeldRole(r.Grant, r.Name, Name(r.Grant.TeamId, teamNames), Name(r.Grant.DeputyFor, otherNames)))]
        );

        static string? Name(Guid? id, Dictionary<Guid, string> names) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    /// <summary>Those for whom somebody may stand in.</summary>
    public static async Task<IReadOnlyList<Account>> Colleagues(
        this SafetyDb db,
        Account of,
        SignedIn who,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(of);
        who.MustAdminister();
        return await db.Set<Account>()
            .AsNoTracking()
            .NotOverOn(today)
            .Where(a => a.AgencyId == of.AgencyId && a.Id != of.Id)
            .OrderBy(a => a.Name)
            .First(Most, db, stop);
    }

    private static AccountState State(Account account, Agency agency, bool arrived, DateOnly today) =>
        account.DisabledAt is not null ? AccountState.Disabled
        : account.IsOverOn(today) ? AccountState.Ended
        : !agency.IsMemberOn(today) ? AccountState.AgencyNotMember
        : account.StartsOn > today ? AccountState.Later
        : !arrived ? AccountState.Invited
        : AccountState.Open;
}
