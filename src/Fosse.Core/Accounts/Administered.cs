using System.Text.Json;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>What an administrator asked for: done, or proposed to a second one.</summary>
/// <param name="Proposal">None where it is done.</param>
public sealed record Administered(Guid About, Guid? Proposal = null)
{
    internal static Outcome<Administered> Of(Outcome<Approval> proposed) =>
        proposed.Accepted(out var approval) ? new Administered(approval.AboutId, approval.Id) : proposed.Refusals.ToList();
}

/// <summary>Asks of administrators that they leave themselves alone, and of which roles that two give them.</summary>
internal static class Administering
{
    private const int Most = 500;

    /// <summary>The whole of what was asked for, beside the fields that people read.</summary>
    public const string Asked = "_asked";

    /// <summary>What the roles let their holders do: where that changes, what was proposed is no longer the same.</summary>
    public const string May = "_may";

    /// <summary>Whether an account belongs to the same person as the one who is signed in.</summary>
    public static async Task<bool> IsOwn(this SafetyDb db, Guid account, SignedIn by, CancellationToken stop) =>
        account == by.AccountId || await db.Set<Account>().AnyAsync(a => a.Id == account && (a.SamePersonAs ?? a.Id) == by.PersonId, stop);

    public static async Task<Refusal?> Oneself(this SafetyDb db, Guid account, SignedIn by, CancellationToken stop) =>
        await db.IsOwn(account, by, stop) ? new Refusal("", AccountsText.Of("Administering.Oneself")) : null;

    /// <summary>Whether anybody holds or will hold the role who is the same person.</summary>
    public static Task<bool> HoldsRole(this SafetyDb db, Guid role, SignedIn by, DateOnly today, CancellationToken stop) =>
        db.Set<RoleGrant>()
            .NotOverOn(today)
            .Where(g => g.RoleId == role)
            .Join(db.Set<Account>(), g => g.AccountId, a => a.Id, (g, a) => new { a.Id, Person = a.SamePersonAs ?? a.Id })
            .AnyAsync(a => a.Id == by.AccountId || a.Person == by.PersonId, stop);

    public static async Task<IReadOnlyList<Role>> RolesOf(this SafetyDb db, IReadOnlyCollection<Guid> ids, CancellationToken stop) =>
        await db.Set<Role>().AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Name).Take(Most).ToListAsync(stop);

    /// <summary>The roles that somebody holds or will hold.</summary>
    public static async Task<IReadOnlyList<Role>> RolesHeld(this SafetyDb db, Guid account, DateOnly today, CancellationToken stop) =>
        await db.RolesOf(
            await db.Set<RoleGrant>()
                .NotOverOn(today)
                .Where(g => g.AccountId == account)
                .Select(g => g.RoleId)
                .Distinct()
                .Take(Most)
                .ToListAsync(stop),
            stop
        );

    public static bool Oversees(this IEnumerable<Role> roles) => roles.Any(r => r.Permissions.Any(p => p.Oversight));

    /// <summary>Whether their holder opens or finds words about persons.</summary>
    public static bool ShowPersons(this IEnumerable<Role> roles) => roles.Any(r => r.Permissions.Any(p => p.Personal));

    /// <summary>Whether an account has such a role now: two administrators, or nobody else that there was, let it. What a role that it had
    /// once lets its holders do today says nothing of what it let them do then.</summary>
    public static async Task<bool> IsShownPersons(this SafetyDb db, Guid account, DateOnly today, CancellationToken stop) =>
        (await db.RolesHeld(account, today, stop)).ShowPersons();

    /// <summary>Whether a county begins: there is no second administrator who could be asked, and the agency has nobody else yet.</summary>
    /// <param name="but">An account that is there already.</param>
    public static async Task<bool> Begins(this SafetyDb db, Guid? agency, Guid? but, SignedIn by, DateOnly today, CancellationToken stop) =>
        await db.AdministeringPeople(today, stop) < 2
        && !await db.Set<Account>()
            .NotClosedOn(today)
            .AnyAsync(a => a.AgencyId == agency && a.Id != but && (a.SamePersonAs ?? a.Id) != by.PersonId, stop);

    public static IEnumerable<DeedField> Said(this IReadOnlyList<Role> roles) =>
        roles.Select(r => new DeedField("role", r.Name)).Append(new(May, string.Join(' ', roles.SelectMany(r => r.Permissions))));

    public static DeedField Said<T>(T asked) => new(Asked, JsonSerializer.Serialize(asked));

    public static T AskedFor<T>(this Approval approval) => JsonSerializer.Deserialize<T>(approval[Asked]!)!;

    public static IEnumerable<DeedField> Day(string name, DateOnly? day) =>
        day is { } set ? [new(name, set.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))] : [];

    /// <summary>Proposes to a second administrator; what is open about the same thing is not thrown away by it.</summary>
    public static async Task<Outcome<Administered>> ProposeOnce(
        this ApprovalDesk desk,
        SafetyDb db,
        JointDeed deed,
        Guid about,
        IReadOnlyList<DeedField> fields,
        SignedIn by,
        CountyClock clock,
        CancellationToken stop
    ) =>
        await db.OpenApproval(deed, about, clock.Now, stop) is not null
            ? new Refusal("", AccountsText.Of("Administering.WaitsAlready"))
            : Administered.Of(await desk.Propose(deed, about, fields, [], by, stop));
}
