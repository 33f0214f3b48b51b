using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>What is asked of a role before it is given, and how it is given.</summary>
internal static class GivenRoles
{
    /// <summary>Adds the grant; saved by the caller.</summary>
    public static Guid Give(this SafetyDb db, GivenRole asked, SignedIn by, DateTimeOffset now)
    {
        var grant = new RoleGrant
        {
            AccountId = asked.Account,
            RoleId = asked.Role!.Value,
            TeamId = asked.Team,
            StartsOn = asked.StartsOn ?? CountyClock.DayOf(now),
            EndsOn = asked.EndsOn,
            DeputyFor = asked.DeputyFor,
        };
        db.Add(grant);
        db.Note(by, now, AccountsAdminEvents.RoleGiven, asked.Account, grant.RoleId.ToString());
        return grant.Id;
    }

    public static async Task<IReadOnlyList<DeedField>> Fields(this SafetyDb db, GivenRole asked, CancellationToken stop)
    {
        var names = await NamesOfActors.NamesOf(db, [asked.Account, asked.DeputyFor ?? asked.Account], stop);
        var team = await db.Set<Team>().Where(t => t.Id == asked.Team).Select(t => t.Name).SingleOrDefaultAsync(stop);
        return
        [
            new("person", names[asked.Account]),
            .. (await db.RolesOf([asked.Role!.Value], stop)).Said(),
            .. team is null ? Array.Empty<DeedField>() : [new("team", team)],
            .. asked.DeputyFor is { } other ? [new("deputyFor", names[other])] : Array.Empty<DeedField>(),
            .. Administering.Day("from", asked.StartsOn),
            .. Administering.Day("to", asked.EndsOn),
            Administering.Said(asked),
        ];
    }

    public static async Task<List<Refusal>> Refused(this SafetyDb db, GivenRole asked, DateOnly today, CancellationToken stop)
    {
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == asked.Account, stop) is not { } account)
            return [new("", AccountsText.Of("Accounts.NoSuchAccount"))];
        var (refused, starts) = (new List<Refusal>(), asked.StartsOn ?? today);
        if (asked.Role is null || !await db.Set<Role>().AnyAsync(r => r.Id == asked.Role, stop))
            refused.Add(new(nameof(asked.Role), AccountsText.Of("GiveRole.SelectRole")));
        if (asked.Team is not null && !await db.Set<Team>().AnyAsync(t => t.Id == asked.Team && t.AgencyId == account.AgencyId, stop))
            refused.Add(new(nameof(asked.Team), AccountsText.Of("GiveRole.WrongTeam")));
        if (asked.StartsOn < today)
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
