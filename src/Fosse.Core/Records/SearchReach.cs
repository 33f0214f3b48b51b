using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>
/// Among which records somebody searches: those that the policy would show them or let them know of, and no others. So what is counted, and
/// whether
/// there are too many, says nothing of records that they may not know of. It reads no personal table.
/// </summary>
internal static class SearchReach
{
    /// <summary>The rule that the search asks.</summary>
    public static SearchRule Rule(CountyClock clock, HouseWords words) =>
        async (facts, question, stop) =>
        {
            var (db, today) = ((SafetyDb)facts, clock.Today);
            var asker = question.Actor.Id == Actor.TheHouse ? null : await db.WhoIs(question.Actor.Id, today, stop);
            var rule = words.RuleOf(question.Purpose);
            var decision = SearchPolicy.Decide(question, rule, asker);
            return !decision.Granted || asker is null
                ? new(decision)
                : new(decision, db.Shown(asker), rule.Told ? db.Told(asker, question.Purpose, today) : null);
        };

    /// <summary>The rule for one that another agency holds.</summary>
    public static PointerRule Pointers(CountyClock clock, HouseWords words) =>
        async (facts, question, stop) =>
        {
            var rule = words.RuleOf(question.Purpose);
            return SearchPolicy.Point(question, rule, await ((SafetyDb)facts).FactsOf(question, rule, clock.Today, stop));
        };

    private static IQueryable<SubjectRecord> Known(this SafetyDb db, SignedIn asker)
    {
        var conflicts = db.ConflictsOf(asker.AccountId);
        return db.Set<SubjectRecord>().Where(r => r.ForgottenAt == null && !conflicts.Any(c => c.RecordId == r.Id));
    }

    private static IQueryable<Guid> Shown(this SafetyDb db, SignedIn asker) =>
        db.Known(asker).Where(r => r.AgencyId == asker.AgencyId).Select(r => r.Id);

    private static IQueryable<Guid> Told(this SafetyDb db, SignedIn asker, Purpose purpose, DateOnly today)
    {
        var (mine, parties) = (asker.AgencyId, db.Set<AgreementParty>());
        var grants = db.Set<AccessGrant>().OpenOn(today).Where(g => g.AgencyId == mine && g.Purpose == purpose);
        var members = db.Set<Agency>().MembersOn(today);
        var active = db.Set<SharingAgreement>()
            .ActiveOn(today)
            .Where(a => parties.Any(p => p.AgreementId == a.Id && p.AgencyId == mine && p.Receives));
        var given = active
            .Join(
                db.Set<AgreementScope>().Where(s => s.Purpose == purpose),
                a => a.Id,
                s => s.AgreementId,
                (a, s) => new { s.AgreementId, s.Class }
            )
            .Join(parties.Where(p => p.Gives), a => a.AgreementId, p => p.AgreementId, (a, p) => new { a.Class, p.AgencyId });
        return db.Known(asker)
            .Where(r =>
                r.AgencyId != mine
                && (
                    grants.Any(g => g.RecordId == r.Id)
                    || (members.Any(m => m.Id == r.AgencyId) && given.Any(g => g.Class == r.Class && g.AgencyId == r.AgencyId))
                )
            )
            .Select(r => r.Id);
    }
}
