namespace Fosse.Analysis;

/// <summary>Distances. On the grid plane they are what the cluster methods use; on the globe they are for checking.</summary>
public static class Distance
{
    /// <summary>The mean radius of the Earth, metres (IUGG).</summary>
    public const double EarthRadius = 6371008.8;

    /// <summary>
    /// The great-circle distance in metres on a sphere of the mean radius, by the haversine: within 0.6% of the ellipsoid's.
    /// Source: Sinnott (1984). Not for distances that somebody will be held to.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A longitude beyond ±180 or a latitude beyond ±90.</exception>
    public static double Haversine(double longitude, double latitude, double otherLongitude, double otherLatitude)
    {
        Within(longitude, 180, nameof(longitude));
        Within(latitude, 90, nameof(latitude));
        Within(otherLongitude, 180, nameof(otherLongitude));
        Within(otherLatitude, 90, nameof(otherLatitude));
        const double Degree = Math.PI / 180;
        var (a, b) = (Math.Sin((otherLatitude - latitude) * Degree / 2), Math.Sin((otherLongitude - longitude) * Degree / 2));
        var h = a * a + Math.Cos(latitude * Degree) * Math.Cos(otherLatitude * Degree) * b * b;
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private static void Within(double value, double most, string name)
    {
        if (!(Math.Abs(value) <= most))
            throw new ArgumentOutOfRangeException(name, value, $"Must be between -{most} and {most}.");
    }
}
