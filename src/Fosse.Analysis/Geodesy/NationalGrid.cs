namespace Fosse.Analysis;

/// <summary>A place on the British National Grid (EPSG:27700), metres.</summary>
public readonly record struct GridPoint(double Easting, double Northing);

/// <summary>A place on WGS84, degrees.</summary>
public readonly record struct GlobePoint(double Longitude, double Latitude);

/// <summary>
/// WGS84 to the British National Grid and back by the seven-parameter Helmert shift and the transverse Mercator of the Airy ellipsoid.
/// Within 1 to 3 m (at most about 5 m) of Ordnance Survey's OSTN15, and within 1 mm of PROJ with the same parameters.
/// Good for cells of 50 m and more; must not be used for legal boundaries or to place a kerb.
/// Source: Ordnance Survey (2020) A guide to coordinate systems in Great Britain, annexes B and C; EPSG:1314.
/// </summary>
public static class NationalGrid
{
    private const double GlobeA = 6378137,
        GlobeF = 1 / 298.257223563;
    private const double AiryA = 6377563.396,
        AiryF = 1 / 299.3249646;
    private const double Scale = 0.9996012717,
        FalseEast = 400_000,
        FalseNorth = -100_000;
    private static readonly double Latitude0 = Radians(49),
        Longitude0 = Radians(-2);
    private static readonly double Arc = Math.PI / 180 / 3600;
    private static readonly double[] Shift = [446.448, -125.157, 542.06];
    private static readonly double[] Turn = [0.15 * Arc, 0.247 * Arc, 0.842 * Arc];
    private const double Stretch = -20.489e-6;

    /// <summary>The grid place of a WGS84 place. Height is taken as 0.</summary>
    /// <param name="longitude">Degrees, -12 to 6: beyond that the projection is not meant to be used.</param>
    /// <param name="latitude">Degrees, 48 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite or lies outside Britain's part of the world.</exception>
    public static GridPoint FromGlobe(double longitude, double latitude)
    {
        Within(longitude, -12, 6, nameof(longitude));
        Within(latitude, 48, 64, nameof(latitude));
        var (x, y, z) = Cartesian(Radians(longitude), Radians(latitude), GlobeA, GlobeF);
        // The published shift leads from the Airy datum to the globe; its inverse, exactly.
        var (u, v, w) = ((x - Shift[0]) / (1 + Stretch), (y - Shift[1]) / (1 + Stretch), (z - Shift[2]) / (1 + Stretch));
        var (a, b, c) = Turned(u, v, w, -1);
        var (lon, lat) = Geodetic(a, b, c, AiryA, AiryF);
        return Project(lon, lat);
    }

    /// <summary>The WGS84 place of a grid place; the inverse of <see cref="FromGlobe"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite or far outside the grid.</exception>
    public static GlobePoint ToGlobe(double easting, double northing)
    {
        Within(easting, -400_000, 1_100_000, nameof(easting));
        Within(northing, -300_000, 1_700_000, nameof(northing));
        var (lon, lat) = Unproject(easting, northing);
        var (x, y, z) = Cartesian(lon, lat, AiryA, AiryF);
        var (u, v, w) = Turned(x, y, z, 1);
        var (longitude, latitude) = Geodetic(
            Shift[0] + (1 + Stretch) * u,
            Shift[1] + (1 + Stretch) * v,
            Shift[2] + (1 + Stretch) * w,
            GlobeA,
            GlobeF
        );
        return new(longitude * 180 / Math.PI, latitude * 180 / Math.PI);
    }

    private static void Within(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(name, value, $"Must be between {low} and {high}.");
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    // The small-angle rotation of the position vector convention, and for -1 its transpose, which is what PROJ inverts it by.
    private static (double, double, double) Turned(double x, double y, double z, int way)
    {
        var (rx, ry, rz) = (way * Turn[0], way * Turn[1], way * Turn[2]);
        return (x - rz * y + ry * z, rz * x + y - rx * z, -ry * x + rx * y + z);
    }

    private static (double, double, double) Cartesian(double lon, double lat, double a, double f)
    {
        var e2 = f * (2 - f);
        var n = a / Math.Sqrt(1 - e2 * Math.Sin(lat) * Math.Sin(lat));
        return (n * Math.Cos(lat) * Math.Cos(lon), n * Math.Cos(lat) * Math.Sin(lon), n * (1 - e2) * Math.Sin(lat));
    }

    private static (double Lon, double Lat) Geodetic(double x, double y, double z, double a, double f)
    {
        var e2 = f * (2 - f);
        var p = Math.Sqrt(x * x + y * y);
        var lat = Math.Atan2(z, p * (1 - e2));
        for (var i = 0; i < 10; i++)
        {
            var n = a / Math.Sqrt(1 - e2 * Math.Sin(lat) * Math.Sin(lat));
            lat = Math.Atan2(z + e2 * n * Math.Sin(lat), p);
        }
        return (Math.Atan2(y, x), lat);
    }

    // Krüger's series in the third flattening (1912), to the fourth power: below a tenth of a millimetre over Britain.
    private static readonly double N = AiryF / (2 - AiryF);
    private static readonly double Rectifying = AiryA / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
    private static readonly double[] Alpha =
    [
        N / 2 - 2 * N * N / 3 + 5 * N * N * N / 16,
        13 * N * N / 48 - 3 * N * N * N / 5,
        61 * N * N * N / 240,
    ];
    private static readonly double[] Beta =
    [
        N / 2 - 2 * N * N / 3 + 37 * N * N * N / 96,
        N * N / 48 + N * N * N / 15,
        17 * N * N * N / 480,
    ];
    private static readonly double Eccentricity = Math.Sqrt(AiryF * (2 - AiryF));
    private static readonly double Origin = Meridian(Latitude0);

    private static double Conformal(double lat)
    {
        var s = Math.Sin(lat);
        return Math.Sinh(Math.Atanh(s) - Eccentricity * Math.Atanh(Eccentricity * s));
    }

    private static double Meridian(double lat)
    {
        var xi = Math.Atan(Conformal(lat));
        var sum = xi;
        for (var j = 0; j < 3; j++)
            sum += Alpha[j] * Math.Sin(2 * (j + 1) * xi);
        return Rectifying * sum;
    }

    private static GridPoint Project(double lon, double lat)
    {
        var t = Conformal(lat);
        var (xi, eta) = (Math.Atan2(t, Math.Cos(lon - Longitude0)), Math.Atanh(Math.Sin(lon - Longitude0) / Math.Sqrt(1 + t * t)));
        var (north, east) = (xi, eta);
        for (var j = 0; j < 3; j++)
        {
            var k = 2 * (j + 1);
            north += Alpha[j] * Math.Sin(k * xi) * Math.Cosh(k * eta);
            east += Alpha[j] * Math.Cos(k * xi) * Math.Sinh(k * eta);
        }
        return new(FalseEast + Scale * Rectifying * east, FalseNorth + Scale * (Rectifying * north - Origin));
    }

    private static (double Lon, double Lat) Unproject(double easting, double northing)
    {
        var xi = ((northing - FalseNorth) / Scale + Origin) / Rectifying;
        var eta = (easting - FalseEast) / (Scale * Rectifying);
        var (x, e) = (xi, eta);
        for (var j = 0; j < 3; j++)
        {
            var k = 2 * (j + 1);
            x -= Beta[j] * Math.Sin(k * xi) * Math.Cosh(k * eta);
            e -= Beta[j] * Math.Cos(k * xi) * Math.Sinh(k * eta);
        }
        var t = Math.Sin(x) / Math.Sqrt(Math.Sinh(e) * Math.Sinh(e) + Math.Cos(x) * Math.Cos(x));
        var tan = t;
        for (var i = 0; i < 6; i++) // Newton's way on the tangent (Karney 2011, equation 21)
        {
            var at = Conformal(Math.Atan(tan));
            var e2 = Eccentricity * Eccentricity;
            tan += (t - at) / Math.Sqrt(1 + at * at) * (1 + (1 - e2) * tan * tan) / ((1 - e2) * Math.Sqrt(1 + tan * tan));
        }
        return (Longitude0 + Math.Atan2(Math.Sinh(e), Math.Cos(x)), Math.Atan(tan));
    }
}
