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
        (
            "Fosse Police",
            AgencyKind.Police,
            "police.example",
            [
                "Beaumont Leys neighbourhood",
                "Loughborough neighbourhood",
                "Response",
                "City neighbourhood",
                "Charnwood neighbourhood",
                "Coalville and Ashby neighbourhood",
                "Hinckley and Bosworth neighbourhood",
                "Blaby neighbourhood",
                "Oadby and Wigston neighbourhood",
                "Harborough neighbourhood",
                "Melton neighbourhood",
                "Rutland neighbourhood",
            ]
        ),
        ("Fosse City Council", AgencyKind.Council, "city.example", [Safety, "Housing options"]),
        ("Soar Valley Borough Council", AgencyKind.Council, "soarvalley.example", [Safety]),
        ("Charnwood Forest District Council", AgencyKind.Council, "charnwoodforest.example", [Safety]),
        ("Bosworth Field Borough Council", AgencyKind.Council, "bosworthfield.example", [Safety]),
        ("Fosse Meadows District Council", AgencyKind.Council, "fossemeadows.example", [Safety]),
        ("Kilby Bridge Borough Council", AgencyKind.Council, "kilbybridge.example", [Safety]),
        ("Foxton Locks District Council", AgencyKind.Council, "foxtonlocks.example", [Safety]),
        ("Wreake and Wolds Borough Council", AgencyKind.Council, "wreakeandwolds.example", [Safety]),
        ("Vale of Catmose Council", AgencyKind.Council, "catmose.example", [Safety]),
        ("Fosse Fire and Rescue", AgencyKind.Fire, "fire.example", ["Prevention"]),
        ("Swithland Health Trust", AgencyKind.Health, "health.example", ["Mental health triage"]),
        ("Bradgate Homes", AgencyKind.Housing, "homes.example", ["Tenancy support"]),
        ("Watermead Academy", AgencyKind.School, "school.example", ["Safeguarding"]),
        ("Safe Harbour", AgencyKind.Voluntary, "harbour.example", ["Advocates"]),
        ("Oldtown Security", AgencyKind.Firm, "security.example", ["Patrols"]),
    ];

    private const string Safety = "Community safety";

    // Whose queue a report comes to follows from the areas that a team looks after: the ward, or the district of a settlement.
    private static readonly (string Agency, string Team, string Settlement, bool Ward)[] LooksAfter =
    [
        ("Fosse Police", "Beaumont Leys neighbourhood", "Beaumont Leys", true),
        ("Fosse Police", "Loughborough neighbourhood", "Loughborough", true),
        ("Fosse Police", "City neighbourhood", "Leicester", false),
        ("Fosse Police", "Charnwood neighbourhood", "Loughborough", false),
        ("Fosse Police", "Coalville and Ashby neighbourhood", "Coalville", false),
        ("Fosse Police", "Hinckley and Bosworth neighbourhood", "Hinckley", false),
        ("Fosse Police", "Blaby neighbourhood", "Blaby", false),
        ("Fosse Police", "Oadby and Wigston neighbourhood", "Wigston", false),
        ("Fosse Police", "Harborough neighbourhood", "Market Harborough", false),
        ("Fosse Police", "Melton neighbourhood", "Melton Mowbray", false),
        ("Fosse Police", "Rutland neighbourhood", "Oakham", false),
        ("Fosse City Council", Safety, "Leicester", false),
        ("Soar Valley Borough Council", Safety, "Loughborough", false),
        ("Charnwood Forest District Council", Safety, "Coalville", false),
        ("Bosworth Field Borough Council", Safety, "Hinckley", false),
        ("Fosse Meadows District Council", Safety, "Blaby", false),
        ("Kilby Bridge Borough Council", Safety, "Wigston", false),
        ("Foxton Locks District Council", Safety, "Market Harborough", false),
        ("Wreake and Wolds Borough Council", Safety, "Melton Mowbray", false),
        ("Vale of Catmose Council", Safety, "Oakham", false),
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
