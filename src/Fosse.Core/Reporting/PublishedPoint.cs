using Fosse.Places;

namespace Fosse.Reporting;

/// <summary>Where the public is told that something happened, in degrees (WGS 84): the middle of an area, never the place itself. Only an
/// area makes one.</summary>
public readonly record struct PublishedPoint
{
    private PublishedPoint(double longitude, double latitude) => (Longitude, Latitude) = (longitude, latitude);

    public double Longitude { get; }
    public double Latitude { get; }

    /// <returns>None where the area has no middle.</returns>
    public static PublishedPoint? Of(Area area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return area is { Longitude: { } x, Latitude: { } y } ? new(x, y) : null;
    }
}
