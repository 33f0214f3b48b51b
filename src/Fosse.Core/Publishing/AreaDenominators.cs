using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Publishing;

/// <summary>Gives each area its residents, households, rural-urban class and deprivation fifth out of those of its LSOAs.</summary>
internal static class AreaDenominators
{
    public static async Task Give(SafetyDb db, IReadOnlyList<Area> areas, IReadOnlyList<AreaFacts> facts, IReadOnlyDictionary<int, AreaFacts> byId, CancellationToken stop)
    {
        var measures = (await db.Set<AreaMeasure>().AsNoTracking().Take(1_000_000).ToListAsync(stop)).ToLookup(m => m.AreaId);
        foreach (var lsoa in facts.Where(f => f.Kind == AreaKind.Lsoa))
        {
            lsoa.Residents = Newest(measures[lsoa.Id], "residents");
            lsoa.Households = Newest(measures[lsoa.Id], "households");
            if (measures[lsoa.Id].Where(m => m.Measure == "imd-decile").MaxBy(m => m.Year) is { } decile)
            {
                (lsoa.DeprivationFifth, lsoa.DeprivationYear) = (((int)decile.Value + 1) / 2, decile.Year);
            }
        }
        var current = areas.Where(a => a is { Kind: AreaKind.Lsoa, LastVintage: null }).ToList();
        var county = facts.FirstOrDefault(f => f.Kind == AreaKind.County);
        GiveSums(current.GroupBy(a => a.ParentId), byId, bestFit: false);
        GiveSums(current.GroupBy(a => a.BestFitWardId), byId, bestFit: true);
        GiveSums(current.GroupBy(a => a.DistrictId), byId, bestFit: false);
        GiveSums(current.GroupBy(_ => county?.Id), byId, bestFit: false);
    }

    private static Denominator? Newest(IEnumerable<AreaMeasure> measures, string measure) =>
        measures.Where(m => m.Measure == measure).MaxBy(m => m.Year) is { } m ? new((long)m.Value, m.Year, SourceOf(measure, m.Year)) : null;

    private static string SourceOf(string measure, int year) =>
        year == 2021 ? "Census 2021, Office for National Statistics" : $"{(measure == "residents" ? "Mid-year population estimates" : "Estimates")} {year}, Office for National Statistics";

    private static void GiveSums(IEnumerable<IGrouping<int?, Area>> groups, IReadOnlyDictionary<int, AreaFacts> byId, bool bestFit)
    {
        foreach (var group in groups)
        {
            if (group.Key is not { } id || !byId.TryGetValue(id, out var area)) continue;
            var parts = group.Select(l => byId[l.Id]).ToList();
            area.Residents = Sum(parts, p => p.Residents, bestFit);
            area.Households = Sum(parts, p => p.Households, bestFit);
            var weighed = parts.Where(p => p.Residents is not null && p.DeprivationFifth is not null).ToList();
            if (weighed.Count == parts.Count && weighed.Sum(p => p.Residents!.Count) is > 0 and var all)
            {
                area.DeprivationFifth = (int)Math.Round(weighed.Sum(p => (double)p.DeprivationFifth!.Value * p.Residents!.Count) / all);
                area.DeprivationYear = weighed.Max(p => p.DeprivationYear);
            }
            area.RuralUrban = parts.Where(p => p.RuralUrban is not null).GroupBy(p => p.RuralUrban).OrderByDescending(g => g.Sum(p => p.Residents?.Count ?? 0)).FirstOrDefault()?.Key;
        }
    }

    // Of one part unknown, the whole is unknown.
    private static Denominator? Sum(IReadOnlyList<AreaFacts> parts, Func<AreaFacts, Denominator?> of, bool bestFit)
    {
        var known = parts.Select(of).OfType<Denominator>().ToList();
        return known.Count == parts.Count && known.Select(k => k.Year).Distinct().Count() == 1 ? new(known.Sum(k => k.Count), known[0].Year, known[0].Source, bestFit) : null;
    }
}
