using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.IO;

namespace Fosse.Cli.Import;

/// <summary>Brings what a county folder holds into the database. Run again, it changes nothing that has not changed.</summary>
internal sealed class CountyLoad(SafetyDb db, CountyClock clock)
{
    private const string CountyWide = "county";
    private readonly Dictionary<(AreaKind, string), Area> areas = [];
    private readonly HashSet<string> slugs = [];
    private int nextId;

    public async Task Store(CountyFolder folder, CancellationToken stop)
    {
        foreach (var area in await db.Set<Area>().Take(500_000).ToListAsync(stop)) areas.Add((area.Kind, area.Code), area);
        foreach (var slug in await db.Set<AreaSlug>().AsNoTracking().Select(s => s.Slug).Take(500_000).ToListAsync(stop)) slugs.Add(slug);
        nextId = areas.Values.Select(a => a.Id).DefaultIfEmpty().Max() + 1;

        StoreAreas(folder);
        Relate(folder);
        await db.SaveChangesAsync(stop);
        await StoreBoundaries(folder, stop);
        await StoreLinks(folder, stop);
        await StoreMeasures(folder, stop);
        await StorePlaces(folder, stop);
        await db.SetCountyFacts(CountyName(folder), folder.MadeUp, stop);
        db.NewDataVersion("county", clock.Now);
        await db.SaveChangesAsync(stop);
    }

    private static string? CountyName(CountyFolder folder) => folder.CountyName ?? (folder.Force is { } force ? $"{force.Name} police force area" : null);

    private void StoreAreas(CountyFolder folder)
    {
        var newest = folder.Areas.GroupBy(a => a.Kind).ToDictionary(g => g.Key, g => g.Max(a => a.Vintage));
        if (folder.Areas.Any(a => a.Kind == AreaKind.District))
        {
            var (code, _) = folder.Force ?? (CountyWide, CountyWide);
            Meet(AreaKind.County, code, CountyName(folder) ?? "The county", 2021);
        }
        foreach (var group in folder.Areas.OrderBy(a => a.Kind).GroupBy(a => (a.Kind, a.Code)))
        {
            var latest = group.MaxBy(a => a.Vintage)!;
            var area = Meet(latest.Kind, latest.Code, latest.Name, group.Min(a => a.Vintage));
            area.FirstVintage = Math.Min(area.FirstVintage, group.Min(a => a.Vintage));
            area.LastVintage = latest.Vintage < newest[latest.Kind] ? latest.Vintage : null;
            area.DistrictId = latest.DistrictCode is { } d && areas.TryGetValue((AreaKind.District, d), out var district) ? district.Id : area.DistrictId;
            if (latest.Shape?.PointOnSurface is { IsEmpty: false } inside) (area.Longitude, area.Latitude) = (inside.X, inside.Y);
        }
        var byId = areas.Values.ToDictionary(a => a.Id);
        foreach (var area in areas.Values.OrderBy(a => a.Kind).ThenBy(a => a.LastVintage is not null).ThenBy(a => a.Code, StringComparer.Ordinal).Where(a => db.Entry(a).State == EntityState.Added))
        {
            var slug = Slug.Choose(area, area.DistrictId is { } d ? byId[d].Name : null, slugs.Contains);
            slugs.Add(slug);
            db.Add(new AreaSlug { Slug = slug, AreaId = area.Id, Current = true });
        }
    }

    private Area Meet(AreaKind kind, string code, string name, int vintage)
    {
        if (areas.TryGetValue((kind, code), out var known))
        {
            known.Name = name;
            return known;
        }
        var area = new Area { Id = nextId++, Kind = kind, Code = code, Name = name, FirstVintage = vintage };
        areas.Add((kind, code), area);
        db.Add(area);
        return area;
    }

    /// <summary>LSOA to MSOA by the official names ("Blaby 002A" is in "Blaby 002"), LSOA to ward by the published best fit.</summary>
    private void Relate(CountyFolder folder)
    {
        var msoas = areas.Values.Where(a => a.Kind == AreaKind.Msoa).GroupBy(a => a.Name).ToDictionary(g => g.Key, g => g.MaxBy(a => a.LastVintage ?? int.MaxValue)!);
        foreach (var lsoa in areas.Values.Where(a => a.Kind == AreaKind.Lsoa))
        {
            if (msoas.TryGetValue(lsoa.Name[..^1], out var msoa)) lsoa.ParentId = msoa.Id;
        }
        foreach (var link in folder.Links)
        {
            if (!areas.TryGetValue((AreaKind.Lsoa, link.From), out var lsoa)) continue;
            if (link.Kind == "lsoa21-ward" && areas.TryGetValue((AreaKind.Ward, link.To), out var ward)) lsoa.BestFitWardId = ward.Id;
            if (link.Kind == "lsoa21-district" && areas.TryGetValue((AreaKind.District, link.To), out var district)) lsoa.DistrictId ??= district.Id;
        }
        foreach (var found in folder.RuralUrban)
        {
            if (areas.TryGetValue((AreaKind.Lsoa, found.LsoaCode), out var lsoa)) lsoa.RuralUrban = found.RuralUrban;
        }
    }

    private async Task StoreBoundaries(CountyFolder folder, CancellationToken stop)
    {
        var writer = new WKBWriter();
        var held = await db.Set<AreaBoundary>().Take(500_000).ToDictionaryAsync(b => (b.AreaId, b.Vintage), stop);
        foreach (var found in folder.Areas.Where(a => a.Shape is not null))
        {
            var areaId = areas[(found.Kind, found.Code)].Id;
            var shape = writer.Write(found.Shape!);
            if (held.TryGetValue((areaId, found.Vintage), out var boundary))
            {
                if (!boundary.Shape.AsSpan().SequenceEqual(shape)) (boundary.Shape, boundary.Source) = (shape, found.Source);
                continue;
            }
            boundary = new() { AreaId = areaId, Vintage = found.Vintage, ValidFrom = new DateOnly(found.Vintage, 1, 1), Shape = shape, Source = found.Source };
            held.Add((areaId, found.Vintage), boundary);
            db.Add(boundary);
        }
        await db.SaveChangesAsync(stop);
        foreach (var editions in held.Values.GroupBy(b => b.AreaId))
        {
            AreaBoundary? later = null;
            foreach (var b in editions.OrderByDescending(b => b.Vintage))
            {
                b.ValidTo = later?.ValidFrom.AddDays(-1) ?? (areas.Values.First(a => a.Id == b.AreaId).LastVintage is { } last ? new DateOnly(last + 10, 12, 31) : null);
                later = b;
            }
        }
        await db.SaveChangesAsync(stop);
    }

    private async Task StoreLinks(CountyFolder folder, CancellationToken stop)
    {
        if (folder.Links.Count == 0) return;
        var held = await db.Set<AreaLink>().AsNoTracking().Take(1_000_000).ToListAsync(stop);
        var known = held.Select(l => (l.Kind, l.FromCode, l.ToCode)).ToHashSet();
        var id = held.Select(l => l.Id).DefaultIfEmpty().Max();
        foreach (var l in folder.Links.Where(l => known.Add((l.Kind, l.From, l.To))))
        {
            db.Add(new AreaLink { Id = ++id, Kind = l.Kind, FromCode = l.From, ToCode = l.To, Change = l.Change, Vintage = l.Vintage, ValidFrom = new DateOnly(l.Vintage, 1, 1), Source = l.Source });
        }
        await db.SaveChangesAsync(stop);
    }

    private async Task StoreMeasures(CountyFolder folder, CancellationToken stop)
    {
        var held = await db.Set<AreaMeasure>().Take(1_000_000).ToDictionaryAsync(m => (m.AreaId, m.Measure, m.Year), stop);
        foreach (var found in folder.Measures)
        {
            if (!areas.TryGetValue((found.Kind, found.Code), out var area)) continue;
            if (held.TryGetValue((area.Id, found.Measure, found.Year), out var measure)) (measure.Value, measure.Source) = (found.Value, found.Source);
            else
            {
                measure = new() { AreaId = area.Id, Measure = found.Measure, Year = found.Year, Value = found.Value, Source = found.Source };
                held.Add((area.Id, found.Measure, found.Year), measure);
                db.Add(measure);
            }
        }
        await db.SaveChangesAsync(stop);
    }

    private async Task StorePlaces(CountyFolder folder, CancellationToken stop)
    {
        if (folder.Postcodes.Count == 0 && folder.Places.Count == 0) return;
        var lsoas = await db.Outlines(AreaKind.Lsoa, null, stop);
        var wards = await db.Outlines(AreaKind.Ward, null, stop);
        var districts = areas.Values.ToDictionary(a => a.Id, a => a.DistrictId);
        int? DistrictOf(int? lsoa) => lsoa is { } id ? districts[id] : null;
        object? AreaId(AreaKind kind, string? code) => code is not null && areas.TryGetValue((kind, code), out var a) ? a.Id : null;

        if (folder.Postcodes.Count > 0)
        {
            await db.Set<Postcode>().ExecuteDeleteAsync(stop);
            await Bulk("postcodes", ["code", "longitude", "latitude", "district_id", "ward_id", "lsoa_id"],
                folder.Postcodes.DistinctBy(p => p.Code).Select(p =>
                {
                    var lsoa = lsoas.At(p.Longitude, p.Latitude);
                    return new object?[] { p.Code, p.Longitude, p.Latitude, AreaId(AreaKind.District, p.District) ?? DistrictOf(lsoa), AreaId(AreaKind.Ward, p.Ward) ?? wards.At(p.Longitude, p.Latitude), lsoa };
                }), stop);
        }
        foreach (var kind in folder.Places.GroupBy(p => p.Kind))
        {
            await db.Set<NamedPlace>().Where(p => p.Kind == kind.Key).ExecuteDeleteAsync(stop);
            var id = await db.Set<NamedPlace>().Select(p => (int?)p.Id).MaxAsync(stop) ?? 0;
            await Bulk("named_places", ["id", "kind", "name", "longitude", "latitude", "district_id", "ward_id", "lsoa_id", "source"],
                kind.Select(p => (Place: p, Lsoa: lsoas.At(p.Longitude, p.Latitude))).Where(p => p.Lsoa is not null)
                    .DistinctBy(p => (p.Place.Name.ToUpperInvariant(), p.Lsoa))
                    .Select(p => new object?[] { ++id, p.Place.Kind.ToString(), p.Place.Name, p.Place.Longitude, p.Place.Latitude, DistrictOf(p.Lsoa), wards.At(p.Place.Longitude, p.Place.Latitude), p.Lsoa, p.Place.Source }), stop);
        }
    }

    private async Task Bulk(string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken stop)
    {
        using var bulk = await BulkRows.Into(db, table, columns, stop);
        foreach (var chunk in rows.Chunk(5000)) await bulk.Write(chunk, chunk.Length, stop);
    }
}
