using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Computes the figures of the reply clock from the reports.</summary>
public sealed class ReportFigures(SafetyDb db)
{
    private const int Most = 2_000_000,
        MostAreas = 5000;

    /// <param name="asOf">What is known at this instant counts, and nothing later: so a figure can be computed again.</param>
    /// <returns>One for the county and one for each neighbourhood in use, held back where too few.</returns>
    public async Task<IReadOnlyList<ReportFigure>> Compute(DateTimeOffset asOf, CancellationToken stop)
    {
        var areas = await db.Set<Area>()
            .AsNoTracking()
            .Where(a => a.LastVintage == null && (a.Kind == AreaKind.County || a.Kind == AreaKind.Neighbourhood))
            .OrderBy(a => a.Id)
            .Take(MostAreas)
            .Select(a => new { a.Id, a.Kind })
            .ToListAsync(stop);
        var last = Month.Of(CountyClock.DayOf(asOf)).Previous;
        var first = last.AddMonths(-11);
        var reports = await Clocked(CountyClock.StartOf(first.FirstDay), CountyClock.StartOf(last.Next.FirstDay), stop);
        var county = ReplyFigures.Of(reports, asOf);
        var of = reports.ToLookup(r => r.Neighbourhood);
        var within = areas.Where(a => a.Kind == AreaKind.Neighbourhood).ToDictionary(a => a.Id, a => ReplyFigures.Of(of[a.Id], asOf));
        var held = ReplyFigures.HeldBack(county.Reports, within.ToDictionary(w => w.Key, w => w.Value.Reports));
        return
        [
            .. areas.Select(a =>
                a.Kind == AreaKind.County
                    ? Figure(a.Id, county, county.Reports < ReplyFigures.Fewest)
                    : Figure(a.Id, within[a.Id], held.Contains(a.Id))
            ),
        ];

        ReportFigure Figure(int area, ReplyFigures figures, bool heldBack)
        {
            var empty = new ReportFigure
            {
                AreaId = area,
                FirstMonth = first,
                LastMonth = last,
                AsOf = asOf,
            };
            if (heldBack)
                return empty;
            var few = figures.Closed < ReplyFigures.Fewest;
            return empty with
            {
                Reports = figures.Reports,
                InTime = figures.InTime,
                MedianHours = figures.MedianHours,
                Closed = few ? null : figures.Closed,
                Reopened = few ? null : figures.Reopened,
            };
        }
    }

    /// <summary>The figures as they are published.</summary>
    public async Task<IReadOnlyList<ReportFigure>> Published(CancellationToken stop) =>
        await db.Set<ReportFigure>().AsNoTracking().OrderBy(f => f.AreaId).Take(MostAreas).ToListAsync(stop);

    private async Task<List<ClockedReport>> Clocked(DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        [
            .. (
                await db.Set<IncidentReport>()
                    .AsNoTracking()
                    .Where(r => r.SubmittedAt >= from && r.SubmittedAt < to)
                    .Join(
                        db.Set<ReportPlace>(),
                        r => r.RecordId,
                        p => p.RecordId,
                        (r, p) =>
                            new
                            {
                                r.SubmittedAt,
                                r.AnsweredAt,
                                r.ClosedAt,
                                r.ClosedBecause,
                                r.ReopenedAt,
                                p.NeighbourhoodId,
                            }
                    )
                    .Take(Most)
                    .ToListAsync(stop)
            ).Select(r => new ClockedReport(
                r.SubmittedAt,
                r.AnsweredAt,
                r.ClosedBecause is ClosingReason.Withdrawn or ClosingReason.Duplicate ? null : r.ClosedAt,
                r.ReopenedAt,
                r.ClosedBecause is ClosingReason.Withdrawn ? r.ClosedAt : null,
                r.NeighbourhoodId
            )),
        ];
}

/// <summary>Publishes the figures of the reply clock once a day, early in the morning.</summary>
public sealed class PublishReportFigures(SafetyDb db, ReportFigures figures, CountyClock clock) : ITimetabled
{
    private static readonly TimeOnly At = new(5, 0);

    public string Name => "reports.figures";

    public string When => "05:00";

    public string Does => "publishes how the promise to answer was kept, once a day ([method](../methods/reply-clock.md))";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, At);

    public async Task Run(CancellationToken stop)
    {
        var (before, now) = (await figures.Published(stop), await figures.Compute(Instants.Microseconds(clock.Now), stop));
        var today = CountyClock.DayOf(clock.Now);
        if (
            before.Count > 0
            && before.All(f => CountyClock.DayOf(f.AsOf) == today)
            && Same(before.Select(f => f.AreaId), now.Select(f => f.AreaId))
        )
            return; // once a day, however often it is asked
        db.RemoveRange(await db.Set<ReportFigure>().Take(10_000).ToListAsync(stop));
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.SaveChangesAsync(stop);
        db.AddRange(now);
        if (!Same(before.Select(f => f with { AsOf = default }), now.Select(f => f with { AsOf = default })))
            db.NewDataVersion("how the promise to answer was kept", clock.Now); // kept pages show the old ones
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static bool Same<T>(IEnumerable<T> some, IEnumerable<T> others) => some.SequenceEqual(others);
}
