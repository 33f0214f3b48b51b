using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>One party of an agreement, as it is written down.</summary>
public sealed record PartyWords(Guid AgencyId, bool Gives, bool Receives);

/// <summary>One class of data for one purpose, as it is written down.</summary>
public sealed record ScopeWords(DataClass Class, Purpose Purpose, SharingLevel Level);

/// <summary>Writes an agreement down, or changes it while it is a draft.</summary>
/// <param name="Id">None for a new one.</param>
/// <param name="Version">Of the draft that was changed.</param>
public sealed record SaveAgreement(
    Guid? Id,
    int Version,
    string Name,
    string Gateway,
    DateOnly? StartsOn,
    DateOnly? ReviewOn,
    IReadOnlyList<PartyWords> Parties,
    IReadOnlyList<ScopeWords> Scopes
);

/// <summary>Writes agreements down. Once signed, only the review date and the end change, and both as the signing did: what agencies signed
/// is what opens records.</summary>
public sealed class Agreements(SafetyDb db, CountyClock clock, HouseWords words, ApprovalDesk approvals, Ledger ledger)
{
    /// <summary>Guidance asks for a review every year; two is the most that is accepted.</summary>
    public const int MostMonthsToReview = 24;
    private const int LongestName = 120,
        LongestGateway = 200;

    public async Task<Outcome<SharingAgreement>> Save(SaveAgreement save, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(save);
        if (NotTheirs(by) is { } no)
            return no;
        var refusals = Wrong(save).ToList();
        var name = save.Name.Trim();
        if (await db.Set<SharingAgreement>().AnyAsync(a => a.Name == name && a.Id != save.Id, stop))
            refusals.Add(new("name", PartnershipText.Of("SaveAgreement.NameTaken")));
        var agencies = save.Parties.Select(p => p.AgencyId).ToList();
        var members = await db.Set<Agency>()
            .AsNoTracking()
            .Where(a => agencies.Contains(a.Id))
            .Take(1000)
            .ToDictionaryAsync(a => a.Id, stop);
        if (agencies.Any(a => !members.TryGetValue(a, out var agency) || !agency.IsMemberOn(clock.Today)))
            refusals.Add(new("parties", PartnershipText.Of("SaveAgreement.PartyNotMember")));
        if (refusals.Count > 0)
            return refusals;

        var agreement = save.Id is { } id ? await db.Set<SharingAgreement>().SingleOrDefaultAsync(a => a.Id == id, stop) : null;
        if (save.Id is not null && agreement is null)
            return new Refusal("", PartnershipText.Of("SaveAgreement.NoSuchAgreement"));
        // Nobody writes for others what they are to sign, or takes their signatures away by writing it anew.
        if (!(agreement is null ? agencies : await db.PartiesOf(agreement.Id, stop)).Contains(by.AgencyId))
            return new Refusal(agreement is null ? "parties" : "", PartnershipText.Of("SignAgreement.NotAParty"));
        if (agreement?.SignedOn is not null)
            return new Refusal("", PartnershipText.Of("SaveAgreement.Signed"));
        if (agreement is not null && agreement.Version != save.Version)
            return Overtaken;
        if (agreement is null)
            db.Add(
                agreement = new SharingAgreement
                {
                    Name = name,
                    Gateway = "",
                    StartsOn = default,
                    ReviewOn = default,
                }
            );
        (agreement.Name, agreement.Gateway, agreement.StartsOn, agreement.ReviewOn) = (
            name,
            save.Gateway.Trim(),
            save.StartsOn!.Value,
            save.ReviewOn!.Value
        );
        agreement.Version++;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        if (await approvals.Withdraw(PartnershipDeeds.SignAgreement, agreement.Id, by, stop) is { } moved)
            return moved;
        await Write(
            agreement.Id,
            [
                .. save.Parties.Select(p => new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = p.AgencyId,
                    Gives = p.Gives,
                    Receives = p.Receives,
                    Regime = members[p.AgencyId].Regime,
                }),
            ],
            [
                .. save.Scopes.Select(s => new AgreementScope
                {
                    AgreementId = agreement.Id,
                    Class = s.Class,
                    Purpose = s.Purpose,
                    Level = s.Level,
                }),
            ],
            stop
        );
        try
        {
            await ledger.SaveWith(db, Line(agreement, save.Id is null, by), stop);
            await both.CommitAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Overtaken;
        }
        return agreement;
    }

    // A party or scope that stays is changed in its place: removed and added again it would have the same key twice.
    private async Task Write(
        Guid agreement,
        IReadOnlyList<AgreementParty> parties,
        IReadOnlyList<AgreementScope> scopes,
        CancellationToken stop
    )
    {
        var heldParties = await db.Set<AgreementParty>()
            .Where(p => p.AgreementId == agreement)
            .Take(1000)
            .ToDictionaryAsync(p => p.AgencyId, stop);
        foreach (var party in parties)
        {
            if (heldParties.Remove(party.AgencyId, out var held))
                (held.Gives, held.Receives, held.Regime) = (party.Gives, party.Receives, party.Regime);
            else
                db.Add(party);
        }
        var heldScopes = await db.Set<AgreementScope>()
            .Where(s => s.AgreementId == agreement)
            .Take(1000)
            .ToDictionaryAsync(s => (s.Class, s.Purpose), stop);
        foreach (var scope in scopes)
        {
            if (heldScopes.Remove((scope.Class, scope.Purpose), out var held))
                held.Level = scope.Level;
            else
                db.Add(scope);
        }
        db.RemoveRange(heldParties.Values);
        db.RemoveRange(heldScopes.Values);
    }

    private static LedgerLine Line(SharingAgreement agreement, bool first, SignedIn by) =>
        first
            ? DecidedLine.Of(by, agreement.Id, $"An agreement was drafted: version {agreement.Version}.")
            : DecidedLine.Of(by, agreement.Id, $"The draft of an agreement was changed: version {agreement.Version}.");

    private static Refusal Overtaken => new("", PartnershipText.Of("SaveAgreement.Overtaken"));

    private static Refusal? NotTheirs(SignedIn by) =>
        by.May(PartnershipPermissions.ManageAgreements) ? null : new Refusal("", PartnershipText.Of("SaveAgreement.MayNotManage"));

    private IEnumerable<Refusal> Wrong(SaveAgreement save)
    {
        if (string.IsNullOrWhiteSpace(save.Name))
            yield return new("name", PartnershipText.Of("SaveAgreement.EnterName"));
        if (save.Name.Length > LongestName)
            yield return new("name", PartnershipText.Of("SaveAgreement.NameTooLong", LongestName));
        if (string.IsNullOrWhiteSpace(save.Gateway))
            yield return new("gateway", PartnershipText.Of("SaveAgreement.EnterGateway"));
        if (save.Gateway.Length > LongestGateway)
            yield return new("gateway", PartnershipText.Of("SaveAgreement.GatewayTooLong", LongestGateway));
        if (save.StartsOn is null)
            yield return new("startsOn", PartnershipText.Of("SaveAgreement.EnterFirstDay"));
        if (save.ReviewOn is null)
            yield return new("reviewOn", PartnershipText.Of("SaveAgreement.EnterReview"));
        if (save is { StartsOn: { } first, ReviewOn: { } review } && (review < first || review > first.AddMonths(MostMonthsToReview)))
            yield return new("reviewOn", PartnershipText.Of("SaveAgreement.ReviewTooLate", MostMonthsToReview));
        if (save.Parties.Count < 2 || save.Parties.DistinctBy(p => p.AgencyId).Count() != save.Parties.Count)
            yield return new("parties", PartnershipText.Of("SaveAgreement.ChooseAgencies"));
        else if (!save.Parties.Any(p => p.Gives && save.Parties.Any(q => q.Receives && q.AgencyId != p.AgencyId)))
            yield return new("parties", PartnershipText.Of("SaveAgreement.GiveAndReceive"));
        if (save.Scopes.Count == 0)
            yield return new("scopes", PartnershipText.Of("SaveAgreement.ChooseData"));
        if (save.Scopes.DistinctBy(s => (s.Class, s.Purpose)).Count() != save.Scopes.Count)
            yield return new("scopes", PartnershipText.Of("SaveAgreement.DataTwice"));
        if (save.Scopes.Any(s => !words.RuleOf(s.Purpose).Shared))
            yield return new("scopes", PartnershipText.Of("SaveAgreement.WrongPurpose"));
    }
}
