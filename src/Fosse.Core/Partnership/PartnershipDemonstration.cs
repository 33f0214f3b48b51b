using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>The agencies and teams of the made-up county, and the areas that they look after.</summary>
internal sealed class PartnershipDemonstration : IDemonstration
{
    public static readonly DateOnly Since = new(2022, 4, 1);

    private static readonly (string Name, AgencyKind Kind, string Domain, string[] Teams)[] Agencies =
    [
        ("Fosse Police", AgencyKind.Police, "police.example", ["Beaumont Leys neighbourhood", "Loughborough neighbourhood", "Response"]),
        ("Fosse City Council", AgencyKind.Council, "city.example", ["Community safety", "Housing options"]),
        ("Soar Valley Borough Council", AgencyKind.Council, "soarvalley.example", ["Community safety"]),
        ("Fosse Fire and Rescue", AgencyKind.Fire, "fire.example", ["Prevention"]),
        ("Swithland Health Trust", AgencyKind.Health, "health.example", ["Mental health triage"]),
        ("Bradgate Homes", AgencyKind.Housing, "homes.example", ["Tenancy support"]),
        ("Watermead Academy", AgencyKind.School, "school.example", ["Safeguarding"]),
        ("Safe Harbour", AgencyKind.Voluntary, "harbour.example", ["Advocates"]),
        ("Oldtown Security", AgencyKind.Firm, "security.example", ["Patrols"]),
    ];

    // Whose queue a report comes to follows from the areas that a team looks after.
    private static readonly (string Agency, string Team, string Settlement, bool Ward)[] LooksAfter =
    [
        ("Fosse Police", "Beaumont Leys neighbourhood", "Beaumont Leys", true),
        ("Fosse Police", "Loughborough neighbourhood", "Loughborough", true),
        ("Fosse City Council", "Community safety", "Leicester", false),
        ("Soar Valley Borough Council", "Community safety", "Loughborough", false),
    ];

    public static string DomainOf(string agency) => Agencies.First(a => a.Name == agency).Domain;

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => db.Set<Agency>().AnyAsync(stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) => [new(DemonstrationStep.Beforehand, Join)];

    private static async Task Join(DemonstrationScene scene, CancellationToken stop)
    {
        foreach (var (name, kind, domain, teams) in Agencies)
        {
            var agency = new Agency
            {
                Name = name,
                Kind = kind,
                Regime = kind is AgencyKind.Police ? Regime.LawEnforcement : Regime.UkGdpr,
                Contact = $"information.sharing@{domain}",
                JoinedOn = Since,
            };
            scene.Db.Add(agency);
            foreach (var team in teams.Select(t => new Team { AgencyId = agency.Id, Name = t }))
            {
                scene.Db.Add(team);
                foreach (var area in LooksAfter.Where(l => l.Agency == name && l.Team == team.Name))
                    await LookAfter(scene, team, area.Settlement, area.Ward, stop);
            }
        }
        await scene.Db.SaveChangesAsync(stop);
    }

    private static async Task LookAfter(DemonstrationScene scene, Team team, string settlement, bool ward, CancellationToken stop)
    {
        if (await scene.Db.SettlementCalled(settlement, stop) is not { } place)
            return;
        var areas = await scene.The<PointLookup>().At(scene.Db, place.Longitude, place.Latitude, stop);
        if ((ward ? areas.Ward : areas.District) is { } area)
            scene.Db.Add(new TeamArea { TeamId = team.Id, AreaId = area });
    }
}
