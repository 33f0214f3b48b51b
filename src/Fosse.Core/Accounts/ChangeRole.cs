using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

public sealed record RoleDetails(string? Name, string? Explanation, IReadOnlyList<Permission> Permissions);

/// <summary>Adds a named set of permissions, or changes one. A change holds at the next request of everybody who has the role. Two
/// administrators let a role oversee others, and nobody adds to a role of their own.</summary>
public sealed class ChangeRole(SafetyDb db, CountyClock clock, HouseWords words, ApprovalDesk desk)
{
    public async Task<Outcome<Guid>> Add(SignedIn by, RoleDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Refused(words, asked, null, stop) is { Count: > 0 } refused)
            return refused;
        var role = new Role
        {
            Name = Saving.Tidy(asked.Name),
            Explanation = Saving.Tidy(asked.Explanation),
            Permissions = words.InOrder(asked),
        };
        db.Add(role);
        db.Note(by, clock.Now, AccountsAdminEvents.RoleAdded, role.Id, string.Join(' ', role.Permissions));
        await db.SaveChangesAsync(stop);
        return role.Id;
    }

    public async Task<Outcome<Administered>> Handle(SignedIn by, Guid id, int version, RoleDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Set<Role>().SingleOrDefaultAsync(r => r.Id == id, stop) is not { } role)
            return new Refusal("", AccountsText.Of("ChangeRole.NoSuchRole"));
        if (role.Version != version)
            return Saving.Stale(AccountsText.Of("ChangeRole.Stale"));
        if (await db.Refused(words, asked, id, stop) is { Count: > 0 } refused)
            return refused;
        var gained = asked.Permissions.Except(role.Permissions).ToList();
        if (gained.Count > 0 && await db.HoldsRole(id, by, clock.Today, stop))
            return new Refusal(nameof(asked.Permissions), AccountsText.Of("ChangeRole.OwnRole"));
        // Whoever holds it reads about persons for the first time by it.
        var first = gained.Any(p => p.Personal) && !role.Permissions.Any(p => p.Personal);
        // Whoever loses oversight by it can be asked no more.
        var loses = role.Permissions.Except(asked.Permissions).Any(p => p.Oversight);
        var held = (first || loses) && await db.Set<RoleGrant>().NotOverOn(clock.Today).AnyAsync(g => g.RoleId == id, stop);
        if (gained.Any(p => p.Oversight) || held)
        {
            if (await db.Against(role, asked, clock.Today, stop) is { } no)
                return no;
            var changed = new ChangedRole(version, asked);
            return await desk.ProposeOnce(db, AccountsDeeds.ChangeRole, id, ChangedRoles.Fields(role, changed), by, clock, stop);
        }
        if (await db.Change(role, version, asked, words, by, clock.Now, stop) is { } gone)
            return gone;
        return await db.SaveUnlessStale(AccountsText.Of("ChangeRole.Stale"), stop) is { } stale ? stale : new Administered(id);
    }
}
