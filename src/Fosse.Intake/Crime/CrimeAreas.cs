using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

internal readonly record struct Placed(int? LsoaId, int? CurrentLsoaId, int? WardId, int? NeighbourhoodId, CrimePlacing Placing)
{
    public static Placed Nowhere { get; } = new(null, null, null, null, CrimePlacing.NoLocation);
    public static Placed Abroad { get; } = new(null, null, null, null, CrimePlacing.Outside);
}

/// <summary>An LSOA of the county, of any edition, and those that it is now.</summary>
internal readonly record struct KnownLsoa(int Id, int[] Current);

/// <summary>
/// Says which areas a row of a crime file belongs to. LSOA (and with it MSOA and district) come from the published code through
/// the lookup between editions; ward and neighbourhood come from the point. Points recur, so what one lies in is remembered.
/// </summary>
internal sealed class CrimeAreas
{
    private readonly Dictionary<string, KnownLsoa> lsoas = new(StringComparer.Ordinal);
    private readonly Dictionary<(double, double), (int? Ward, int? Neighbourhood)> points = [];
    private readonly Dictionary<(int, double, double), int> splits = [];
    private AreaOutlines everyLsoa = new([]),
        currentLsoas = new([]),
        wards = new([]),
        neighbourhoods = new([]);

    public static async Task<CrimeAreas> Load(SafetyDb db, CancellationToken stop)
    {
        var made = new CrimeAreas
        {
            everyLsoa = await db.Outlines(AreaKind.Lsoa, null, stop),
            wards = await db.Outlines(AreaKind.Ward, null, stop),
            neighbourhoods = await db.Outlines(AreaKind.Neighbourhood, null, stop),
        };
        var areas = await db.Set<Area>().AsNoTracking().Where(a => a.Kind == AreaKind.Lsoa).Take(200_000).ToListAsync(stop);
        var byCode = areas.ToDictionary(a => a.Code, a => a, StringComparer.Ordinal);
        var links = (
            await db.Set<AreaLink>().AsNoTracking().Where(l => l.Kind == "lsoa11-lsoa21").Take(200_000).ToListAsync(stop)
        ).ToLookup(l => l.FromCode, l => l.ToCode, StringComparer.Ordinal);
        foreach (var area in areas)
        {
            int[] current = area.LastVintage is null
                ? [area.Id]
                : [.. links[area.Code].Where(byCode.ContainsKey).Select(c => byCode[c].Id)];
            made.lsoas.Add(area.Code, new(area.Id, current));
        }
        made.currentLsoas = await db.Outlines(
            [.. made.lsoas.Values.Where(l => l.Current.Length > 1).SelectMany(l => l.Current).Distinct()],
            stop
        );
        return made;
    }

    /// <summary>The LSOA that a published code means; none where it is not one of the county.</summary>
    public KnownLsoa? Lsoa(ReadOnlySpan<byte> code)
    {
        code = code.Trim(" \t"u8);
        Span<char> text = stackalloc char[16];
        var length = code.Length <= 16 ? Encoding.UTF8.GetChars(code, text) : 0;
        foreach (ref var letter in text[..length])
            letter = char.ToUpperInvariant(letter);
        return lsoas.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var lsoa) ? lsoa : null;
    }

    /// <summary>The LSOA that a published code means; where there is none, the one that the point lies in.</summary>
    public KnownLsoa? Of(ReadOnlySpan<byte> code, double longitude, double latitude) =>
        code.Trim(" \t"u8).IsEmpty ? At(longitude, latitude) : Lsoa(code);

    /// <summary>The LSOA of the newest edition that a point lies in.</summary>
    public KnownLsoa? At(double longitude, double latitude) => everyLsoa.At(longitude, latitude) is { } id ? new KnownLsoa(id, [id]) : null;

    public Placed Of(KnownLsoa? published, double longitude, double latitude)
    {
        if (published is not { } lsoa)
            return Placed.Abroad;
        if (!points.TryGetValue((longitude, latitude), out var at))
        {
            at = (wards.At(longitude, latitude), neighbourhoods.At(longitude, latitude));
            points.Add((longitude, latitude), at);
        }
        return new(lsoa.Id, Current(lsoa, longitude, latitude), at.Ward, at.Neighbourhood, CrimePlacing.Inside);
    }

    // An LSOA that was split has several successors: the point decides which.
    private int? Current(KnownLsoa lsoa, double longitude, double latitude)
    {
        if (lsoa.Current.Length <= 1)
            return lsoa.Current.Length == 1 ? lsoa.Current[0] : null;
        if (splits.TryGetValue((lsoa.Id, longitude, latitude), out var chosen))
            return chosen;
        return splits[(lsoa.Id, longitude, latitude)] = currentLsoas.Nearest(longitude, latitude, lsoa.Current);
    }
}
