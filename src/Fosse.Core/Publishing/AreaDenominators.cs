using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Publishing;

/// <summary>Gives each area its residents, households, rural-urban class and deprivation fifth out of those of its LSOAs.</summary>
internal static class AreaDenominators
{
    public static async Task Give(
        SafetyDb db,
        IReadOnlyList<Area> areas,
        IReadOnlyList<AreaFacts> facts,
        IReadOnlyDictionary<int, AreaFacts> byId,
        bool madeUp,
        CancellationToken stop
    )
    {
        var measures = (await db.Set<AreaMeasure>().AsNoTracking().Take(1_000_000).ToListAsync(stop)).ToLookup(m => m.AreaId);
        foreach (var lsoa in facts.Where(f => f.Kind == AreaKind.Lsoa))
        {
            lsoa.ResidentsHeld = Held(measures[lsoa.Id], "residents", madeUp);
            lsoa.HouseholdsHeld = Held(measures[lsoa.Id], "households", madeUp);
            if (measures[lsoa.Id].Where(m => m.Measure == "imd-decile").MaxBy(m => m.Year) is { } decile)
            {
                (lsoa.DeprivationFifth, lsoa.DeprivationYear) = (((int)decile.Value + 1) / 2, decile.Year);
            }
        }
        var lsoas = areas.Where(a => a.Kind == AreaKind.Lsoa).ToList();
        var county = facts.FirstOrDefault(f => f.Kind == AreaKind.County);
        GiveSums(lsoas.GroupBy(a => a.ParentId), byId, bestFit: false);
        GiveSums(lsoas.GroupBy(a => a.BestFitWardId), byId, bestFit: true);
        GiveSums(lsoas.GroupBy(a => a.DistrictId), byId, bestFit: false);
        GiveSums(lsoas.GroupBy(_ => county?.Id), byId, bestFit: false);
    }

    private static IReadOnlyList<Denominator> Held(IEnumerable<AreaMeasure> measures, string measure, bool madeUp) =>
        [
            .. measures
                .Where(m => m.Measure == measure)
                .OrderByDescending(m => m.Year)
                .Select(m => new Denominator((long)m.Value, m.Year, SourceOf(measure, m.Year, madeUp))),
        ];

    private static string SourceOf(string measure, int year, bool madeUp) =>
        madeUp ? PublishingText.Of("Source.MadeUpCount")
        : year == 2021 ? PublishingText.Of("Source.Census")
        : PublishingText.Of(measure == "residents" ? "Source.MidYear" : "Source.Estimates", year);

    private static void GiveSums(IEnumerable<IGrouping<int?, Area>> groups, IReadOnlyDictionary<int, AreaFacts> byId, bool bestFit)
    {
        foreach (var group in groups)
        {
            if (group.Key is not { } id || !byId.TryGetValue(id, out var area))
                continue;
            var all = group.Select(l => byId[l.Id]).ToList();
            area.ResidentsHeld = Sums(all, p => p.ResidentsHeld, bestFit);
            area.HouseholdsHeld = Sums(all, p => p.HouseholdsHeld, bestFit);
            var parts = all.Where(p => p.LastVintage is null).ToList();
            if (parts.Count == 0)
                continue;
            var weighed = parts.Where(p => p.Residents is not null && p.DeprivationFifth is not null).ToList();
            if (weighed.Count == parts.Count && weighed.Sum(p => p.Residents!.Count) is > 0 and var weight)
            {
                area.DeprivationFifth = (int)Math.Round(weighed.Sum(p => (double)p.DeprivationFifth!.Value * p.Residents!.Count) / weight);
                area.DeprivationYear = weighed.Max(p => p.DeprivationYear);
            }
            area.RuralUrban = parts
                .Where(p => p.RuralUrban is not null)
                .GroupBy(p => p.RuralUrban)
                .OrderByDescending(g => g.Sum(p => p.Residents?.Count ?? 0))
                .FirstOrDefault()
                ?.Key;
        }
    }

    // A count belongs to an edition of the small areas: to the one before, where a code counts that is no longer in use.
    // Of one part unknown, the whole is unknown.
    private static IReadOnlyList<Denominator> Sums(
        IReadOnlyList<AreaFacts> parts,
        Func<AreaFacts, IReadOnlyList<Denominator>> of,
        bool bestFit
    )
    {
        var sums = new List<Denominator>();
        foreach (var year in parts.SelectMany(of).Select(d => d.Year).Distinct().OrderDescending())
        {
            Denominator? In(AreaFacts part) => of(part).FirstOrDefault(d => d.Year == year);
            var earlier = parts.Any(p => p.LastVintage is not null && In(p) is not null);
            var edition = parts.Where(p => earlier ? p.FirstVintage <= parts.Min(x => x.FirstVintage) : p.LastVintage is null).ToList();
            var known = edition.Select(In).OfType<Denominator>().ToList();
            if (known.Count > 0 && known.Count == edition.Count)
                sums.Add(new(known.Sum(k => k.Count), year, known[0].Source, bestFit));
        }
        return sums;
    }
}
