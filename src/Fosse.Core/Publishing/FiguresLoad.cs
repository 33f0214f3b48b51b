using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Publishing;

/// <summary>Reads the published counts of a data version into memory.</summary>
public static class FiguresLoad
{
    private const string NoOutcome = "No outcome stated";

    public static async Task<CountyFigures> LoadFigures(this SafetyDb db, CancellationToken stop)
    {
        var version = await DataVersions.Current(db, stop);
        var files = await db.Set<CrimeFile>()
            .AsNoTracking()
            .Where(f => f.Kind == CrimeFileKind.Street && f.State == CrimeFileState.Current)
            .Take(100_000)
            .ToListAsync(stop);
        // The force with most rows in the county's own areas is its own; files of others are kept and marked, and not added up with it.
        var home =
            files
                .GroupBy(f => f.Force)
                .OrderByDescending(g => g.Sum(f => (long)f.Rows - f.Outside - f.WithoutLocation))
                .ThenByDescending(g => g.Sum(f => (long)f.Rows))
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .FirstOrDefault()
                ?.Key
            ?? "";
        files = [.. files.Where(f => f.Force == home)];
        var months = files.Select(f => f.Month).Distinct().Order().Select(Month.FromNumber).ToList();
        var monthOf = files.ToDictionary(f => f.Id, f => months.IndexOf(Month.FromNumber(f.Month)));
        var words = await db.Set<CodedWord>()
            .AsNoTracking()
            .Where(w => w.Kind == "category" || w.Kind == "outcome")
            .OrderBy(w => w.Word)
            .Take(10_000)
            .ToListAsync(stop);
        var categories = words.Where(w => w.Kind == "category" && w.Word != "Anti-social behaviour").ToList();
        var antiSocial = words.FirstOrDefault(w => w.Kind == "category" && w.Word == "Anti-social behaviour")?.Id ?? -1;
        var outcomes = words.Where(w => w.Kind == "outcome").ToList();

        var county = await CountyFacts.Read(db, stop);
        var areas = await Facts(db, county is { MadeUp: true }, stop);
        var facts = areas.Select(a => a.Facts).ToList();
        var byId = facts.ToDictionary(f => f.Id);
        var (categoryWidth, outcomeWidth) = (categories.Count + 1, outcomes.Count + 1);
        var counts = facts.Select(_ => new int[months.Count * categoryWidth]).ToArray();
        var outcomeCounts = facts.Select(_ => new int[months.Count * outcomeWidth]).ToArray();
        var categoryAt = categories
            .Select((w, i) => (w.Id, i))
            .Append((antiSocial, categories.Count))
            .ToDictionary(c => c.Item1, c => c.Item2);
        var outcomeAt = outcomes.Select((w, i) => (w.Id, i)).Append((0, outcomes.Count)).ToDictionary(c => c.Item1, c => c.Item2);

        await foreach (var held in db.Set<AreaCounts>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!monthOf.TryGetValue(held.FileId, out var month) || !byId.TryGetValue(held.AreaId, out var area))
                continue;
            foreach (var c in AreaCounts.Unpack(held.ByCategory))
                Spread(counts, areas[area.Index], month * categoryWidth + categoryAt[c.Word], c.Count);
            foreach (var c in AreaCounts.Unpack(held.ByOutcome))
                Spread(outcomeCounts, areas[area.Index], month * outcomeWidth + outcomeAt[c.Word], c.Count);
        }
        var slugs = await db.Set<AreaSlug>().AsNoTracking().Take(500_000).ToListAsync(stop);
        return new CountyFigures
        {
            DataVersion = version?.Id ?? 0,
            Areas = facts,
            ById = byId,
            BySlug = facts.ToDictionary(f => f.Slug),
            OldSlugs = slugs.Where(s => !s.Current && byId.ContainsKey(s.AreaId)).ToDictionary(s => s.Slug, s => byId[s.AreaId].Slug),
            CountyName = county?.Name ?? "This county",
            MadeUp = county?.MadeUp ?? false,
            Months = months,
            HasPostcodes = await db.Set<Postcode>().AnyAsync(stop),
            HasNames = await db.Set<NamedPlace>().AnyAsync(stop),
            Categories = [.. categories.Select(c => c.Word)],
            Outcomes = [.. outcomes.Select(o => o.Word), NoOutcome],
            Force = home,
            LoadedAt = files.Count > 0 ? files.Max(f => f.LoadedAt) : null,
            WithoutLocation = files.Sum(f => (long)f.WithoutLocation),
            Outside = files.Sum(f => (long)f.Outside),
            Counts = counts,
            OutcomeCounts = outcomeCounts,
        };
    }

    // A current LSOA also counts for its MSOA, district and county.
    private static void Spread(int[][] counts, (AreaFacts Facts, int[] Larger) area, int at, int count)
    {
        counts[area.Facts.Index][at] += count;
        foreach (var larger in area.Larger)
            counts[larger][at] += count;
    }

    private static async Task<IReadOnlyList<(AreaFacts Facts, int[] Larger)>> Facts(SafetyDb db, bool madeUp, CancellationToken stop)
    {
        var areas = await db.Set<Area>().AsNoTracking().OrderBy(a => a.Kind).ThenBy(a => a.Code).Take(200_000).ToListAsync(stop);
        var slugs = await db.Set<AreaSlug>()
            .AsNoTracking()
            .Where(s => s.Current)
            .Take(200_000)
            .ToDictionaryAsync(s => s.AreaId, s => s.Slug, stop);
        var outlined = (
            await db.Set<AreaBoundary>().AsNoTracking().Select(b => b.AreaId).Distinct().Take(200_000).ToListAsync(stop)
        ).ToHashSet();
        var facts = areas
            .Select(
                (a, i) =>
                    new AreaFacts
                    {
                        Id = a.Id,
                        Index = i,
                        Kind = a.Kind,
                        Code = a.Code,
                        Name = a.Name,
                        Slug = slugs[a.Id],
                        FirstVintage = a.FirstVintage,
                        LastVintage = a.LastVintage,
                        OutlineHeld = a.Kind == AreaKind.County || outlined.Contains(a.Id),
                        RuralUrban = a.RuralUrban,
                        Longitude = a.Longitude,
                        Latitude = a.Latitude,
                    }
            )
            .ToList();
        var byId = facts.ToDictionary(f => f.Id);
        var county = facts.FirstOrDefault(f => f.Kind == AreaKind.County);
        for (var i = 0; i < areas.Count; i++)
        {
            if (areas[i].DistrictId is { } d)
                facts[i].District = byId[d];
            if (areas[i].ParentId is { } m && areas[i].Kind == AreaKind.Lsoa)
                facts[i].Msoa = byId[m];
        }
        await AreaChain.Give(db, areas, facts, byId, stop);
        await AreaDenominators.Give(db, areas, facts, byId, madeUp, stop);
        var links = (
            await db.Set<AreaLink>().AsNoTracking().Where(l => l.Kind == "lsoa11-lsoa21").Take(200_000).ToListAsync(stop)
        ).ToLookup(l => l.FromCode, l => l.ToCode);
        var current = facts.Where(f => f.Kind == AreaKind.Lsoa && f.LastVintage is null).ToDictionary(f => f.Code);
        foreach (var old in facts.Where(f => f.Kind == AreaKind.Lsoa && f.LastVintage is not null))
            old.Successors = [.. links[old.Code].Where(current.ContainsKey).Select(c => current[c])];
        return
        [
            .. facts.Select(f =>
                (
                    f,
                    f is { Kind: AreaKind.Lsoa, LastVintage: null }
                        ? new[] { f.Msoa, f.District, county }.OfType<AreaFacts>().Select(l => l.Index).ToArray()
                        : []
                )
            ),
        ];
    }
}
