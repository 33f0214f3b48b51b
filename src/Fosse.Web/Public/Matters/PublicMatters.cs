using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Public.Matters;

/// <summary>A public matter in a list: the words of staff, and no place finer than a small area.</summary>
public sealed record ListedMatter(ReportSummary Summary, string Category, string Area);

/// <summary>The public matters of the county or of a place, those that changed last first.</summary>
public sealed class PublicMatters(SafetyDb db, PublishedFigures published, PointLookup points)
{
    public const int OnePage = 20;

    private const int MostCategories = 1000;

    /// <param name="place">None for all, also for those that are shown in no place.</param>
    /// <param name="page">From 1.</param>
    public async Task<(IReadOnlyList<ListedMatter> Matters, int All)> Of(AreaFacts? place, int page, CancellationToken stop)
    {
        var county = await published.Now(stop);
        var summaries = db.Set<ReportSummary>().AsNoTracking().Where(s => s.WithdrawnAt == null);
        if (place is not null && place.Kind != AreaKind.County)
        {
            var areas = await Within(county, place, stop);
            summaries = summaries.Where(s => s.LsoaId != null && areas.Contains(s.LsoaId.Value));
        }
        var all = await summaries.CountAsync(stop);
        var found = await summaries
            .OrderByDescending(s => s.UpdatedAt)
            .ThenBy(s => s.Number)
            .Skip((page - 1) * OnePage)
            .Take(OnePage)
            .ToListAsync(stop);
        var names = await db.Set<ReportCategory>().AsNoTracking().Take(MostCategories).ToDictionaryAsync(c => c.Code, c => c.Name, stop);
        return (
            [
                .. found.Select(s => new ListedMatter(
                    s,
                    names.GetValueOrDefault(s.Category, s.Category),
                    s.LsoaId is { } id && county.ById.TryGetValue(id, out var area) ? area.Name : ""
                )),
            ],
            all
        );
    }

    /// <summary>The small areas of a place. Wards and neighbourhoods are cut otherwise: a small area is of the one that its middle lies
    /// in.</summary>
    private async Task<List<int>> Within(CountyFigures county, AreaFacts place, CancellationToken stop)
    {
        var small = county.Areas.Where(a => a.Kind == AreaKind.Lsoa);
        if (place.Kind is not (AreaKind.Ward or AreaKind.Neighbourhood))
            return [.. small.Where(a => a == place || a.Msoa == place || a.District == place).Select(a => a.Id)];
        var within = new List<int>();
        foreach (var area in small)
        {
            if (area is not { Longitude: { } x, Latitude: { } y })
                continue;
            var at = await points.At(db, x, y, stop);
            if ((place.Kind == AreaKind.Ward ? at.Ward : at.Neighbourhood) == place.Id)
                within.Add(area.Id);
        }
        return within;
    }
}
