using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <param name="Version">Of the role that the change was made from.</param>
internal sealed record ChangedRole(int Version, RoleDetails Details);

/// <summary>What is asked of a change of a role, and how it is made.</summary>
internal static class ChangedRoles
{
    private const int Longest = 60,
        LongestExplanation = 300;

    /// <summary>Changes the role; saved by the caller.</summary>
    public static async Task<Refusal?> Change(
        this SafetyDb db,
        Role role,
        int version,
        RoleDetails asked,
        HouseWords words,
        SignedIn by,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (await db.Against(role, asked, CountyClock.DayOf(now), stop) is { } no)
            return no;
        var difference = asked
            .Permissions.Except(role.Permissions)
            .Select(p => $"+{p}")
            .Concat(role.Permissions.Except(asked.Permissions).Select(p => $"-{p}"))
            .ToList();
        (role.Name, role.Explanation, role.Permissions) = (Saving.Tidy(asked.Name), Saving.Tidy(asked.Explanation), words.InOrder(asked));
        role.Version = version + 1;
        db.Note(by, now, AccountsAdminEvents.RoleChanged, role.Id, difference.Count == 0 ? null : string.Join(' ', difference));
        return null;
    }

    /// <summary>The refusal of what would leave nobody who administers, or an agency without oversight.</summary>
    public static async Task<Refusal?> Against(this SafetyDb db, Role role, RoleDetails asked, DateOnly today, CancellationToken stop)
    {
        if (
            role.Permissions.Contains(AccountsPermissions.Administer)
            && !asked.Permissions.Contains(AccountsPermissions.Administer)
            && await db.WouldBeGone(today, a => a.RoleId == role.Id, nameof(asked.Permissions), stop) is { } gone
        )
            return gone;
        return role.Permissions.Except(asked.Permissions).Any(p => p.Watches)
            ? await db.WouldBeBlind(
                today,
                a => a.RoleId == role.Id,
                p => role.Permissions.Contains(p) && !asked.Permissions.Contains(p),
                nameof(asked.Permissions),
                stop
            )
            : null;
    }

    public static IReadOnlyList<DeedField> Fields(Role role, ChangedRole changed) =>
        [
            new("role", role.Name),
            .. role.Name == Saving.Tidy(changed.Details.Name)
                ? Array.Empty<DeedField>()
                : [new("named", Saving.Tidy(changed.Details.Name))],
            .. changed.Details.Permissions.Except(role.Permissions).Select(p => new DeedField("gains", p.Code)),
            .. role.Permissions.Except(changed.Details.Permissions).Select(p => new DeedField("loses", p.Code)),
            Administering.Said(changed),
        ];

    public static List<Permission> InOrder(this HouseWords words, RoleDetails asked) =>
        [.. words.Permissions.Where(asked.Permissions.Contains)];

    public static async Task<List<Refusal>> Refused(
        this SafetyDb db,
        HouseWords words,
        RoleDetails asked,
        Guid? self,
        CancellationToken stop
    )
    {
        var (name, why, refused) = (Saving.Tidy(asked.Name), Saving.Tidy(asked.Explanation), new List<Refusal>());
        if (name.Length == 0)
            refused.Add(new(nameof(asked.Name), AccountsText.Of("ChangeRole.EnterName")));
        else if (name.Length > Longest)
            refused.Add(new(nameof(asked.Name), AccountsText.Of("ChangeRole.NameTooLong", Longest)));
        else if (await db.Set<Role>().Where(r => r.Id != self).Select(r => r.Name).IsThere(name, stop))
            refused.Add(new(nameof(asked.Name), AccountsText.Of("ChangeRole.NameTaken")));
        if (why.Length == 0)
            refused.Add(new(nameof(asked.Explanation), AccountsText.Of("ChangeRole.SayWhomFor")));
        else if (why.Length > LongestExplanation)
            refused.Add(new(nameof(asked.Explanation), AccountsText.Of("ChangeRole.WhomForTooLong", LongestExplanation)));
        if (asked.Permissions.Count == 0)
            refused.Add(new(nameof(asked.Permissions), AccountsText.Of("ChangeRole.SelectPermission")));
        else if (asked.Permissions.Any(p => !words.Permissions.Contains(p)))
            refused.Add(new(nameof(asked.Permissions), AccountsText.Of("ChangeRole.UnknownPermission")));
        return refused;
    }
}
