using System.Globalization;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>How many of the emergencies of an account wait for a review. Those who review say it.</summary>
public delegate Task<int> GlassWaiting(SafetyDb db, Guid account, CancellationToken stop);

/// <summary>What is known of somebody who wants to open a record in an emergency.</summary>
/// <param name="Reviewed">Whether anybody else of their agency reviews what its people open.</param>
/// <param name="Before">When they did in the last 24 hours, the newest first.</param>
/// <param name="Waiting">How many of theirs wait for a review.</param>
internal sealed record GlassFacts(
    GlassOptions Limits,
    DateTimeOffset Now,
    bool Reviewed,
    IReadOnlyList<DateTimeOffset> Before,
    int Waiting
);

/// <summary>An emergency may happen twice. The more of them one person has, the more is asked; and nothing is open that nobody will look
/// at.</summary>
internal static class Glass
{
    private const int Most = 1000;

    /// <returns>Why not; none where nothing stands against it.</returns>
    public static string? Against(GlassFacts? facts, string reason)
    {
        if (facts is not { Reviewed: true })
            return "Nobody else of the agency reviews emergencies, so that none can be opened. Ask an administrator for somebody who does.";
        var limits = facts.Limits;
        if (facts.Waiting >= limits.Waiting)
            return Said($"{facts.Waiting} emergencies of yours wait for a review. Ask for one before the next, or ring the agency.");
        if (facts.Before.Count >= limits.ADay)
            return Said($"Opened {facts.Before.Count} records in an emergency within a day, which is the most. Ring the agency.");
        var hour = facts.Before.Count(b => b > facts.Now.AddHours(-1));
        if (hour >= limits.AnHour)
            return Said($"Opened {hour} records in an emergency within an hour, which is the most. Ring the agency.");
        if (hour > 0 && facts.Now - facts.Before[0] < limits.Pause)
            return Said($"After one emergency the next waits {limits.Pause.TotalSeconds:0} seconds. Say meanwhile what has happened.");
        return Reasons.WordsIn(reason) >= hour * limits.MoreWords
            ? null
            : Said($"Another emergency within the hour: say in at least {hour * limits.MoreWords} different words what has happened.");
    }

    public static async Task<GlassFacts> GlassOf(
        this SafetyDb db,
        SignedIn asker,
        IReadOnlyList<Permission> reviews,
        GlassWaiting waiting,
        GlassOptions limits,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var (account, since) = (asker.AccountId, now.AddDays(-1));
        var own = db.AccountsOfPerson(account);
        return new(
            limits,
            now,
            await (await db.WithAny(reviews, CountyClock.DayOf(now), stop)).AnyAsync(
                a => a.AgencyId == asker.AgencyId && (a.SamePersonAs ?? a.Id) != asker.PersonId,
                stop
            ),
            await db.Set<LedgerLine>()
                .Where(l => own.Contains(l.ActorId) && l.At > since && l.Kind == LedgerKind.BrokeGlass)
                .OrderByDescending(l => l.At)
                .Select(l => l.At)
                .Take(Most)
                .ToListAsync(stop),
            await waiting(db, account, stop)
        );
    }

    /// <summary>Those of an agency whose roles of that day have any of the permissions.</summary>
    public static async Task<IReadOnlyList<Guid>> WithAny(
        this SafetyDb db,
        IReadOnlyList<Permission> any,
        Guid agency,
        DateOnly today,
        CancellationToken stop
    ) => await (await db.WithAny(any, today, stop)).Where(a => a.AgencyId == agency).Select(a => a.Id).Take(Most).ToListAsync(stop);

    /// <summary>The same of all agencies.</summary>
    public static async Task<IQueryable<Account>> WithAny(
        this SafetyDb db,
        IReadOnlyList<Permission> any,
        DateOnly today,
        CancellationToken stop
    )
    {
        var roles = (await db.Set<Role>().AsNoTracking().Take(Most).ToListAsync(stop))
            .Where(r => r.Permissions.Any(any.Contains))
            .Select(r => r.Id)
            .ToList();
        var grants = db.Set<RoleGrant>().InForceOn(today).Where(g => roles.Contains(g.RoleId));
        return db.Set<Account>().AsNoTracking().OpenOn(today).Where(a => grants.Any(g => g.AccountId == a.Id));
    }

    /// <summary>Those of some agencies in which somebody has a permission who is not this person.</summary>
    internal static async Task<IReadOnlyList<Guid>> AgenciesWith(
        this SafetyDb db,
        Permission permission,
        IReadOnlyCollection<Guid> agencies,
        SignedIn but,
        DateOnly today,
        CancellationToken stop
    ) =>
        await (await db.WithAny([permission], today, stop))
            .Where(a => agencies.Contains(a.AgencyId) && (a.SamePersonAs ?? a.Id) != but.PersonId)
            .Select(a => a.AgencyId)
            .Distinct()
            .Take(Most)
            .ToListAsync(stop);

    /// <summary>Whether agencies have people of whom somebody could be let to agree, and more than one administrator who could let
    /// them.</summary>
    internal static async Task<bool> HaveToBeAsked(
        this SafetyDb db,
        IReadOnlyCollection<Guid> agencies,
        DateOnly today,
        CancellationToken stop
    ) =>
        await db.Set<Account>().NotClosedOn(today).AnyAsync(a => agencies.Contains(a.AgencyId), stop)
        && await db.AdministeringPeople(today, stop) > 1;

    private static string Said(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Which agencies could open records in an emergency, and have nobody to review it.</summary>
public static class GlassQueries
{
    /// <summary>Agencies of which somebody may break glass, and nobody reviews.</summary>
    public static async Task<IReadOnlyList<Guid>> GlassWithoutReview(
        this SafetyDb db,
        HouseWords words,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(words);
        var reviewed = (await db.WithAny(words.Reviews(), today, stop)).Select(a => a.AgencyId);
        return await (await db.WithAny([RecordsPermissions.BreakGlass], today, stop))
            .Where(a => !reviewed.Contains(a.AgencyId))
            .Select(a => a.AgencyId)
            .Distinct()
            .Take(1000)
            .ToListAsync(stop);
    }

    /// <summary>Whether anybody of an agency reviews what was read.</summary>
    public static async Task<bool> HasReviewer(this SafetyDb db, Guid agency, HouseWords words, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(words);
        return (await db.WithAny(words.Reviews(), agency, today, stop)).Count > 0;
    }

    /// <summary>The permissions to look at the reasons that people typed.</summary>
    internal static IReadOnlyList<Permission> Reviews(this HouseWords words) =>
        [.. words.PurposeRules.Where(r => r.OpensReasons).Select(r => r.Needed).OfType<Permission>()];
}
