using System.Globalization;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>What is signed: every term of an agreement, in one order.</summary>
internal static class AgreementTerms
{
    public const string Name = "name",
        ReviewOn = "reviewOn",
        Party = "party",
        Scope = "scope";

    public static DeedField Day(string name, DateOnly day) => new(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static async Task<IReadOnlyList<DeedField>> Terms(this SafetyDb db, SharingAgreement agreement, CancellationToken stop)
    {
        var parties = await db.Set<AgreementParty>()
            .Where(p => p.AgreementId == agreement.Id)
            .Join(db.Set<Agency>(), p => p.AgencyId, a => a.Id, (p, a) => new { Party = p, Agency = a.Name })
            .AsNoTracking()
            .Take(1000)
            .ToListAsync(stop);
        var scopes = await db.Set<AgreementScope>().Where(s => s.AgreementId == agreement.Id).AsNoTracking().Take(1000).ToListAsync(stop);
        return
        [
            new(Name, agreement.Name),
            new("gateway", agreement.Gateway),
            Day("startsOn", agreement.StartsOn),
            Day(ReviewOn, agreement.ReviewOn),
            .. parties
                .OrderBy(p => p.Agency, StringComparer.Ordinal)
                .Select(p => new DeedField(Party, $"{p.Agency}|{Ways(p.Party)}|{p.Party.Regime}")),
            .. scopes.Select(s => $"{s.Class}|{s.Purpose}|{s.Level}").Order(StringComparer.Ordinal).Select(s => new DeedField(Scope, s)),
        ];
    }

    public static Task<List<Guid>> PartiesOf(this SafetyDb db, Guid agreement, CancellationToken stop) =>
        db.Set<AgreementParty>()
            .Where(p => p.AgreementId == agreement)
            .Select(p => p.AgencyId)
            .OrderBy(a => a)
            .Take(1000)
            .ToListAsync(stop);

    private static string Ways(AgreementParty party) =>
        party is { Gives: true, Receives: true } ? "Both"
        : party.Gives ? "Gives"
        : "Receives";
}
