using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>A flat map of the county in kilometres round Leicester, and the way back to longitude and latitude.</summary>
internal static class Plane
{
    public const double KilometresPerLongitude = 67.6;
    public const double KilometresPerLatitude = 111.25;
    private const double OriginLongitude = -1.1333;
    private const double OriginLatitude = 52.6336;

    public static readonly GeometryFactory Shapes = new(new PrecisionModel(), 4326);

    public static Coordinate From(double longitude, double latitude) =>
        new((longitude - OriginLongitude) * KilometresPerLongitude, (latitude - OriginLatitude) * KilometresPerLatitude);

    public static Spot ToSpot(Coordinate at) =>
        new(
            (int)Math.Round(((at.X / KilometresPerLongitude) + OriginLongitude) * 1e6),
            (int)Math.Round(((at.Y / KilometresPerLatitude) + OriginLatitude) * 1e6)
        );

    /// <summary>Easting and northing on the national grid, to a few hundred metres: enough for a column nobody measures with.</summary>
    public static (int Easting, int Northing) Grid(double longitude, double latitude)
    {
        var (x, y) = (longitude - OriginLongitude, latitude - OriginLatitude);
        return ((int)(458_700 + (x * 67_600) - (y * 1_340)), (int)(304_400 + (y * 111_250) + (x * 815)));
    }
}

/// <summary>A position in millionths of a degree. Whole numbers, so that neighbours share their corners to the last digit.</summary>
internal readonly record struct Spot(int X, int Y) : IComparable<Spot>
{
    public double Longitude => X / 1e6;

    public double Latitude => Y / 1e6;

    public Coordinate Coordinate => new(Longitude, Latitude);

    public int CompareTo(Spot other) => X != other.X ? X.CompareTo(other.X) : Y.CompareTo(other.Y);
}
