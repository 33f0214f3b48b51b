using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>A new team of an agency, or a new name for one.</summary>
public sealed class AddTeam(SafetyDb db, CountyClock clock)
{
    private const int Longest = 100;

    public async Task<Outcome<Guid>> Handle(SignedIn by, Guid agency, string? name, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (!await db.Set<Agency>().AnyAsync(a => a.Id == agency, stop))
            return new Refusal("", PartnershipText.Of("AddTeam.NoSuchAgency"));
        if (await Refused(agency, null, Saving.Tidy(name), stop) is { } refused)
            return refused;
        var team = new Team { AgencyId = agency, Name = Saving.Tidy(name) };
        db.Add(team);
        db.Note(by, clock.Now, PartnershipAdminEvents.TeamAdded, team.Id);
        await db.SaveChangesAsync(stop);
        return team.Id;
    }

    public async Task<Outcome<Guid>> Rename(SignedIn by, Guid id, int version, string? name, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await db.Set<Team>().SingleOrDefaultAsync(t => t.Id == id, stop) is not { } team)
            return new Refusal("", PartnershipText.Of("Teams.NoSuchTeam"));
        if (team.Version != version)
            return Saving.Stale(PartnershipText.Of("Teams.Stale"));
        if (await Refused(team.AgencyId, id, Saving.Tidy(name), stop) is { } refused)
            return refused;
        team.Name = Saving.Tidy(name);
        team.Version++;
        db.Note(by, clock.Now, PartnershipAdminEvents.TeamChanged, id, changed: team);
        return await db.SaveUnlessStale(PartnershipText.Of("Teams.Stale"), stop) is { } stale ? stale : id;
    }

    private async Task<Refusal?> Refused(Guid agency, Guid? self, string name, CancellationToken stop)
    {
        if (name.Length == 0)
            return new("Name", PartnershipText.Of("AddTeam.EnterName"));
        if (name.Length > Longest)
            return new("Name", PartnershipText.Of("AddTeam.NameTooLong", Longest));
        return await db.Set<Team>().Where(t => t.AgencyId == agency && t.Id != self).Select(t => t.Name).IsThere(name, stop)
            ? new("Name", PartnershipText.Of("AddTeam.NameTaken"))
            : null;
    }
}
