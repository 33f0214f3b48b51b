using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership.Disclosure;

/// <summary>Whether somebody of an agency may answer what others ask of it.</summary>
public static class Answerers
{
    private const int Most = 5000;

    /// <summary>Whether, and not who: for those who asked, and for administrators.</summary>
    public static async Task<bool> MayBeAnswered(this SafetyDb db, Guid agency, DateOnly today, CancellationToken stop) =>
        (await db.WithoutAnswerer(today, [agency], stop)).Count == 0;

    /// <summary>Agencies of which somebody asks something that nobody there may answer.</summary>
    public static async Task<IReadOnlyList<Guid>> AskedInVain(this SafetyDb db, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var waiting = await db.Set<DisclosureRequest>()
            .Where(r => r.State == DisclosureState.Asked)
            .Select(r => r.ToAgencyId)
            .Distinct()
            .Take(Most)
            .ToListAsync(stop);
        return await db.WithoutAnswerer(today, waiting, stop);
    }

    private static async Task<IReadOnlyList<Guid>> WithoutAnswerer(
        this SafetyDb db,
        DateOnly today,
        IReadOnlyList<Guid> agencies,
        CancellationToken stop
    )
    {
        if (agencies.Count == 0)
            return [];
        var held = await db.Set<RoleGrant>()
            .AsNoTracking()
            .InForceOn(today)
            .Join(db.Set<Account>().OpenOn(today), g => g.AccountId, a => a.Id, (g, a) => new { g.RoleId, a.AgencyId })
            .Where(g => agencies.Contains(g.AgencyId))
            .Join(db.Set<Role>(), g => g.RoleId, r => r.Id, (g, r) => new { g.AgencyId, r.Permissions })
            .Take(Most)
            .ToListAsync(stop);
        var may = held.Where(h => h.Permissions.Contains(PartnershipPermissions.AnswerDisclosures)).Select(h => h.AgencyId).ToHashSet();
        return [.. agencies.Where(a => !may.Contains(a))];
    }
}
