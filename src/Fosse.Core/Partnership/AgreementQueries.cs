using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>An agreement in a list.</summary>
public sealed record AgreementLine(Guid Id, string Name, string Gateway, AgreementState State, DateOnly ReviewOn, int Parties);

/// <summary>An agreement with all that it says.</summary>
public sealed record AgreementWhole(
    SharingAgreement Agreement,
    AgreementState State,
    IReadOnlyList<(AgreementParty Party, string Agency)> Parties,
    IReadOnlyList<AgreementScope> Scopes,
    IReadOnlyList<AgreementDocument> Documents
);

public static class AgreementQueries
{
    private const int Most = 500;

    /// <summary>Those that an agency is party to; all of them for whoever manages agreements.</summary>
    public static async Task<IReadOnlyList<AgreementLine>> AgreementsOf(
        this SafetyDb db,
        SignedIn who,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        var all = who.May(PartnershipPermissions.ManageAgreements);
        var parties = db.Set<AgreementParty>();
        var found = await db.Set<SharingAgreement>()
            .AsNoTracking()
            .Where(a => all || (a.SignedOn != null && parties.Any(p => p.AgreementId == a.Id && p.AgencyId == who.AgencyId)))
            .OrderBy(a => a.Name)
            .Select(a => new { Agreement = a, Parties = parties.Count(p => p.AgreementId == a.Id) })
            .First(Most, db, stop);
        return
        [
            .. found.Select(a => new AgreementLine(
                a.Agreement.Id,
                a.Agreement.Name,
                a.Agreement.Gateway,
                a.Agreement.On(today),
                a.Agreement.ReviewOn,
                a.Parties
            )),
        ];
    }

    /// <returns>None when there is no such agreement, or it is not theirs to see.</returns>
    public static async Task<AgreementWhole?> Agreement(this SafetyDb db, Guid id, SignedIn who, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        if (await db.Set<SharingAgreement>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } agreement)
            return null;
        var parties = await db.Set<AgreementParty>()
            .AsNoTracking()
            .Where(p => p.AgreementId == id)
            .Join(db.Set<Agency>(), p => p.AgencyId, a => a.Id, (p, a) => new { Party = p, a.Name })
            .OrderBy(p => p.Name)
            .First(Most, db, stop);
        var theirs =
            who.May(PartnershipPermissions.ManageAgreements)
            || (agreement.SignedOn is not null && parties.Exists(p => p.Party.AgencyId == who.AgencyId));
        if (!theirs)
            return null;
        return new(
            agreement,
            agreement.On(today),
            [.. parties.Select(p => (p.Party, p.Name))],
            await db.Set<AgreementScope>()
                .AsNoTracking()
                .Where(s => s.AgreementId == id)
                .OrderBy(s => s.Class)
                .ThenBy(s => s.Purpose)
                .First(Most, db, stop),
            await db.Set<AgreementDocument>().AsNoTracking().Where(d => d.AgreementId == id).OrderBy(d => d.AddedAt).First(Most, db, stop)
        );
    }
}
