using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

public sealed record GivenRole(Guid Account, Guid? Role, Guid? Team, DateOnly? StartsOn, DateOnly? EndsOn, Guid? DeputyFor);

/// <summary>Gives somebody a role from a day until a day, in their own right or as the deputy of a colleague; or ends one.</summary>
public sealed class GiveRole(SafetyDb db, CountyClock clock)
{
    public async Task<Outcome<Guid>> Handle(SignedIn by, GivenRole asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == asked.Account, stop) is not { } account)
            return new Refusal("", AccountsText.Of("Accounts.NoSuchAccount"));
        if (await Refused(account, asked, stop) is { Count: > 0 } refused)
            return refused;
        var grant = new RoleGrant
        {
            AccountId = account.Id,
            RoleId = asked.Role!.Value,
            TeamId = asked.Team,
            StartsOn = asked.StartsOn ?? clock.Today,
            EndsOn = asked.EndsOn,
            DeputyFor = asked.DeputyFor,
        };
        db.Add(grant);
        db.Note(by, clock.Now, AccountsAdminEvents.RoleGiven, account.Id, grant.RoleId.ToString());
        await db.SaveChangesAsync(stop);
        return grant.Id;
    }

    /// <summary>Ends a role. It is gone at the person's next request.</summary>
    public async Task<Outcome<Guid>> End(SignedIn by, Guid grantId, CancellationToken stop)
    {
        if (await db.Set<RoleGrant>().SingleOrDefaultAsync(g => g.Id == grantId, stop) is not { } grant)
            return new Refusal("", AccountsText.Of("GiveRole.NoSuchGrant"));
        var yesterday = clock.Today.AddDays(-1);
        if (grant.IsOverOn(clock.Today))
            return grant.Id;
        if (await db.WouldBeGone(clock.Today, a => a.GrantId == grantId, "", stop) is { } gone)
            return gone;
        grant.EndsOn = yesterday;
        db.Note(by, clock.Now, AccountsAdminEvents.RoleGrantEnds, grant.AccountId, grant.RoleId.ToString());
        return await db.SaveUnlessStale(AccountsText.Of("ChangeRole.Stale"), stop) is { } stale ? stale : grant.Id;
    }

    private async Task<List<Refusal>> Refused(Account account, GivenRole asked, CancellationToken stop)
    {
        var (refused, starts) = (new List<Refusal>(), asked.StartsOn ?? clock.Today);
        if (asked.Role is null || !await db.Set<Role>().AnyAsync(r => r.Id == asked.Role, stop))
            refused.Add(new(nameof(asked.Role), AccountsText.Of("GiveRole.SelectRole")));
        if (asked.Team is not null && !await db.Set<Team>().AnyAsync(t => t.Id == asked.Team && t.AgencyId == account.AgencyId, stop))
            refused.Add(new(nameof(asked.Team), AccountsText.Of("GiveRole.WrongTeam")));
        if (asked.StartsOn < clock.Today)
            refused.Add(new(nameof(asked.StartsOn), AccountsText.Of("GiveRole.FirstDayPassed")));
        if (asked.EndsOn < starts)
            refused.Add(new(nameof(asked.EndsOn), AccountsText.Of("GiveRole.LastDayBeforeFirst")));
        if (asked.DeputyFor is { } other)
        {
            if (asked.EndsOn is null)
                refused.Add(new(nameof(asked.EndsOn), AccountsText.Of("GiveRole.EnterLastDay")));
            var holds = await db.Set<RoleGrant>()
                .NotOverOn(starts)
                .AnyAsync(g => g.AccountId == other && g.RoleId == asked.Role && g.DeputyFor == null, stop);
            var colleague =
                other != account.Id && await db.Set<Account>().AnyAsync(a => a.Id == other && a.AgencyId == account.AgencyId, stop);
            if (!colleague)
                refused.Add(new(nameof(asked.DeputyFor), AccountsText.Of("GiveRole.SelectColleague")));
            else if (!holds)
                refused.Add(new(nameof(asked.DeputyFor), AccountsText.Of("GiveRole.NotHeldOnDay", starts)));
        }
        return refused;
    }
}
