using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>One line of the ledger about an account or a role, with the names of today.</summary>
/// <param name="What">The code of what was done.</param>
/// <param name="Detail">What its words need beside: the name of a role, a day.</param>
public sealed record AdministratorDeed(LedgerLine Line, string What, string? Who, string? About, string? Detail);

/// <summary>What administrators did with the accounts of an agency and with roles, as the ledger has it: for oversight.</summary>
public static class AdministratorDeeds
{
    private const int Most = 500;

    /// <summary>Of the agency of whoever asks: about its accounts, and all that is about no account, for agencies, teams, roles and
    /// categories are the whole county's.</summary>
    public static async Task<PageOf<AdministratorDeed>> DeedsOn(this SafetyDb db, SignedIn who, int page, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        who.Must(AccountabilityPermissions.ReadLedger);
        var agency = who.AgencyId;
        // Whoever is only proposed is not there yet; what was asked for names the agency.
        var proposed = agency.ToString("d");
        var found = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Kind == LedgerKind.Administered || l.Kind == LedgerKind.Decided)
            .Where(l =>
                db.Set<Account>().Any(a => a.Id == l.Subject && a.AgencyId == agency)
                || db.Set<Role>().Any(r => r.Id == l.Subject)
                || (l.Kind == LedgerKind.Administered && !db.Set<Account>().Any(a => a.Id == l.Subject))
                || db.Set<Approval>()
                    .Any(a =>
                        a.AboutId == l.Subject
                        && (
                            (a.Deed == AccountsDeeds.InviteAccount && a.Content.Contains(proposed))
                            || db.Set<ApprovalAgency>().Any(c => c.ApprovalId == a.Id && c.AgencyId == agency)
                        )
                    )
            )
            .OrderByDescending(l => l.Sequence)
            .Page(page, stop);
        var said = found.Rows.ToDictionary(l => l.Sequence, Said);
        var ids = found
            .Rows.SelectMany(l => new[] { l.ActorId, l.Subject })
            .Concat(said.Values.Select(s => Guid.TryParse(s.Detail, out var id) ? id : (Guid?)null))
            .OfType<Guid>()
            .Distinct()
            .Take(Most)
            .ToList();
        var names = new Dictionary<Guid, string>(await NamesOfActors.NamesOf(db, ids, stop));
        foreach (var role in await db.RolesOf(ids, stop))
            names[role.Id] = role.Name;
        return found.As(l => new AdministratorDeed(
            l,
            said[l.Sequence].What,
            l.ActorId == Actor.TheHouse ? null : names.GetValueOrDefault(l.ActorId),
            l.Subject is { } about ? names.GetValueOrDefault(about) : null,
            Guid.TryParse(said[l.Sequence].Detail, out var id) ? names.GetValueOrDefault(id) : said[l.Sequence].Detail
        ));
    }

    // "RoleGiven: id." of what was done, "GrantRole: Approved, Done. Proposal id." of what was decided.
    private static (string What, string? Detail) Said(LedgerLine line)
    {
        var (what, rest) = line.Ground.TrimEnd('.').Split(": ", 2) is [var code, var more]
            ? (code, more)
            : (line.Ground.TrimEnd('.'), null);
        return line.Kind is LedgerKind.Decided && rest?.Split(',', ' ')[0] is { } step && Enum.TryParse<ApprovalStep>(step, out _)
            ? ($"{what}.{step}", null)
            : (what, rest);
    }
}
