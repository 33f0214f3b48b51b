using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests;

/// <summary>Two agencies, and the people that a test needs in them.</summary>
internal sealed class Partnership : IAsyncDisposable
{
    private static readonly DateOnly Began = new(2020, 1, 1);

    private Partnership(TestCounty county) => County = county;

    public TestCounty County { get; }
    public DateOnly Today => County.Services.GetRequiredService<CountyClock>().Today;
    public Agency Police { get; } = New("Police", AgencyKind.Police, Regime.LawEnforcement);
    public Agency Council { get; } = New("Council", AgencyKind.Council, Regime.UkGdpr);

    /// <summary>Of the two roles that <see cref="Open"/> makes; the administrator holds the first.</summary>
    public Role Administration { get; } =
        new()
        {
            Name = "Administrator",
            Explanation = "Looks after agencies and people",
            Permissions = [AccountsPermissions.Work, AccountsPermissions.Administer],
        };
    public Role Casework { get; } =
        new()
        {
            Name = "Caseworker",
            Explanation = "Works on cases",
            Permissions = [AccountsPermissions.Work, RecordsPermissions.ReadRecords],
        };
    public Account Admin { get; private set; } = null!;
    public RoleGrant AdminGrant { get; private set; } = null!;
    public SignedIn By { get; private set; } = null!;

    /// <summary>In a county that the test has opened and disposes of.</summary>
    public static async Task<Partnership> In(TestCounty county)
    {
        var made = new Partnership(county);
        await county.Do(async db =>
        {
            db.AddRange(made.Police, made.Council);
            await db.SaveChangesAsync();
        });
        return made;
    }

    /// <summary>In a county of its own, with one administrator, of the council.</summary>
    public static async Task<Partnership> Open(string database, Action<IServiceCollection>? more = null)
    {
        var made = await In(await TestCounty.Open(database, more));
        made.Admin = Person(made.Council, "Ada Minister", made.Today);
        made.AdminGrant = new RoleGrant
        {
            AccountId = made.Admin.Id,
            RoleId = made.Administration.Id,
            StartsOn = made.Today.AddDays(-30),
        };
        made.By = new(
            made.Admin.Id,
            made.Admin.Name,
            made.Council.Id,
            made.Council.Name,
            new HashSet<Permission> { AccountsPermissions.Administer }
        );
        await made.County.Do(async db =>
        {
            db.AddRange(made.Administration, made.Casework, made.Admin, made.AdminGrant);
            await db.SaveChangesAsync();
        });
        return made;
    }

    /// <summary>An account that its owner has taken. It is added by the test.</summary>
    public static Account Person(Agency agency, string name, DateOnly today)
    {
        var account = StaffRows.AccountOf(agency.Id, today.AddDays(-30), name, $"{name.Replace(' ', '.')}@example.org");
        account.PasswordHash = "set";
        return account;
    }

    /// <summary>Somebody who works there, with a role of their own that permits this.</summary>
    public Task<SignedIn> Somebody(Agency agency, params Permission[] permissions) =>
        County.Do(async db =>
        {
            var staff = StaffRows.Of(agency.Id, permissions, "Somebody");
            db.AddRange(staff.Account, staff.Role, staff.Grant);
            await db.SaveChangesAsync();
            return (await db.WhoIs(staff.Account.Id, Today, default))!;
        });

    /// <summary>A second administrator, of the police.</summary>
    public async Task<SignedIn> Second(string name = "Sam Second")
    {
        var second = await Add(Person(Police, name, Today));
        await Add(
            new RoleGrant
            {
                AccountId = second.Id,
                RoleId = Administration.Id,
                StartsOn = Today,
            }
        );
        return (await County.Do(db => db.WhoIs(second.Id, Today, default)))!;
    }

    /// <summary>Two have let somebody read about persons from a later day on, so that one gives them such a role now.</summary>
    public Task<RoleGrant> WillHaveCasework(Account account) =>
        Add(
            new RoleGrant
            {
                AccountId = account.Id,
                RoleId = Casework.Id,
                StartsOn = Today.AddDays(30),
            }
        );

    /// <summary>Somebody as they stand now.</summary>
    public async Task<SignedIn> As(Guid account) => (await County.Do(db => db.WhoIs(account, Today, default)))!;

    public Task<SignedIn> As(Account account) => As(account.Id);

    /// <summary>A signed agreement by which both give and both receive.</summary>
    public Task<SharingAgreement> Agree(DateOnly review, params AgreementScope[] scopes) =>
        County.Do(async db =>
        {
            var agreement = new SharingAgreement
            {
                Name = $"Agreement {Guid.NewGuid()}",
                Gateway = "Crime and Disorder Act 1998 s115",
                StartsOn = Began,
                ReviewOn = review,
                SignedOn = Began,
            };
            db.AddRange(
                agreement,
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = Police.Id,
                    Gives = true,
                    Receives = true,
                    Regime = Regime.LawEnforcement,
                },
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = Council.Id,
                    Gives = true,
                    Receives = true,
                    Regime = Regime.UkGdpr,
                }
            );
            db.AddRange(
                scopes.Select(s => new AgreementScope
                {
                    AgreementId = agreement.Id,
                    Class = s.Class,
                    Purpose = s.Purpose,
                    Level = s.Level,
                })
            );
            await db.SaveChangesAsync();
            return agreement;
        });

    public async Task<T> Add<T>(T thing)
        where T : class
    {
        await County.Do(async db =>
        {
            db.Add(thing);
            await db.SaveChangesAsync();
        });
        return thing;
    }

    /// <summary>Gives a command, in a scope of its own.</summary>
    public async Task<TAnswer> Asks<TCommand, TAnswer>(Func<TCommand, Task<TAnswer>> ask)
        where TCommand : notnull
    {
        await using var scope = County.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TCommand>());
    }

    public Task<List<AdminEvent>> Events() => County.Do(db => db.Set<AdminEvent>().AsNoTracking().OrderBy(e => e.Id).ToListAsync());

    public ValueTask DisposeAsync() => County.DisposeAsync();

    private static Agency New(string name, AgencyKind kind, Regime regime) =>
        new()
        {
            Name = name,
            Kind = kind,
            Regime = regime,
            Contact = $"{name} front desk",
            JoinedOn = Began,
        };
}
