using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.County;

/// <summary>The areas that are held, and what files change about them: names, editions, which lies in which.</summary>
internal sealed class CountyAreas
{
    private const string CountyWide = "county";
    private readonly Dictionary<(AreaKind, string), Area> areas = [];
    private readonly Dictionary<int, object> before = [];
    private readonly Dictionary<int, string> namedBefore = [];
    private readonly Dictionary<int, int> newestHeld = [];
    private AreaSlugs slugs = null!;
    private int nextId;

    public IReadOnlyCollection<Area> All => areas.Values;

    public Area? this[AreaKind kind, string? code] => code is null ? null : areas.GetValueOrDefault((kind, code));

    public static async Task<CountyAreas> Load(SafetyDb db, CancellationToken stop)
    {
        var made = new CountyAreas { slugs = await AreaSlugs.Load(db, stop) };
        foreach (var area in await db.Set<Area>().AsNoTracking().Take(500_000).ToListAsync(stop))
        {
            made.areas.Add((area.Kind, area.Code), area);
            made.before.Add(area.Id, Content(area));
            made.namedBefore.Add(area.Id, area.Name);
            made.newestHeld.Add(area.Id, area.FirstVintage);
        }
        foreach (
            var edition in await db.Set<AreaBoundary>()
                .AsNoTracking()
                .GroupBy(b => b.AreaId)
                .Select(g => new { Id = g.Key, Newest = g.Max(b => b.Vintage) })
                .Take(500_000)
                .ToListAsync(stop)
        )
        {
            if (made.newestHeld.TryGetValue(edition.Id, out var known))
                made.newestHeld[edition.Id] = Math.Max(known, edition.Newest);
        }
        made.nextId = made.areas.Values.Select(a => a.Id).DefaultIfEmpty().Max() + 1;
        return made;
    }

    /// <summary>The police force that most of the county's districts belong to.</summary>
    public PartnershipFound? Force(CountyFolder folder)
    {
        var districts = areas
            .Values.Where(a => a.Kind == AreaKind.District)
            .Select(a => a.Code)
            .Concat(folder.Areas.Where(a => a.Kind == AreaKind.District).Select(a => a.Code))
            .ToHashSet();
        return folder
            .Partnerships.Where(p => districts.Contains(p.District))
            .GroupBy(p => (p.ForceCode, p.ForceName))
            .MaxBy(g => g.Count())
            ?.First();
    }

    public void Take(CountyFolder folder, string? countyName)
    {
        TakeCounty(folder, countyName);
        foreach (var group in folder.Areas.OrderBy(a => a.Kind).GroupBy(a => (a.Kind, a.Code)))
        {
            var latest = group.MaxBy(a => a.Vintage)!;
            var first = group.Min(a => a.Vintage);
            if (this[latest.Kind, latest.Code] is not { } area)
                area = Make(latest.Kind, latest.Code, latest.Name, first);
            area.FirstVintage = Math.Min(area.FirstVintage, first);
            if (latest.Vintage < newestHeld[area.Id])
                continue; // an older edition says nothing about today
            newestHeld[area.Id] = latest.Vintage;
            area.Name = latest.Name;
            area.DistrictId = this[AreaKind.District, latest.DistrictCode]?.Id ?? area.DistrictId;
            if (latest.Shape?.PointOnSurface is { IsEmpty: false } inside)
                (area.Longitude, area.Latitude) = (inside.X, inside.Y);
        }
        foreach (var kind in folder.Areas.Select(a => a.Kind).Distinct())
            MarkEnded([.. areas.Values.Where(a => a.Kind == kind)]);
    }

    /// <summary>LSOA to MSOA by the official names ("Blaby 002A" is in "Blaby 002"), LSOA to ward by the published best fit.</summary>
    public void Relate(IEnumerable<LinkFound> links, IEnumerable<WordFound> ruralUrban)
    {
        var msoas = areas
            .Values.Where(a => a.Kind == AreaKind.Msoa)
            .GroupBy(a => a.Name)
            .ToDictionary(g => g.Key, g => g.MaxBy(a => a.LastVintage ?? int.MaxValue)!);
        foreach (var lsoa in areas.Values.Where(a => a is { Kind: AreaKind.Lsoa, Name.Length: > 1 }))
        {
            if (msoas.TryGetValue(lsoa.Name[..^1], out var msoa))
                lsoa.ParentId = msoa.Id;
        }
        foreach (var link in links)
        {
            if (this[AreaKind.Lsoa, link.From] is not { } lsoa)
                continue;
            if (link.Kind == "lsoa21-ward" && this[AreaKind.Ward, link.To] is { } ward)
                lsoa.BestFitWardId = ward.Id;
            if (link.Kind == "lsoa21-district" && this[AreaKind.District, link.To] is { } district)
                lsoa.DistrictId ??= district.Id;
        }
        foreach (var found in ruralUrban)
        {
            if (this[AreaKind.Lsoa, found.LsoaCode] is { } lsoa)
                lsoa.RuralUrban = found.RuralUrban;
        }
    }

    /// <summary>New areas in the order of their ids, each with its address, so that a run that was cut off goes on where it stopped; then
    /// what changed.</summary>
    public IEnumerable<Change> Changes()
    {
        string? District(Area area) => area.DistrictId is { } id ? areas.Values.First(a => a.Id == id).Name : null;
        var fresh = areas.Values.Where(a => !before.ContainsKey(a.Id)).ToList();
        // Areas in use choose before those of an ended edition.
        var chosen = fresh
            .OrderBy(a => a.Kind)
            .ThenBy(a => a.LastVintage is not null)
            .ThenBy(a => a.Code, StringComparer.Ordinal)
            .ToDictionary(a => a.Id, a => slugs.Give(a, District(a)));
        foreach (var area in fresh.OrderBy(a => a.Id))
            yield return new() { Added = [area, chosen[area.Id]] };
        foreach (var area in areas.Values.Where(a => before.TryGetValue(a.Id, out var was) && !was.Equals(Content(a))).OrderBy(a => a.Id))
        {
            var (changed, added) = area.Name == namedBefore[area.Id] ? ([], []) : slugs.Rename(area, District(area));
            yield return new() { Updated = [area, .. changed], Added = [.. added] };
        }
    }

    private void TakeCounty(CountyFolder folder, string? name)
    {
        var known = areas.Values.FirstOrDefault(a => a.Kind == AreaKind.County);
        if (known is not null)
            known.Name = name ?? known.Name;
        else if (areas.Values.Any(a => a.Kind == AreaKind.District) || folder.Areas.Any(a => a.Kind == AreaKind.District))
        {
            Make(AreaKind.County, Force(folder)?.ForceCode ?? CountyWide, name ?? "The county", 2021);
        }
    }

    private Area Make(AreaKind kind, string code, string name, int vintage)
    {
        var area = new Area
        {
            Id = nextId++,
            Kind = kind,
            Code = code,
            Name = name,
            FirstVintage = vintage,
        };
        areas.Add((kind, code), area);
        newestHeld.Add(area.Id, vintage);
        return area;
    }

    private void MarkEnded(IReadOnlyList<Area> ofOneKind)
    {
        var newest = ofOneKind.Max(a => newestHeld[a.Id]);
        foreach (var area in ofOneKind)
            area.LastVintage = newestHeld[area.Id] < newest ? newestHeld[area.Id] : null;
    }

    private static object Content(Area a) =>
        (a.Name, a.DistrictId, a.ParentId, a.BestFitWardId, a.FirstVintage, a.LastVintage, (a.RuralUrban, a.Longitude, a.Latitude));
}
