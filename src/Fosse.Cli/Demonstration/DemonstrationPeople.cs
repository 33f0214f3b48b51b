using System.Security.Cryptography;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Account.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Demonstration;

/// <summary>The agencies, teams and people of the demonstration county. Nobody of them exists; nobody has a password, for in the
/// demonstration one click signs in.</summary>
internal sealed class DemonstrationPeople(SafetyDb db) : IDemonstrationPeople
{
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

    // The order is that of the buttons: whose work a newcomer would look at first.
    private static readonly (string Name, int Agency, int Team, string Role)[] People =
    [
        ("Morgan Teal", 0, 0, StandardRoles.Officer),
        ("Ashley Marlow", 0, 0, StandardRoles.Sergeant),
        ("Rowan Sedge", 1, 0, StandardRoles.CommunitySafetyOfficer),
        ("Jamie Thorn", 2, 0, StandardRoles.CommunitySafetyOfficer),
        ("Alex Furrow", 1, 0, StandardRoles.Supervisor),
        ("Kit Barrow", 0, 2, StandardRoles.Analyst),
        ("Sasha Linden", 1, 0, StandardRoles.DataProtectionOfficer),
        ("Frankie Holt", 1, 0, StandardRoles.Administrator),
        ("Robin Ember", 3, 0, StandardRoles.Officer),
        ("Dana Wold", 4, 0, StandardRoles.Officer),
        ("Lee Spinney", 5, 0, StandardRoles.Officer),
        ("Noor Bracken", 6, 0, StandardRoles.Officer),
        ("Casey Rill", 7, 0, StandardRoles.Officer),
        ("Pat Coppice", 8, 0, StandardRoles.Analyst),
    ];

    private static readonly DateOnly Since = new(2022, 4, 1);

    /// <summary>Makes them where they are not there yet.</summary>
    public static async Task Make(SafetyDb db, DateTimeOffset now, CancellationToken stop)
    {
        await StandardRoles.Ensure(db, stop);
        if (await db.Set<Agency>().AnyAsync(stop))
            return;
        var roles = await db.Set<Role>().Take(100).ToDictionaryAsync(r => r.Name, r => r.Id, stop);
        var agencies = Agencies
            .Select(a => new Agency
            {
                Name = a.Name,
                Kind = a.Kind,
                Regime = a.Kind is AgencyKind.Police ? Regime.LawEnforcement : Regime.UkGdpr,
                Contact = $"information.sharing@{a.Domain}",
                JoinedOn = Since,
            })
            .ToList();
        var teams = Agencies
            .Select((a, i) => a.Teams.Select(name => new Team { AgencyId = agencies[i].Id, Name = name }).ToList())
            .ToList();
        db.AddRange(agencies);
        db.AddRange(teams.SelectMany(t => t));
        foreach (var (name, agency, team, role) in People)
        {
            var email = EmailOf(name, agency);
            var account = new Account
            {
                AgencyId = agencies[agency].Id,
                Email = email,
                NormalizedEmail = Account.Normalize(email),
                Name = name,
                StartsOn = Since,
                SecurityStamp = AccountStamp.New(),
            };
            db.Add(account);
            // A visit of yesterday, long over: they have all come at some time, and wait for no invitation.
            var (began, secret) = (now.AddDays(-1).AddMinutes(-7 * account.Name.Length), RandomNumberGenerator.GetBytes(32));
            db.Add(
                new AccountSession
                {
                    AccountId = account.Id,
                    Secret = secret,
                    SecurityStamp = account.SecurityStamp,
                    Way = SignInWay.Demonstration,
                    StartedAt = began,
                    LastSeenAt = began.AddMinutes(20),
                }
            );
            db.Add(
                new RoleGrant
                {
                    AccountId = account.Id,
                    RoleId = roles[role],
                    TeamId = teams[agency][team].Id,
                    StartsOn = Since,
                }
            );
        }
        await db.SaveChangesAsync(stop);
    }

    public async Task<IReadOnlyList<DemonstrationPerson>> All(CancellationToken stop)
    {
        var emails = People.Select(p => Account.Normalize(EmailOf(p.Name, p.Agency))).ToList();
        var held = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => emails.Contains(a.NormalizedEmail))
            .Join(db.Set<Agency>(), a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, Agency = g.Name })
            .Take(People.Length)
            .ToListAsync(stop);
        return
        [
            .. People.Join(
                held,
                p => p.Name,
                h => h.Account.Name,
                (p, h) => new DemonstrationPerson(h.Account.Id, p.Name, p.Role, h.Agency)
            ),
        ];
    }

    private static string EmailOf(string name, int agency) => $"{name.ToLowerInvariant().Replace(' ', '.')}@{Agencies[agency].Domain}";
}
