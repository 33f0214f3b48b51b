using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>An agreement of the made-up county; all parties give and receive.</summary>
internal sealed record DemonstrationAgreement(
    string Name,
    string Gateway,
    DateOnly Starts,
    DateOnly Review,
    bool Signed,
    IReadOnlyList<string> Parties,
    params IReadOnlyList<(DataClass Class, Purpose Purpose, SharingLevel Level)> Scopes
)
{
    public async Task Make(SafetyDb db, CancellationToken stop)
    {
        var agreement = new SharingAgreement
        {
            Name = Name,
            Gateway = Gateway,
            StartsOn = Starts,
            ReviewOn = Review,
            SignedOn = Signed ? Starts : null,
            Version = 1,
        };
        db.Add(agreement);
        foreach (var agency in await db.Set<Agency>().Where(a => Parties.Contains(a.Name)).Take(Parties.Count).ToListAsync(stop))
        {
            db.Add(
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = agency.Id,
                    Gives = true,
                    Receives = true,
                    Regime = agency.Regime,
                }
            );
        }
        db.AddRange(
            Scopes.Select(s => new AgreementScope
            {
                AgreementId = agreement.Id,
                Class = s.Class,
                Purpose = s.Purpose,
                Level = s.Level,
            })
        );
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Somebody of a party signs or prolongs it.</summary>
    public static async Task Take(
        DemonstrationScene scene,
        string who,
        string agreement,
        Func<SignAgreement, SharingAgreement, SignedIn, Task<Outcome<SharingAgreement>>> take,
        CancellationToken stop
    )
    {
        var found = await scene.Db.Set<SharingAgreement>().AsNoTracking().SingleAsync(a => a.Name == agreement, stop);
        DemonstrationScene.Done(await take(scene.The<SignAgreement>(), found, await scene.Who(who, stop)));
    }
}
