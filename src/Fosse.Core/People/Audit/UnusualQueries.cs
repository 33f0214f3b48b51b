using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.People.Audit;

/// <summary>A finding with the name of the reader.</summary>
public sealed record UnusualLine(UnusualFinding Finding, string Reader);

public static class UnusualQueries
{
    public const int Days = 28;
    private const int Most = 200_000;

    /// <summary>What to ask the people of an agency about, of the last four weeks.</summary>
    public static async Task<IReadOnlyList<UnusualLine>> UnusualAccess(this SafetyDb db, Guid agency, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var findings = Audit.UnusualAccess.In(await db.Facts(agency, now, stop));
        var readers = findings.Select(f => f.Reader).Distinct().ToList();
        var names = await db.Set<Account>().AsNoTracking().Where(a => readers.Contains(a.Id)).Take(Most).ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        return [.. findings.Select(f => new UnusualLine(f, names.GetValueOrDefault(f.Reader, "an account that is gone")))];
    }

    private static async Task<List<ReadFacts>> Facts(this SafetyDb db, Guid agency, DateTimeOffset now, CancellationToken stop)
    {
        var first = await db.FirstSince(now.AddDays(-Days), stop);
        var reads = await db.Set<LedgerLine>().AsNoTracking().Where(l => l.Sequence >= first && l.AgencyId == agency && (l.Kind == LedgerKind.Opened || l.Kind == LedgerKind.BrokeGlass) && l.ActorId != Actor.TheHouse)
            .Join(db.Set<SubjectRecord>(), l => l.Subject, r => (Guid?)r.Id, (l, r) => new { l.Sequence, l.At, l.ActorId, Record = r.Id, l.Purpose, l.ReasonFrom, r.CaseReference }).OrderBy(l => l.Sequence).Take(Most).ToListAsync(stop);
        var accounts = db.Set<Account>().Where(a => a.AgencyId == agency).Select(a => a.Id);
        var assigned = (await db.Set<RecordAssignment>().AsNoTracking().Where(a => accounts.Contains(a.AccountId)).Take(Most).ToListAsync(stop)).ToLookup(a => (a.AccountId, a.RecordId));
        var alike = (await db.Set<AccessLikeness>().AsNoTracking().Where(l => l.Line >= first).Take(Most).ToListAsync(stop)).Select(l => (l.Line, l.Rule)).ToHashSet();
        return [.. reads.Select(l => new ReadFacts
        {
            Line = l.Sequence,
            At = l.At,
            Reader = l.ActorId,
            Record = l.Record,
            Purpose = l.Purpose,
            From = l.ReasonFrom,
            HasCase = l.CaseReference is not null,
            OwnStreet = alike.Contains((l.Sequence, UnusualRule.OwnStreet)),
            SameSurname = alike.Contains((l.Sequence, UnusualRule.SameSurname)),
            AssignmentOver = Over([.. assigned[(l.ActorId, l.Record)]], CountyClock.DayOf(l.At)),
        })];
    }

    private static bool Over(List<RecordAssignment> assignments, DateOnly day) => assignments.Exists(a => a.EndsOn < day) && !assignments.Exists(a => a.HoldsOn(day));
}
