using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Reporting.Open311;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Commands.Trial;

namespace Fosse.Tests.People.Commands;

/// <summary>Agencies, people, and the running house; and agreements, which whoever works for a party may see.</summary>
internal static class AdministratorTrials
{
    private static readonly CategoryDetails Category = new(
        "",
        "",
        CategoryGroup.AntiSocialBehaviour,
        AgencyKind.Council,
        900,
        true,
        "",
        false,
        CategoryHold.None,
        "",
        true
    );

    public static IEnumerable<Trial> All =>
        [
            Of(
                "AgreementQueries.AgreementsOf",
                [AccountsPermissions.Work, PartnershipPermissions.ManageAgreements],
                (w, of) => [],
                reachesOthers: true
            ),
            Of(
                "AgreementQueries.Agreement",
                [AccountsPermissions.Work, PartnershipPermissions.ManageAgreements],
                async (w, of) => [await w.County.Do(db => db.Set<SharingAgreement>().Select(a => a.Id).FirstAsync())],
                reachesOthers: true
            ),
            OfAdministrators("AddAgency.Handle", (w, of) => Given(Details(w.Fresh("Agency")))),
            OfAdministrators("ChangeAgency.Handle", async (w, of) => await Agency(w) is var a ? [a.Id, 0, Details(w.Fresh("Agency"))] : []),
            OfAdministrators("AgencyLeaves.Handle", async (w, of) => [(await Agency(w)).Id, 0, w.Today.AddDays(30), true]),
            OfAdministrators("AddTeam.Handle", (w, of) => Given(of.Id, w.Fresh("Team"))),
            OfAdministrators("AddTeam.Rename", async (w, of) => [(await Team(w, of)).Id, 0, w.Fresh("Team")]),
            OfAdministrators("TeamAreas.Give", async (w, of) => [(await Team(w, of)).Id, await Area(w)]),
            OfAdministrators("TeamAreas.Take", async (w, of) => [(await Team(w, of)).Id, await Area(w)]),
            OfAdministrators("CloseAccount.Disable", async (w, of) => [(await Person(w, of)).Id, true]),
            OfAdministrators("CloseAccount.Enable", async (w, of) => [(await Person(w, of)).Id]),
            OfAdministrators("CloseAccount.EndsOn", async (w, of) => [(await Person(w, of)).Id, w.Today.AddDays(5)]),
            OfAdministrators("ChangeRole.Add", (w, of) => Given(Role(w.Fresh("Role")))),
            OfAdministrators("ChangeRole.Handle", async (w, of) => [(await Role(w)).Id, 0, Role(w.Fresh("Role"))]),
            OfAdministrators(
                "GiveRole.Handle",
                async (w, of) => [new GivenRole((await Person(w, of)).Id, (await Role(w)).Id, null, null, null, null)]
            ),
            OfAdministrators(
                "GiveRole.End",
                async (w, of) =>
                    [
                        (
                            await w.Add(
                                new RoleGrant
                                {
                                    AccountId = (await Person(w, of)).Id,
                                    RoleId = (await Role(w)).Id,
                                    StartsOn = w.Today,
                                }
                            )
                        ).Id,
                    ]
            ),
            OfAdministrators(
                "InviteAccount.Handle",
                async (w, of) =>
                    [new InvitedAccount(of.Id, w.Fresh("Sam"), $"{Guid.NewGuid():n}@example.org", null, null, [(await Role(w)).Id])]
            ),
            OfAdministrators("InviteAccount.Again", async (w, of) => [(await Person(w, of)).Id]),
            OfAdministrators("PeopleQueries.PeoplePage", (w, of) => Given(null, of.Id, false, 1)),
            OfAdministrators("PeopleQueries.AccountOf", async (w, of) => [(await Person(w, of)).Id]),
            OfAdministrators(
                "PersonQueries.OthersOf",
                async (w, of) =>
                {
                    var person = await Person(w, of);
                    var twin = Partnership.Person(of, w.Fresh("Sam"), w.Today);
                    twin.SamePersonAs = person.Id;
                    await w.Add(twin);
                    return [person];
                }
            ),
            OfAdministrators("PeopleQueries.Colleagues", async (w, of) => [await Person(w, of)]),
            OfAdministrators(
                "AdminEventQueries.AdminEventPage",
                async (w, of) =>
                {
                    await w.Add(
                        new AdminEvent
                        {
                            At = w.County.Time.Now,
                            AccountId = w.Writer(of).AccountId,
                            Kind = AccountsAdminEvents.AccountDisabled,
                        }
                    );
                    return [1];
                }
            ),
            OfAdministrators(
                "RetryStuck.Message",
                async (w, of) =>
                {
                    await w.Report(w.Own);
                    return [await w.County.Do(db => db.Set<OutboxMessage>().Where(m => m.DoneAt == null).Select(m => m.Id).FirstAsync())];
                }
            ),
            OfAdministrators(
                "RetryStuck.Job",
                async (w, of) =>
                {
                    var name = w.Fresh("job");
                    await w.Add(new TimetableEntry { Name = name, DueAt = w.County.Time.Now });
                    await w.County.Do(db =>
                        db.Set<TimetableEntry>().Where(e => e.Name == name).ExecuteUpdateAsync(s => s.SetProperty(e => e.Failures, 1))
                    );
                    return [name];
                }
            ),
            OfAdministrators("ChangeCategory.Add", (w, of) => Given(Category with { Name = w.Fresh("Noise") })),
            OfAdministrators(
                "ChangeCategory.Handle",
                async (w, of) =>
                    [
                        "groups",
                        await w.County.Do(db =>
                            db.Set<ReportCategory>().Where(c => c.Code == "groups").Select(c => c.Version).SingleAsync()
                        ),
                        Category with
                        {
                            Name = w.Fresh("Groups"),
                            AnsweredBy = AgencyKind.Police,
                        },
                    ]
            ),
            OfAdministrators(
                "ChangeCaseReview.Handle",
                async (w, of) => ["T900", await w.RuleVersion(), new CaseReviewDetails(3, 6, 1, true, true, "Ring the council.")]
            ),
            OfAdministrators("ApiKeys.Add", (w, of) => Given(w.Fresh("Key"), of.Id, false)),
            OfAdministrators("ApiKeys.Renew", async (w, of) => [(await Key(w, of)).Id, 0]),
            OfAdministrators("ApiKeys.End", async (w, of) => [(await Key(w, of)).Id, 0]),
            OfAdministrators(
                "AskForImport.Uploaded",
                async (w, of) =>
                {
                    await w.County.Do(db => db.Set<ImportRequest>().ExecuteDeleteAsync());
                    return [ImportKind.Crime, Guid.NewGuid(), new[] { "crime.csv" }];
                }
            ),
            OfAdministrators(
                "AskForImport.InFolder",
                async (w, of) =>
                {
                    await w.County.Do(db => db.Set<ImportRequest>().ExecuteDeleteAsync());
                    return [ImportKind.Crime, FolderChoice.Itself];
                }
            ),
            OfAdministrators(
                "RequestQueries.AskedImports",
                async (w, of) =>
                {
                    await Import(w, ImportState.Waiting);
                    return [];
                }
            ),
            OfAdministrators("RequestQueries.AskedImportOf", async (w, of) => [(await Import(w, ImportState.Waiting)).Id]),
            OfAdministrators("StopImport.Stop", async (w, of) => [(await Import(w, ImportState.Waiting)).Id]),
            OfAdministrators("StopImport.GoOn", async (w, of) => [(await Import(w, ImportState.Stopped)).Id]),
        ];

    private static Task<object?[]> Given(params object?[] given) => Task.FromResult(given);

    private static AgencyDetails Details(string name) => new(name, AgencyKind.Health, Regime.UkGdpr, "desk@example.org", new(2024, 1, 1));

    private static Task<Agency> Agency(CommandWorld w) =>
        w.Add(
            new Agency
            {
                Name = w.Fresh("Agency"),
                Kind = AgencyKind.Health,
                Regime = Regime.UkGdpr,
                Contact = "desk@example.org",
                JoinedOn = new(2024, 1, 1),
            }
        );

    private static Task<Team> Team(CommandWorld w, Agency of) => w.Add(new Team { AgencyId = of.Id, Name = w.Fresh("Team") });

    private static async Task<int> Area(CommandWorld w)
    {
        const int Id = 7;
        if (!await w.County.Do(db => db.Set<Area>().AnyAsync(a => a.Id == Id)))
            await w.Add(
                new Area
                {
                    Id = Id,
                    Kind = AreaKind.Ward,
                    Code = "W07",
                    Name = "Coalville North",
                    FirstVintage = 2021,
                    Longitude = -1.1,
                    Latitude = 52.6,
                }
            );
        return Id;
    }

    private static Task<Account> Person(CommandWorld w, Agency of) => w.Add(Partnership.Person(of, w.Fresh("Sam"), w.Today));

    private static RoleDetails Role(string name) => new(name, "For a test", [AccountsPermissions.Work]);

    private static Task<Role> Role(CommandWorld w) =>
        w.Add(
            new Role
            {
                Name = w.Fresh("Role"),
                Explanation = "For a test",
                Permissions = [AccountsPermissions.Work],
            }
        );

    private static Task<ApiKey> Key(CommandWorld w, Agency of) =>
        w.Add(
            new ApiKey
            {
                Name = w.Fresh("Key"),
                AgencyId = of.Id,
                Hash = [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()],
                MadeAt = w.County.Time.Now,
            }
        );

    private static Task<ImportRequest> Import(CommandWorld w, ImportState state) =>
        w.Add(
            new ImportRequest
            {
                Id = Guid.NewGuid(),
                Kind = ImportKind.Crime,
                Source = ImportSource.Folder,
                What = ".",
                AskedBy = w.Writer(w.Own).AccountId,
                AskedAt = w.County.Time.Now,
                State = state,
                DueAt = w.County.Time.Now,
            }
        );
}
