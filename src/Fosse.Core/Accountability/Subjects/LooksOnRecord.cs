using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>One visit of somebody who looked, as those who work on the record see it: the agency and the role, and no name but one's
/// own.</summary>
/// <param name="At">When they looked last in it.</param>
/// <param name="Times">How often it was opened within the hour: what is saved opens it too.</param>
public sealed record LookOnRecord(
    DateTimeOffset At,
    string Agency,
    IReadOnlyList<string> Roles,
    LedgerKind Kind,
    Purpose? Purpose,
    bool Mine,
    int Times
);

public static class LooksOnRecord
{
    private const int Most = 50,
        MostLines = 1000;

    private static readonly TimeSpan Visit = TimeSpan.FromHours(1);

    private static readonly LedgerKind[] Shown = [LedgerKind.Opened, LedgerKind.BrokeGlass, LedgerKind.Exported, LedgerKind.Disclosed];

    /// <summary>The newest, of a record of the own agency. That somebody watches over those who read is for those who do; why somebody read
    /// is in the ledger and not here.</summary>
    public static async Task<IReadOnlyList<LookOnRecord>> LooksOn(this SafetyDb db, Guid record, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords);
        var agency = who.AgencyId;
        if (
            !await db.Set<SubjectRecord>().AnyAsync(r => r.Id == record && r.AgencyId == agency, stop)
            || await db.HasConflict(record, who, stop)
        )
            return [];
        var watches = who.May(AccountabilityPermissions.ReviewAccess);
        var (supervise, answer) = (AccountabilityPurposes.SuperviseAccess, AccountabilityPurposes.AnswerSubjectRequest);
        var lines = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Subject == record && Shown.Contains(l.Kind) && l.ActorId != Actor.TheHouse)
            .Where(l => watches || l.Purpose == null || (l.Purpose != supervise && l.Purpose != answer))
            .OrderByDescending(l => l.Sequence)
            .First(MostLines, db, stop);
        var visits = Visits(lines).ToList();
        if (visits.Count > Most)
            db.CutAt(Most, visits.Count);
        visits = [.. visits.Take(Most)];
        var own = await db.AccountsOfPerson(who.AccountId).Take(Most).ToListAsync(stop);
        var roles = await db.RolesOf([.. visits.Select(v => v.Last.ActorId).Distinct()], stop);
        return
        [
            .. visits.Select(v => new LookOnRecord(
                v.Last.At,
                v.Last.Organisation,
                [
                    .. roles[v.Last.ActorId]
                        .Where(r => r.Grant.IsInForceOn(CountyClock.DayOf(v.Last.At)))
                        .Select(r => r.Role)
                        .Distinct()
                        .Order(StringComparer.CurrentCulture),
                ],
                v.Last.Kind,
                v.Last.Purpose,
                own.Contains(v.Last.ActorId),
                v.Times
            )),
        ];
    }

    // The newest first, as the lines are: of one person, for one purpose, within an hour of the first line that is counted.
    private static List<(LedgerLine Last, int Times)> Visits(IEnumerable<LedgerLine> lines)
    {
        var visits = new List<(LedgerLine Last, int Times)>();
        foreach (var line in lines)
        {
            var at = visits.FindIndex(v =>
                (v.Last.ActorId, v.Last.Kind, v.Last.Purpose) == (line.ActorId, line.Kind, line.Purpose) && v.Last.At - line.At < Visit
            );
            if (at < 0)
                visits.Add((line, 1));
            else
                visits[at] = (visits[at].Last, visits[at].Times + 1);
        }
        return visits;
    }
}
