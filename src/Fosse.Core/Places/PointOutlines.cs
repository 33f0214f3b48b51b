using Fosse.Foundation;

namespace Fosse.Places;

/// <summary>The areas that a point lies in, by id; none where no outline covers it.</summary>
public sealed record AreasAt(int? Lsoa, int? Ward, int? Neighbourhood, int? District)
{
    public static readonly AreasAt Nowhere = new(null, null, null, null);

    /// <summary>Those that are known, the smallest first.</summary>
    public IReadOnlyList<int> SmallestFirst => [.. new[] { Lsoa, Neighbourhood, Ward, District }.OfType<int>()];
}

/// <summary>The newest outlines of every kind of area that points are placed in.</summary>
public sealed class PointOutlines
{
    private AreaOutlines lsoas = new([]),
        wards = new([]),
        neighbourhoods = new([]),
        districts = new([]);

    public static async Task<PointOutlines> Load(SafetyDb db, CancellationToken stop) =>
        new()
        {
            lsoas = await db.Outlines(AreaKind.Lsoa, null, stop),
            wards = await db.Outlines(AreaKind.Ward, null, stop),
            neighbourhoods = await db.Outlines(AreaKind.Neighbourhood, null, stop),
            districts = await db.Outlines(AreaKind.District, null, stop),
        };

    /// <param name="longitude">Degrees, WGS 84.</param>
    /// <param name="latitude">Degrees, WGS 84.</param>
    public AreasAt At(double longitude, double latitude) =>
        new(
            lsoas.At(longitude, latitude),
            wards.At(longitude, latitude),
            neighbourhoods.At(longitude, latitude),
            districts.At(longitude, latitude)
        );
}
