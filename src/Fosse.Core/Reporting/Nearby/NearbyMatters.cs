using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>A matter that is public already, as a resident who is about to report sees it: words of staff and nobody else's.</summary>
public sealed record NearbyMatter(
    string Number,
    string Category,
    string Words,
    string Area,
    DateOnly Since,
    bool Closed,
    string Outcome,
    string Agency
);

/// <summary>Finds public matters near what somebody is about to report, so that they may follow one instead. It reads what is published,
/// and of the report no more than its areas, its day and its kind.</summary>
public sealed class NearbyMatters(SafetyDb db, PointLookup points, AreasAround around, CountyClock clock)
{
    public const int Days = 14;

    private const int Most = 5,
        MostLooked = 200;

    /// <returns>Of the same kind first, then those of the same heading; the newest first within each. None where the place is not
    /// known.</returns>
    public async Task<IReadOnlyList<NearbyMatter>> For(ReportDraft draft, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Point is not { } point || (await points.At(db, point.Longitude, point.Latitude, stop)).Lsoa is not { } lsoa)
            return [];
        var areas = await around.Of(lsoa, stop);
        var day = draft.Until ?? draft.On ?? clock.Today;
        var (latest, earliest) = (day.AddDays(Days), CountyClock.StartOf(day.AddDays(-Days)));
        var heading = await db.Set<ReportCategory>()
            .Where(c => c.Code == draft.Category)
            .Select(c => (CategoryGroup?)c.Heading)
            .SingleOrDefaultAsync(stop);
        // Near in time: it had not been over for two weeks when this happened, and did not begin two weeks later.
        var found = await db.Set<ReportSummary>()
            .AsNoTracking()
            .Where(s =>
                s.WithdrawnAt == null
                && s.LsoaId != null
                && areas.Contains(s.LsoaId.Value)
                && s.Since <= latest
                && (s.ClosedAt == null || s.ClosedAt >= earliest)
            )
            .Join(
                db.Set<ReportCategory>(),
                s => s.Category,
                c => c.Code,
                (s, c) =>
                    new
                    {
                        Summary = s,
                        c.Name,
                        c.Heading,
                    }
            )
            .Where(m => m.Summary.Category == draft.Category || m.Heading == heading)
            .Join(
                db.Set<Area>(),
                m => m.Summary.LsoaId,
                a => a.Id,
                (m, a) =>
                    new
                    {
                        m.Summary,
                        m.Name,
                        Area = a.Name,
                    }
            )
            .OrderByDescending(m => m.Summary.Since)
            .ThenBy(m => m.Summary.Number)
            .Take(MostLooked)
            .ToListAsync(stop);
        return
        [
            .. found
                .OrderBy(m => m.Summary.Category == draft.Category ? 0 : 1)
                .Take(Most)
                .Select(m => new NearbyMatter(
                    m.Summary.Number,
                    m.Name,
                    m.Summary.Words,
                    m.Area,
                    m.Summary.Since,
                    m.Summary.ClosedAt is not null,
                    m.Summary.Outcome,
                    m.Summary.AgencyName
                )),
        ];
    }
}
