using Fosse.Foundation;
using Fosse.People;
using Fosse.People.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Administration;

/// <summary>A county with two agencies and one administrator, on either database.</summary>
internal sealed class Partnership : IAsyncDisposable
{
    private Partnership(TestCounty county) => County = county;

    public TestCounty County { get; }
    public DateOnly Today => County.Services.GetRequiredService<CountyClock>().Today;
    public Agency Council { get; private init; } = null!;
    public Agency Police { get; private init; } = null!;
    public Role Administration { get; private init; } = null!;
    public Role Casework { get; private init; } = null!;
    public Account Admin { get; private init; } = null!;
    public RoleGrant AdminGrant { get; private init; } = null!;
    public SignedIn By { get; private init; } = null!;

    public static Task<Partnership> Open(string database, TimeProvider? time = null) => On(database, time);

    private static async Task<Partnership> On(string database, TimeProvider? time)
    {
        var county = await TestCounty.Open(database, services =>
        {
            if (time is not null) services.AddSingleton(time);
        });
        var today = county.Services.GetRequiredService<CountyClock>().Today;
        var council = Agency("Ashby Council", AgencyKind.Council, today);
        var police = Agency("County Police", AgencyKind.Police, today);
        var administration = new Role { Name = "Administrator", Explanation = "Looks after agencies and people", Permissions = [Permission.Work, Permission.Administer] };
        var casework = new Role { Name = "Caseworker", Explanation = "Works on cases", Permissions = [Permission.Work, Permission.ReadRecords] };
        var admin = Person(council, "Ada Minister", today);
        var grant = new RoleGrant { AccountId = admin.Id, RoleId = administration.Id, StartsOn = today.AddDays(-30) };
        await county.Do(async db =>
        {
            db.AddRange(council, police, administration, casework, admin, grant);
            await db.SaveChangesAsync();
        });
        return new(county)
        {
            Council = council,
            Police = police,
            Administration = administration,
            Casework = casework,
            Admin = admin,
            AdminGrant = grant,
            By = new(admin.Id, admin.Name, council.Id, council.Name, new HashSet<Permission> { Permission.Administer }),
        };
    }

    public static Account Person(Agency agency, string name, DateOnly today)
    {
        var email = $"{name.Replace(' ', '.')}@example.org";
        return new() { AgencyId = agency.Id, Name = name, Email = email, NormalizedEmail = Account.Normalize(email), StartsOn = today.AddDays(-30), SecurityStamp = AccountStamp.New(), PasswordHash = "set" };
    }

    public async Task<T> Add<T>(T thing) where T : class
    {
        await County.Do(async db =>
        {
            db.Add(thing);
            await db.SaveChangesAsync();
        });
        return thing;
    }

    /// <summary>Gives a command, in a scope of its own.</summary>
    public async Task<TAnswer> Asks<TCommand, TAnswer>(Func<TCommand, Task<TAnswer>> ask) where TCommand : notnull
    {
        await using var scope = County.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TCommand>());
    }

    public Task<List<AdminEvent>> Events() => County.Do(db => db.Set<AdminEvent>().AsNoTracking().OrderBy(e => e.Id).ToListAsync());

    public ValueTask DisposeAsync() => County.DisposeAsync();

    private static Agency Agency(string name, AgencyKind kind, DateOnly today) =>
        new() { Name = name, Kind = kind, Regime = kind is AgencyKind.Police ? Regime.LawEnforcement : Regime.UkGdpr, Contact = "asb@example.org", JoinedOn = today.AddDays(-400) };
}
