using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

public sealed record GivenRole(Guid Account, Guid? Role, Guid? Team, DateOnly? StartsOn, DateOnly? EndsOn, Guid? DeputyFor);

/// <summary>Gives somebody a role from a day until a day, in their own right or as the deputy of a colleague; or ends one. A role of
/// oversight, and the first by which they read about persons, is given by two administrators; none is given to oneself.</summary>
public sealed class GiveRole(SafetyDb db, CountyClock clock, ApprovalDesk desk)
{
    public async Task<Outcome<Administered>> Handle(SignedIn by, GivenRole asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Refused(asked, clock.Today, stop) is { Count: > 0 } refused)
            return refused;
        if (await db.Oneself(asked.Account, by, stop) is { } oneself)
            return oneself;
        var fields = await db.Fields(asked, stop);
        var roles = await db.RolesOf([asked.Role!.Value], stop);
        var first = roles.ShowPersons() && !await db.IsShownPersons(asked.Account, clock.Today, stop);
        var agency = await db.Set<Account>().Where(a => a.Id == asked.Account).Select(a => a.AgencyId).SingleAsync(stop);
        var begins = first && await db.Begins(agency, asked.Account, by, clock.Today, stop);
        if (roles.Oversees() || (first && !begins))
            return await desk.ProposeOnce(db, AccountsDeeds.GrantRole, asked.Account, fields, by, clock, stop);
        var grant = db.Give(asked, by, clock.Now);
        if (begins)
            db.Note(by, clock.Now, AccountsAdminEvents.LetInUnasked, asked.Account);
        await db.SaveChangesAsync(stop);
        return new Administered(grant);
    }

    /// <summary>Ends a role. It is gone at the person's next request.</summary>
    public async Task<Outcome<Guid>> End(SignedIn by, Guid grantId, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await db.Set<RoleGrant>().SingleOrDefaultAsync(g => g.Id == grantId, stop) is not { } grant)
            return new Refusal("", AccountsText.Of("GiveRole.NoSuchGrant"));
        var yesterday = clock.Today.AddDays(-1);
        if (grant.IsOverOn(clock.Today))
            return grant.Id;
        bool Ends(Administrator a) => a.GrantId == grantId;
        if (await db.WouldBeGone(clock.Today, Ends, "", stop) is { } gone)
            return gone;
        if (await db.WouldBeBlind(clock.Today, Ends, _ => true, "", stop) is { } blind)
            return blind;
        grant.EndsOn = yesterday;
        db.Note(by, clock.Now, AccountsAdminEvents.RoleGrantEnds, grant.AccountId, grant.RoleId.ToString());
        return await db.SaveUnlessStale(AccountsText.Of("ChangeRole.Stale"), stop) is { } stale ? stale : grant.Id;
    }
}
