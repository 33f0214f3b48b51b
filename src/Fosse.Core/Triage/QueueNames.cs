using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>What the codes of some reports are called: categories, areas, teams and whoever has them. None of it is personal.</summary>
internal sealed record QueueNames(
    IReadOnlyDictionary<string, (string Name, CategoryGroup Heading)> Categories,
    IReadOnlyDictionary<Guid, string> Areas,
    IReadOnlyDictionary<Guid, string> Teams,
    IReadOnlyDictionary<Guid, (Guid Id, string Name)> With
)
{
    private const int Most = 5000;

    public static async Task<QueueNames> For(SafetyDb db, IReadOnlyList<WaitingReport> rows, DateOnly today, CancellationToken stop)
    {
        var ids = rows.Select(r => r.Record.Id).ToList();
        var codes = rows.Select(r => r.Report.Category).Distinct().ToList();
        var teams = rows.Select(r => r.Record.TeamId).OfType<Guid>().Distinct().ToList();
        var places = await db.Set<ReportPlace>().AsNoTracking().Where(p => ids.Contains(p.RecordId)).Take(Most).ToListAsync(stop);
        var nearest = places
            .Select(p => (p.RecordId, Area: p.NeighbourhoodId ?? p.WardId ?? p.DistrictId))
            .Where(p => p.Area is not null)
            .ToDictionary(p => p.RecordId, p => p.Area!.Value);
        var areas = nearest.Values.Distinct().ToList();
        var named = await db.Set<Area>()
            .AsNoTracking()
            .Where(a => areas.Contains(a.Id))
            .Take(Most)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        var categories = await db.Set<ReportCategory>()
            .AsNoTracking()
            .Where(c => codes.Contains(c.Code))
            .Take(Most)
            .ToDictionaryAsync(c => c.Code, c => (c.Name, c.Heading), stop);
        var called = await db.Set<Team>()
            .AsNoTracking()
            .Where(t => teams.Contains(t.Id))
            .Take(Most)
            .ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var holders = await db.Set<RecordAssignment>()
            .AsNoTracking()
            .InForceOn(today)
            .Where(a => ids.Contains(a.RecordId) && a.Task == ReportWork.Task)
            .Join(
                db.Set<Account>(),
                a => a.AccountId,
                p => p.Id,
                (a, p) =>
                    new
                    {
                        a.RecordId,
                        p.Id,
                        p.Name,
                    }
            )
            .OrderBy(h => h.Id)
            .Take(Most)
            .ToListAsync(stop);
        return new(
            categories,
            nearest.Where(n => named.ContainsKey(n.Value)).ToDictionary(n => n.Key, n => named[n.Value]),
            called,
            holders.DistinctBy(h => h.RecordId).ToDictionary(h => h.RecordId, h => (h.Id, h.Name))
        );
    }

    public QueueLine Line(WaitingReport row, SignedIn who)
    {
        var (report, id) = (row.Report, row.Record.Id);
        (string Name, CategoryGroup Heading)? category = Categories.TryGetValue(report.Category, out var known) ? known : null;
        (Guid Id, string Name)? with = With.TryGetValue(id, out var holder) ? holder : null;
        return new(
            id,
            report.Version,
            report.Reference,
            category?.Name ?? report.Category,
            category?.Heading,
            Areas.GetValueOrDefault(id),
            report.State,
            report.Desk,
            report.SubmittedAt,
            report.ReplyDueAt,
            report.WaitingSince,
            report.AnsweredAt,
            report.ReopenedAt is not null,
            report.Channel,
            report.Risks,
            row.Record.TeamId is { } team ? Teams.GetValueOrDefault(team) : null,
            with?.Name,
            with?.Id == who.AccountId,
            report.Clock
        );
    }
}
