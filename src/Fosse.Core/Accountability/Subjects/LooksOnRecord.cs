using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>One time that somebody looked, as those who work on the record see it: the agency and the role, and no name but one's
/// own.</summary>
public sealed record LookOnRecord(
    DateTimeOffset At,
    string Agency,
    IReadOnlyList<string> Roles,
    LedgerKind Kind,
    Purpose? Purpose,
    bool Mine
);

public static class LooksOnRecord
{
    private const int Most = 50;

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
            .Take(Most)
            .ToListAsync(stop);
        var own = await db.AccountsOfPerson(who.AccountId).Take(Most).ToListAsync(stop);
        var roles = await db.RolesOf([.. lines.Select(l => l.ActorId).Distinct()], stop);
        return
        [
            .. lines.Select(l => new LookOnRecord(
                l.At,
                l.Organisation,
                [
                    .. roles[l.ActorId]
                        .Where(r => r.Grant.IsInForceOn(CountyClock.DayOf(l.At)))
                        .Select(r => r.Role)
                        .Distinct()
                        .Order(StringComparer.CurrentCulture),
                ],
                l.Kind,
                l.Purpose,
                own.Contains(l.ActorId)
            )),
        ];
    }
}
