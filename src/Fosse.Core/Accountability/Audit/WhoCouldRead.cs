using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>One right by which somebody could open a record today.</summary>
/// <param name="Ground">In the words of the access policy.</param>
/// <param name="Asked">Whether they would have to say why.</param>
/// <param name="Glass">Only in an emergency, with its owner told and a review.</param>
public sealed record Readable(Guid Account, string Name, string Agency, Purpose Purpose, string Ground, bool Asked, bool Glass);

/// <summary>Who could read a record today, and by which right. The same rule is asked that the desk asks, for everybody and every purpose;
/// nothing is opened.</summary>
public sealed class WhoCouldRead(SafetyDb db, AccessRule rule, HouseWords words, RequestChecks requests, CountyClock clock)
{
    private const int Most = 10_000;

    // What the rule asks of a typed reason it would get.
    private const string Reason = "To see who could read this record today";

    /// <summary>For whoever answers people of the agency that holds the record, or reviews its reads.</summary>
    public async Task<Outcome<List<Readable>>> Of(string reference, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(AccountabilityPermissions.ReviewAccess) && !by.May(AccountabilityPermissions.AnswerSubjectRequests))
            return new Refusal("", AccountabilityText.Of("WhoCouldRead.MayNot"));
        var asked = Saving.Tidy(reference);
        var record = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Reference == asked && r.AgencyId == by.AgencyId, stop);
        if (record is null)
            return new Refusal("reference", AccountabilityText.Of("Subjects.NoSuchRecord"));
        if (await db.Conflict(record.Id, by, stop) is { } conflict)
            return conflict;
        return await Of(record.Id, stop);
    }

    /// <summary>For the command line, which is the operator's.</summary>
    public async Task<List<Readable>> Of(Guid record, CancellationToken stop)
    {
        var found = new List<Readable>();
        foreach (
            var account in await db.Set<Account>().OpenOn(clock.Today).AsNoTracking().OrderBy(a => a.Name).Take(Most).ToListAsync(stop)
        )
        {
            if (await db.WhoIs(account.Id, clock.Today, stop) is not { } who)
                continue;
            foreach (var purpose in words.PurposeRules.Where(p => p.Needed is { } needed && who.May(needed)))
                found.AddRange(await Rights(record, who, purpose, stop));
        }
        return found;
    }

    private async Task<List<Readable>> Rights(Guid record, SignedIn who, PurposeRule purpose, CancellationToken stop)
    {
        var request = purpose.OfARequest ? await requests.About(db, purpose.Purpose, record, who.AgencyId, stop) : null;
        var silent = await rule(db, new(who.Actor, purpose.Purpose, record, "", Request: request), stop);
        var said = silent.Granted ? silent : await rule(db, new(who.Actor, purpose.Purpose, record, Reason, Request: request), stop);
        if (said.Granted)
            return [new(who.AccountId, who.Name, who.AgencyName, purpose.Purpose, said.Ground, !silent.Granted, false)];
        var glass = await rule(db, new(who.Actor, purpose.Purpose, record, Reason, BreakGlass: true), stop);
        return glass.Granted ? [new(who.AccountId, who.Name, who.AgencyName, purpose.Purpose, glass.Ground, true, true)] : [];
    }
}
