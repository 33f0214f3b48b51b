using System.Globalization;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Places;

/// <summary>A point that a text may mean, with what tells it from others of the same name.</summary>
/// <param name="Longitude">In degrees (WGS 84).</param>
/// <param name="Latitude">In degrees (WGS 84).</param>
public sealed record MeantPoint(string Label, string Detail, double Longitude, double Latitude)
{
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Longitude:F5} {Latitude:F5}");
}

/// <summary>Says where a place is that somebody typed.</summary>
public static class PlacePoints
{
    private const int Most = 8;

    /// <returns>The postcode in the text, or the one that it means if it is nothing else (LE1 IAA); else every place or street of that very
    /// name, one for each ward; none where nothing is known of it.</returns>
    public static async Task<IReadOnlyList<MeantPoint>> PointsOf(this SafetyDb db, string text, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(text);
        var codes = PostcodeIn(text) is { } full ? [full] : PostcodeText.Read(text);
        var held =
            codes.Count == 0
                ? []
                : await db.Set<Postcode>().AsNoTracking().Where(p => codes.Contains(p.Code)).Take(codes.Count).ToListAsync(stop);
        if (codes.Select(c => held.FirstOrDefault(p => p.Code == c)).FirstOrDefault(p => p is not null) is { } postcode)
            return [new(PostcodeText.Show(postcode.Code), "", postcode.Longitude, postcode.Latitude)];
        var name = text.Trim();
#pragma warning disable CA1304, CA1311, CA1862 // the database compares, and knows no cultures
        var places = await db.Set<NamedPlace>()
            .AsNoTracking()
            .Where(p => p.Name.ToLower() == name.ToLower())
            .OrderBy(p => p.Kind)
            .ThenBy(p => p.Id)
            .Take(200)
            .ToListAsync(stop);
#pragma warning restore CA1304, CA1311, CA1862
        var one = places.DistinctBy(p => p.WardId is null ? (p.Id, 0) : (0, p.WardId.Value)).Take(Most).ToList();
        var ids = one.SelectMany(p => new[] { p.WardId, p.DistrictId }).OfType<int>().Distinct().ToList();
        var names = await db.Set<Area>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .Take(ids.Count + 1)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        return
        [
            .. one.Select(p => new MeantPoint(
                p.Name,
                string.Join(
                    ", ",
                    new[] { p.WardId, p.DistrictId }.OfType<int>().Select(id => names.GetValueOrDefault(id)).OfType<string>().Distinct()
                ),
                p.Longitude,
                p.Latitude
            )),
        ];
    }

    /// <returns>The first full postcode in a text, upper case without the space; none where there is none.</returns>
    public static string? PostcodeIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PostcodeText.In(text.Length > 500 ? text[..500] : text).Select(p => p.Code).FirstOrDefault();
    }
}
