using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>Brings together what the access policy decides from. It reads no personal table.</summary>
internal static class AccessFactsQuery
{
    private const int Most = 200;

    /// <summary>The rule that the desk asks.</summary>
    public static AccessRule Rule(
        CountyClock clock,
        HouseWords words,
        RequestChecks requests,
        GlassWaiting? waiting,
        GlassOptions limits
    ) =>
        async (facts, question, stop) =>
        {
            var db = (SafetyDb)facts;
            var rule = words.RuleOf(question.Purpose);
            var found = await db.FactsOf(question, rule, clock.Today, stop);
            if (found.Asker is { } asker)
                found = found with
                {
                    OwnReason = question.ReasonOf is { } line && await db.IsReasonOf(asker.AgencyId, line, question.Subject, stop),
                    Request = rule.OfARequest ? await requests.Stands(db, question, asker.AgencyId, stop) : null,
                    Glass =
                        question.BreakGlass && waiting is not null
                            ? await db.GlassOf(asker, words.Reviews(), waiting, limits, clock.Now, stop)
                            : null,
                };
            return AccessPolicy.Decide(question, rule, found);
        };

    private static Task<bool> IsReasonOf(this SafetyDb db, Guid agency, long line, Guid subject, CancellationToken stop) =>
        db.Set<LedgerLine>().AnyAsync(l => l.Sequence == line && l.Subject == subject && l.AgencyId == agency && l.Typed != null, stop);

    internal static async Task<AccessFacts> FactsOf(
        this SafetyDb db,
        AccessQuestion question,
        PurposeRule rule,
        DateOnly today,
        CancellationToken stop
    )
    {
        // Everything about the record in one question: each costs its way to the database, and somebody waits for the sum.
        var account = question.Actor.Id;
        var asker = await db.WhoIs(account, today, stop);
        var assignments = db.Set<RecordAssignment>().InForceOn(today).Where(a => a.RecordId == question.Subject && a.AccountId == account);
        var conflicts = db.ConflictsOf(account).Where(c => c.RecordId == question.Subject);
        var record = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => r.Id == question.Subject)
            .Select(r => new
            {
                r.AgencyId,
                r.TeamId,
                r.InQueue,
                r.Class,
                r.ForgottenAt,
                Task = assignments.OrderBy(a => a.Id).Select(a => a.Task).FirstOrDefault(),
                Conflict = conflicts.Any(),
            })
            .SingleOrDefaultAsync(stop);
        if (asker is not null && record is null && await db.OfRequest(question, asker, today, stop) is { } request)
            return request;
        if (asker is not null && record is null && rule.OpensReasons && await db.OfSearch(question, asker, today, stop) is { } search)
            return search;
        if (asker is null || record is null)
            return new()
            {
                Today = today,
                Asker = asker,
                Record = record is null ? null : new(record.AgencyId, record.Class, record.ForgottenAt is not null),
            };

        var own = record.AgencyId == asker.AgencyId;
        return new()
        {
            Today = today,
            Asker = asker,
            Record = new(record.AgencyId, record.Class, record.ForgottenAt is not null),
            Assignment = record.Task,
            Conflict = record.Conflict,
            Queue =
                own && rule.OfAQueue && record is { InQueue: true, Task: null }
                    ? await db.QueueWorked(asker, record.TeamId, today, stop)
                    : null,
            Granted = own
                ? []
                : await db.Set<AccessGrant>()
                    .AsNoTracking()
                    .OpenOn(today)
                    .Where(g => g.RecordId == question.Subject && g.AgencyId == asker.AgencyId)
                    .Select(g => g.Purpose)
                    .Take(Most)
                    .ToListAsync(stop),
            Agreements = own ? [] : await db.Agreements(record.AgencyId, asker.AgencyId, record.Class, question.Purpose, today, stop),
        };
    }

    // The words of a request for disclosure are of both its agencies; whoever asked is at work on it.
    private static async Task<AccessFacts?> OfRequest(
        this SafetyDb db,
        AccessQuestion question,
        SignedIn asker,
        DateOnly today,
        CancellationToken stop
    )
    {
        var found = await db.Set<DisclosureRequest>()
            .AsNoTracking()
            .Where(r => r.Id == question.Subject)
            .Join(
                db.Set<SubjectRecord>(),
                r => r.RecordId,
                s => s.Id,
                (r, s) =>
                    new
                    {
                        Request = r,
                        s.Class,
                        s.ForgottenAt,
                    }
            )
            .SingleOrDefaultAsync(stop);
        if (found is null)
            return null;
        var request = found.Request;
        var party = asker.AgencyId == request.ToAgencyId || asker.AgencyId == request.FromAgencyId && question.Purpose == request.Purpose;
        return new()
        {
            Today = today,
            Asker = asker,
            Record = new(party ? asker.AgencyId : request.ToAgencyId, found.Class, found.ForgottenAt is not null),
            Assignment = request.FromAccountId == asker.AccountId ? "Asked for the disclosure" : null,
            Conflict = await db.HasConflict(request.RecordId, asker, stop),
        };
    }

    // Why somebody searched is sealed under the search; a supervisor of their agency may read it, and nobody else.
    private static async Task<AccessFacts?> OfSearch(
        this SafetyDb db,
        AccessQuestion question,
        SignedIn asker,
        DateOnly today,
        CancellationToken stop
    )
    {
        var agency = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Subject == question.Subject && l.Kind == LedgerKind.Searched)
            .Select(l => (Guid?)l.AgencyId)
            .FirstOrDefaultAsync(stop);
        return agency is { } of
            ? new()
            {
                Today = today,
                Asker = asker,
                Record = new(of, RecordsDataClasses.Identity, false),
            }
            : null;
    }

    /// <summary>All that is to be forgotten with a record: itself, and what was asked about it.</summary>
    public static async Task<IReadOnlyList<Guid>> SubjectsOf(this SafetyDb db, Guid record, CancellationToken stop) =>
        [record, .. await db.Set<DisclosureRequest>().Where(r => r.RecordId == record).Select(r => r.Id).Take(10_000).ToListAsync(stop)];

    /// <summary>The agreements by which the first agency gives this class of data to the second for this purpose, whatever their state;
    /// none once it has left.</summary>
    public static async Task<IReadOnlyList<AgreementFacts>> Agreements(
        this SafetyDb db,
        Guid giver,
        Guid receiver,
        DataClass @class,
        Purpose purpose,
        DateOnly today,
        CancellationToken stop
    )
    {
        var (parties, members) = (db.Set<AgreementParty>(), db.Set<Agency>().MembersOn(today));
        var found = await db.Set<SharingAgreement>()
            .AsNoTracking()
            .Join(
                db.Set<AgreementScope>().Where(s => s.Class == @class && s.Purpose == purpose),
                a => a.Id,
                s => s.AgreementId,
                (a, s) => new { Agreement = a, s.Level }
            )
            .Where(a =>
                members.Any(g => g.Id == giver)
                && parties.Any(p => p.AgreementId == a.Agreement.Id && p.AgencyId == giver && p.Gives)
                && parties.Any(p => p.AgreementId == a.Agreement.Id && p.AgencyId == receiver && p.Receives)
            )
            .OrderBy(a => a.Agreement.Name)
            .Take(Most)
            .ToListAsync(stop);
        return
        [
            .. found.Select(a => new AgreementFacts(
                a.Agreement.Id,
                a.Agreement.Name,
                a.Agreement.On(today),
                a.Agreement.ReviewOn,
                a.Level
            )),
        ];
    }
}
