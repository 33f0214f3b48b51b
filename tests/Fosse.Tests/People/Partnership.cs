using Fosse.Foundation;
using Fosse.People;

namespace Fosse.Tests.People;

/// <summary>Two agencies and their people in a test county.</summary>
internal sealed class Partnership
{
    private static readonly DateOnly Began = new(2020, 1, 1);

    private readonly TestCounty county;

    private Partnership(TestCounty county) => this.county = county;

    public Agency Police { get; } = New("Police", AgencyKind.Police, Regime.LawEnforcement);
    public Agency Council { get; } = New("Council", AgencyKind.Council, Regime.UkGdpr);

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

    /// <summary>Somebody who works there, with a role of their own that permits this.</summary>
    public Task<SignedIn> Somebody(Agency agency, params Permission[] permissions) => county.Do(async db =>
    {
        var id = Guid.CreateVersion7();
        var account = new Account { Id = id, AgencyId = agency.Id, Email = $"{id}@example.org", NormalizedEmail = $"{id}@EXAMPLE.ORG", Name = $"Person {id:n}"[..12], StartsOn = Began, SecurityStamp = "s" };
        var role = new Role { Name = $"{id}", Explanation = "test", Permissions = permissions };
        db.AddRange(account, role, new RoleGrant { AccountId = id, RoleId = role.Id, StartsOn = Began });
        await db.SaveChangesAsync();
        return (await db.WhoIs(id, new DateOnly(2025, 3, 14), default))!;
    });

    /// <summary>A signed agreement that lets the police give and the council receive.</summary>
    public Task<SharingAgreement> Agree(DateOnly review, params AgreementScope[] scopes) => county.Do(async db =>
    {
        var agreement = new SharingAgreement { Name = $"Agreement {Guid.NewGuid()}", Gateway = "Crime and Disorder Act 1998 s115", StartsOn = Began, ReviewOn = review, SignedOn = Began };
        db.AddRange(agreement, new AgreementParty { AgreementId = agreement.Id, AgencyId = Police.Id, Gives = true, Receives = true, Regime = Regime.LawEnforcement }, new AgreementParty { AgreementId = agreement.Id, AgencyId = Council.Id, Gives = true, Receives = true, Regime = Regime.UkGdpr });
        db.AddRange(scopes.Select(s => new AgreementScope { AgreementId = agreement.Id, Class = s.Class, Purpose = s.Purpose, Level = s.Level }));
        await db.SaveChangesAsync();
        return agreement;
    });

    private static Agency New(string name, AgencyKind kind, Regime regime) => new() { Name = name, Kind = kind, Regime = regime, Contact = $"{name} front desk", JoinedOn = Began };
}
