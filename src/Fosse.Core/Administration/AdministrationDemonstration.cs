using System.Security.Cryptography;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>The people who work in the made-up county. Nobody of them exists; nobody has a password, for in the demonstration one click
/// signs in.</summary>
public sealed class AdministrationDemonstration : IDemonstration
{
    // The order is that of the buttons: whose work a newcomer would look at first.
    private static readonly (string Name, string Agency, string Team, string Role)[] People =
    [
        ("Morgan Teal", "Fosse Police", "Beaumont Leys neighbourhood", StandardRoles.Officer),
        ("Ashley Marlow", "Fosse Police", "Beaumont Leys neighbourhood", StandardRoles.Sergeant),
        ("Rowan Sedge", "Fosse City Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Jamie Thorn", "Soar Valley Borough Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Alex Furrow", "Fosse City Council", "Community safety", StandardRoles.Supervisor),
        ("Kit Barrow", "Fosse Police", "Response", StandardRoles.Analyst),
        ("Sasha Linden", "Fosse City Council", "Community safety", StandardRoles.DataProtectionOfficer),
        ("Frankie Holt", "Fosse City Council", "Community safety", StandardRoles.Administrator),
        ("Robin Ember", "Fosse Fire and Rescue", "Prevention", StandardRoles.Officer),
        ("Dana Wold", "Swithland Health Trust", "Mental health triage", StandardRoles.Officer),
        ("Lee Spinney", "Bradgate Homes", "Tenancy support", StandardRoles.Officer),
        ("Noor Bracken", "Watermead Academy", "Safeguarding", StandardRoles.Officer),
        ("Casey Rill", "Safe Harbour", "Advocates", StandardRoles.Officer),
        ("Pat Coppice", "Oldtown Security", "Patrols", StandardRoles.Analyst),
        ("Billie Ash", "Fosse Police", "Response", StandardRoles.Administrator),
        ("Toni Hazel", "Fosse Police", "Response", StandardRoles.DataProtectionOfficer),
        ("Sam Ingle", "Fosse Police", "Loughborough neighbourhood", StandardRoles.Officer),
        ("Bobbie Lockwood", "Fosse Police", "City neighbourhood", StandardRoles.Officer),
        ("Gale Wymond", "Soar Valley Borough Council", "Community safety", StandardRoles.DataProtectionOfficer),
    ];

    // Who answers in the other districts; their work is like that of those above, so they have no button.
    private static readonly (string Name, string Agency, string Team, string Role)[] Colleagues =
    [
        ("Dale Winster", "Fosse Police", "Charnwood neighbourhood", StandardRoles.Officer),
        ("Drew Packer", "Fosse Police", "Coalville and Ashby neighbourhood", StandardRoles.Officer),
        ("Sidney Croft", "Fosse Police", "Hinckley and Bosworth neighbourhood", StandardRoles.Officer),
        ("Val Merrick", "Fosse Police", "Blaby neighbourhood", StandardRoles.Officer),
        ("Nicky Oram", "Fosse Police", "Oadby and Wigston neighbourhood", StandardRoles.Officer),
        ("Terry Vale", "Fosse Police", "Harborough neighbourhood", StandardRoles.Officer),
        ("Jo Asher", "Fosse Police", "Melton neighbourhood", StandardRoles.Officer),
        ("Chris Hambleton", "Fosse Police", "Rutland neighbourhood", StandardRoles.Officer),
        ("Andie Thorpe", "Charnwood Forest District Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Lou Battle", "Bosworth Field Borough Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Jess Meadow", "Fosse Meadows District Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Harley Brook", "Kilby Bridge Borough Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Mel Lock", "Foxton Locks District Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Reese Scalford", "Wreake and Wolds Borough Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
        ("Gerry Wing", "Vale of Catmose Council", "Community safety", StandardRoles.CommunitySafetyOfficer),
    ];

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => db.Set<Account>().AnyAsync(stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) =>
        [
            new(DemonstrationStep.Beforehand, (scene, stop) => Join(scene.Db, now, stop)),
            new(TimeSpan.FromDays(70), AddTeam),
            new(TimeSpan.FromDays(31), RenameTeam),
            new(TimeSpan.FromDays(9), ChangeContact),
            new(TimeSpan.FromDays(2), Propose),
        ];

    private const string Evenings = "Evening patrols";

    // What administrators do on most days, for their history.
    private static async Task AddTeam(DemonstrationScene scene, CancellationToken stop)
    {
        var city = await scene.Db.Set<Agency>().SingleAsync(a => a.Name == "Fosse City Council", stop);
        DemonstrationScene.Done(await scene.The<AddTeam>().Handle(await scene.Who("Frankie Holt", stop), city.Id, Evenings, stop));
    }

    private static async Task RenameTeam(DemonstrationScene scene, CancellationToken stop)
    {
        var team = await scene.Db.Set<Team>().AsNoTracking().SingleAsync(t => t.Name == Evenings, stop);
        var by = await scene.Who("Frankie Holt", stop);
        DemonstrationScene.Done(await scene.The<AddTeam>().Rename(by, team.Id, team.Version, "Evenings and events", stop));
    }

    private static async Task ChangeContact(DemonstrationScene scene, CancellationToken stop)
    {
        var homes = await scene.Db.Set<Agency>().AsNoTracking().SingleAsync(a => a.Name == "Bradgate Homes", stop);
        var details = new AgencyDetails(homes.Name, homes.Kind, homes.Regime, "neighbourhoods@bradgate.example", homes.JoinedOn);
        var by = await scene.Who("Billie Ash", stop);
        DemonstrationScene.Done(await scene.The<ChangeAgency>().Handle(by, homes.Id, homes.Version, details, stop));
    }

    // Waits for the second administrator: with it Rowan would look at what colleagues opened.
    private static async Task Propose(DemonstrationScene scene, CancellationToken stop)
    {
        var rowan = await scene.Who("Rowan Sedge", stop);
        var supervisor = await scene.Db.Set<Role>().Where(r => r.Name == StandardRoles.Supervisor).Select(r => r.Id).SingleAsync(stop);
        var asked = new GivenRole(rowan.AccountId, supervisor, null, null, null, null);
        DemonstrationScene.Done(await scene.The<GiveRole>().Handle(await scene.Who("Frankie Holt", stop), asked, stop));
    }

    /// <summary>Those of them who are there, in the order in which a newcomer would look at their work.</summary>
    public static async Task<IReadOnlyList<(Guid Account, string Name, string Role, string Agency)>> All(
        SafetyDb db,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var emails = People.Select(p => Account.Normalize(EmailOf(p.Name, p.Agency))).ToList();
        var held = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => emails.Contains(a.NormalizedEmail))
            .Join(db.Set<Agency>(), a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, Agency = g.Name })
            .Take(People.Length)
            .ToListAsync(stop);
        return [.. People.Join(held, p => p.Name, h => h.Account.Name, (p, h) => (h.Account.Id, p.Name, p.Role, h.Agency))];
    }

    private static async Task Join(SafetyDb db, DateTimeOffset now, CancellationToken stop)
    {
        await StandardRoles.Ensure(db, stop);
        var roles = await db.Set<Role>().Take(100).ToDictionaryAsync(r => r.Name, r => r.Id, stop);
        var agencies = await db.Set<Agency>().Take(100).ToDictionaryAsync(a => a.Name, a => a.Id, stop);
        var teams = await db.Set<Team>().Take(100).ToDictionaryAsync(t => (t.AgencyId, t.Name), t => t.Id, stop);
        foreach (var (name, agency, team, role) in People.Concat(Colleagues))
        {
            var email = EmailOf(name, agency);
            var account = new Account
            {
                AgencyId = agencies[agency],
                Email = email,
                NormalizedEmail = Account.Normalize(email),
                Name = name,
                StartsOn = PartnershipDemonstration.Since,
                SecurityStamp = AccountStamp.New(),
            };
            db.Add(account);
            db.Add(Visit(account, now.AddDays(-1).AddMinutes(-7 * name.Length)));
            db.Add(
                new RoleGrant
                {
                    AccountId = account.Id,
                    RoleId = roles[role],
                    TeamId = teams[(agencies[agency], team)],
                    StartsOn = PartnershipDemonstration.Since,
                }
            );
        }
        await db.SaveChangesAsync(stop);
    }

    // Of yesterday, long over: they have all come at some time, and wait for no invitation.
    private static AccountSession Visit(Account account, DateTimeOffset began) =>
        new()
        {
            AccountId = account.Id,
            Secret = RandomNumberGenerator.GetBytes(32),
            SecurityStamp = account.SecurityStamp,
            Way = SignInWay.Demonstration,
            StartedAt = began,
            LastSeenAt = began.AddMinutes(20),
        };

    private static string EmailOf(string name, string agency) =>
        $"{name.ToLowerInvariant().Replace(' ', '.')}@{PartnershipDemonstration.DomainOf(agency)}";
}
