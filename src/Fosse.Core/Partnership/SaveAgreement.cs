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

/// <summary>Agreements from draft to end. Once signed, only its review date and its end change: what agencies signed is what opens
/// records.</summary>
public sealed class Agreements(SafetyDb db, CountyClock clock, HouseWords words)
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
            refusals.Add(new("name", "Another agreement has this name"));
        var agencies = save.Parties.Select(p => p.AgencyId).ToList();
        var members = await db.Set<Agency>()
            .AsNoTracking()
            .Where(a => agencies.Contains(a.Id))
            .Take(1000)
            .ToDictionaryAsync(a => a.Id, stop);
        if (agencies.Any(a => !members.TryGetValue(a, out var agency) || !agency.IsMemberOn(clock.Today)))
            refusals.Add(new("parties", "One of the parties is not a member of the partnership today"));
        if (refusals.Count > 0)
            return refusals;

        var agreement = save.Id is { } id ? await db.Set<SharingAgreement>().SingleOrDefaultAsync(a => a.Id == id, stop) : null;
        if (save.Id is not null && agreement is null)
            return new Refusal("", "There is no such agreement");
        if (agreement?.SignedOn is not null)
            return new Refusal("", "A signed agreement is not changed. End it and write a new one.");
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
            await db.SaveChangesAsync(stop);
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

    /// <summary>All parties have signed; from its first day on it opens what it says.</summary>
    public Task<Outcome<SharingAgreement>> Sign(Guid id, int version, SignedIn by, CancellationToken stop) =>
        Change(
            id,
            version,
            by,
            agreement =>
            {
                if (agreement.SignedOn is not null)
                    return new Refusal("", "The agreement has been signed already");
                if (agreement.ReviewOn < clock.Today)
                    return new Refusal("reviewOn", "The review date has passed. Set a new one before the agreement is signed.");
                agreement.SignedOn = clock.Today;
                return null;
            },
            stop
        );

    /// <summary>It was reviewed and goes on until the new date.</summary>
    public Task<Outcome<SharingAgreement>> Review(Guid id, int version, DateOnly? next, SignedIn by, CancellationToken stop) =>
        Change(
            id,
            version,
            by,
            agreement =>
            {
                if (agreement.SignedOn is null)
                    return new Refusal("", "A draft is not reviewed: change it instead");
                if (agreement.On(clock.Today) is AgreementState.Ended)
                    return new Refusal("", "The agreement has ended");
                if (next is not { } day || day <= clock.Today || day > clock.Today.AddMonths(MostMonthsToReview))
                    return new Refusal("reviewOn", $"The next review must be after today and within {MostMonthsToReview} months");
                agreement.ReviewOn = day;
                return null;
            },
            stop
        );

    /// <summary>It opens nothing from today on. What was read stays in the ledger.</summary>
    public Task<Outcome<SharingAgreement>> End(Guid id, int version, SignedIn by, CancellationToken stop) =>
        Change(
            id,
            version,
            by,
            agreement =>
            {
                if (agreement.On(clock.Today) is AgreementState.Ended)
                    return new Refusal("", "The agreement has ended already");
                agreement.EndedOn = clock.Today;
                return null;
            },
            stop
        );

    private static Refusal Overtaken =>
        new("", "Somebody else has changed this agreement since you opened it. Open it again and repeat your change.");

    private static Refusal? NotTheirs(SignedIn by) =>
        by.May(PartnershipPermissions.ManageAgreements)
            ? null
            : new Refusal("", "Your role does not let you change agreements. Ask an administrator.");

    private async Task<Outcome<SharingAgreement>> Change(
        Guid id,
        int version,
        SignedIn by,
        Func<SharingAgreement, Refusal?> change,
        CancellationToken stop
    )
    {
        if (NotTheirs(by) is { } no)
            return no;
        if (await db.Set<SharingAgreement>().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } agreement)
            return new Refusal("", "There is no such agreement");
        if (agreement.Version != version)
            return Overtaken;
        if (change(agreement) is { } refusal)
            return refusal;
        agreement.Version++;
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Overtaken;
        }
        return agreement;
    }

    private IEnumerable<Refusal> Wrong(SaveAgreement save)
    {
        if (string.IsNullOrWhiteSpace(save.Name))
            yield return new("name", "Enter what the agreement is called");
        if (save.Name.Length > LongestName)
            yield return new("name", $"The name must be {LongestName} characters or fewer");
        if (string.IsNullOrWhiteSpace(save.Gateway))
            yield return new("gateway", "Enter the power in law, such as Crime and Disorder Act 1998 s115");
        if (save.Gateway.Length > LongestGateway)
            yield return new("gateway", $"The power in law must be {LongestGateway} characters or fewer");
        if (save.StartsOn is null)
            yield return new("startsOn", "Enter the first day, such as 1 4 2025");
        if (save.ReviewOn is null)
            yield return new("reviewOn", "Enter the review date, such as 31 3 2026");
        if (save is { StartsOn: { } first, ReviewOn: { } review } && (review < first || review > first.AddMonths(MostMonthsToReview)))
            yield return new("reviewOn", $"The review must be within {MostMonthsToReview} months of the first day");
        if (save.Parties.Count < 2 || save.Parties.DistinctBy(p => p.AgencyId).Count() != save.Parties.Count)
            yield return new("parties", "Choose at least two agencies, each once");
        else if (!save.Parties.Any(p => p.Gives && save.Parties.Any(q => q.Receives && q.AgencyId != p.AgencyId)))
            yield return new("parties", "At least one agency must give and another receive");
        if (save.Scopes.Count == 0)
            yield return new("scopes", "Choose at least one kind of data and what it is shared for");
        if (save.Scopes.DistinctBy(s => (s.Class, s.Purpose)).Count() != save.Scopes.Count)
            yield return new("scopes", "Each kind of data can be shared once for each purpose");
        if (save.Scopes.Any(s => !words.RuleOf(s.Purpose).Shared))
            yield return new("scopes", "One of the purposes is not one that agencies share for");
    }
}
