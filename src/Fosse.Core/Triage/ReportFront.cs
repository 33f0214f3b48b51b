using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>What may be known of a report before it is opened. It names nobody of the public and holds none of their words.</summary>
/// <param name="Task">What the asker is assigned to do on it today.</param>
/// <param name="Queue">The queue in which it waits, where the asker works it: the reason to open it, where they are not assigned.</param>
/// <param name="MayWork">Whether they may do something with it.</param>
public sealed record ReportFront(
    QueueLine Line,
    string Agency,
    DateOnly? HappenedOn,
    int WaitedSeconds,
    DateTimeOffset? ClosedAt,
    ClosingReason? ClosedBecause,
    string? DuplicateOf,
    int Files,
    string? Task,
    string? Queue,
    bool Conflict,
    bool Forgotten,
    bool MayWork,
    ReportSummary? Summary,
    ReportRepeats? Repeats,
    IReadOnlyList<JoinedReport> Joined
);

/// <summary>A report that staff put together with this one.</summary>
/// <param name="Stays">The one on which the work goes on.</param>
/// <param name="Own">It is with the own agency still.</param>
public sealed record JoinedReport(Guid RecordId, string Reference, bool Stays, bool Own);

public static class ReportFrontQuery
{
    private const int MostJoined = 50;

    /// <returns>None where there is no such report, or it is not theirs to know of.</returns>
    public static async Task<ReportFront?> ReportFront(this SafetyDb db, Guid id, SignedIn who, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords);
        var record = await db.Set<SubjectRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.AgencyId == who.AgencyId, stop);
        var report = record is null
            ? null
            : await db.Set<IncidentReport>().AsNoTracking().SingleOrDefaultAsync(r => r.RecordId == id, stop);
        if (record is null || report is null)
            return null;
        var names = await QueueNames.For(db, [new() { Record = record, Report = report }], today, stop);
        var task = await db.Set<RecordAssignment>()
            .AsNoTracking()
            .InForceOn(today)
            .Where(a => a.RecordId == id && a.AccountId == who.AccountId)
            .OrderBy(a => a.Id)
            .Select(a => a.Task)
            .FirstOrDefaultAsync(stop);
        var worked = await db.QueueWorked(who, record.TeamId, today, stop);
        var conflict = await db.HasConflict(id, who, stop);
        return new(
            names.Line(new() { Record = record, Report = report }, who),
            report.AnsweredByName,
            await db.Set<ReportPlace>().Where(p => p.RecordId == id).Select(p => p.HappenedOn).SingleOrDefaultAsync(stop),
            report.WaitedSeconds,
            report.ClosedAt,
            report.ClosedBecause,
            report.DuplicateOf is { } other
                ? await db.Set<IncidentReport>().Where(r => r.RecordId == other).Select(r => r.Reference).SingleOrDefaultAsync(stop)
                : null,
            await db.Set<ReportUpload>().CountAsync(u => u.RecordId == id, stop),
            task,
            record.InQueue ? worked : null,
            conflict,
            record.ForgottenAt is not null,
            !conflict && record.ForgottenAt is null && who.May(RecordsPermissions.WriteRecords) && (worked is not null || task is not null),
            await db.Set<SummarisedReport>()
                .AsNoTracking()
                .Where(s => s.RecordId == id)
                .Join(db.Set<ReportSummary>().AsNoTracking(), s => s.Number, m => m.Number, (s, m) => m)
                .SingleOrDefaultAsync(stop),
            await db.Set<ReportRepeats>().AsNoTracking().SingleOrDefaultAsync(r => r.RecordId == id, stop),
            await db.Joined(id, report.DuplicateOf, who.AgencyId, stop)
        );
    }

    private static async Task<IReadOnlyList<JoinedReport>> Joined(
        this SafetyDb db,
        Guid id,
        Guid? stays,
        Guid agency,
        CancellationToken stop
    ) =>
        await db.Set<IncidentReport>()
            .AsNoTracking()
            .Where(r => r.DuplicateOf == id || r.RecordId == stays)
            .OrderBy(r => r.SubmittedAt)
            .ThenBy(r => r.RecordId)
            .Take(MostJoined)
            .Select(r => new JoinedReport(
                r.RecordId,
                r.Reference,
                r.RecordId == stays,
                db.Set<SubjectRecord>().Any(s => s.Id == r.RecordId && s.AgencyId == agency)
            ))
            .ToListAsync(stop);

    /// <summary>Colleagues to whom a report may be given.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Colleagues(
        this SafetyDb db,
        Guid record,
        SignedIn who,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords);
        var held = await db.Set<SubjectRecord>()
            .Where(r => r.Id == record && r.AgencyId == who.AgencyId)
            .Select(r => new { r.TeamId })
            .SingleOrDefaultAsync(stop);
        if (held is null)
            return [];
        var team = held.TeamId;
        var grants = await db.Set<RoleGrant>()
            .AsNoTracking()
            .InForceOn(today)
            .Where(g => team == null || g.TeamId == null || g.TeamId == team)
            .Join(db.Set<Role>(), g => g.RoleId, r => r.Id, (g, r) => new { g.AccountId, r.Permissions })
            .Join(
                db.Set<Account>().OpenOn(today).Where(a => a.AgencyId == who.AgencyId),
                g => g.AccountId,
                a => a.Id,
                (g, a) =>
                    new
                    {
                        a.Id,
                        a.Name,
                        g.Permissions,
                    }
            )
            .OrderBy(g => g.Name)
            .Take(2000)
            .ToListAsync(stop);
        return [.. grants.Where(g => g.Permissions.Contains(RecordsPermissions.ReadRecords)).Select(g => (g.Id, g.Name)).Distinct()];
    }
}
