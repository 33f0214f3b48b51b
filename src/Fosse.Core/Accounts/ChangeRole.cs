using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

public sealed record RoleDetails(string? Name, string? Explanation, IReadOnlyList<Permission> Permissions);

/// <summary>Adds a named set of permissions, or changes one. A change holds at the next request of everybody who has the role.</summary>
public sealed class ChangeRole(SafetyDb db, CountyClock clock, HouseWords words)
{
    private const int Longest = 60,
        LongestExplanation = 300;

    public async Task<Outcome<Guid>> Add(SignedIn by, RoleDetails asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (await Refused(asked, null, stop) is { Count: > 0 } refused)
            return refused;
        var role = new Role
        {
            Name = Saving.Tidy(asked.Name),
            Explanation = Saving.Tidy(asked.Explanation),
            Permissions = InOrder(asked),
        };
        db.Add(role);
        db.Note(by, clock.Now, AccountsAdminEvents.RoleAdded, role.Id, string.Join(' ', role.Permissions));
        await db.SaveChangesAsync(stop);
        return role.Id;
    }

    public async Task<Outcome<Guid>> Handle(SignedIn by, Guid id, int version, RoleDetails asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Set<Role>().SingleOrDefaultAsync(r => r.Id == id, stop) is not { } role)
            return new Refusal("", AccountsText.Of("ChangeRole.NoSuchRole"));
        if (role.Version != version)
            return Saving.Stale(AccountsText.Of("ChangeRole.Stale"));
        if (await Refused(asked, id, stop) is { Count: > 0 } refused)
            return refused;
        if (
            role.Permissions.Contains(AccountsPermissions.Administer)
            && !asked.Permissions.Contains(AccountsPermissions.Administer)
            && await db.WouldBeGone(clock.Today, a => a.RoleId == id, nameof(asked.Permissions), stop) is { } gone
        )
            return gone;

        var difference = asked
            .Permissions.Except(role.Permissions)
            .Select(p => $"+{p}")
            .Concat(role.Permissions.Except(asked.Permissions).Select(p => $"-{p}"))
            .ToList();
        (role.Name, role.Explanation, role.Permissions) = (Saving.Tidy(asked.Name), Saving.Tidy(asked.Explanation), InOrder(asked));
        role.Version = version + 1;
        db.Note(by, clock.Now, AccountsAdminEvents.RoleChanged, id, difference.Count == 0 ? null : string.Join(' ', difference));
        return await db.SaveUnlessStale(AccountsText.Of("ChangeRole.Stale"), stop) is { } stale ? stale : id;
    }

    private List<Permission> InOrder(RoleDetails asked) => [.. words.Permissions.Where(asked.Permissions.Contains)];

    private async Task<List<Refusal>> Refused(RoleDetails asked, Guid? self, CancellationToken stop)
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
