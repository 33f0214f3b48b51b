using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Coordinates and distances.</summary>
internal static class GeodesyMethods
{
    private const string Family = "Geodesy";

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("to-grid", Family, "WGS84 degrees to British National Grid metres")
        {
            Formula = "inverse of the 7-parameter Helmert shift EPSG:1314, then transverse Mercator of the Airy ellipsoid",
            Source = "Ordnance Survey (2020) A guide to coordinate systems in Great Britain",
            NotFor = "legal boundaries: 1 to 3 m, at most about 5 m, from OSTN15",
            Input = "lon,lat",
            Output = "lon,lat (degrees),easting,northing (metres, EPSG:27700)",
            Work = (question, _) =>
            {
                var points = question.Input().Points();
                if (points.Longitude is null)
                    throw new FormatException("to-grid needs columns lon and lat.");
                return new Answer()
                    .Add("lon", points.Longitude)
                    .Add("lat", points.Latitude!)
                    .Add("easting", points.X)
                    .Add("northing", points.Y);
            },
        },
        new("to-globe", Family, "British National Grid metres to WGS84 degrees")
        {
            Formula = "inverse transverse Mercator, then the Helmert shift EPSG:1314",
            Source = "Ordnance Survey (2020) A guide to coordinate systems in Great Britain",
            NotFor = "legal boundaries: 1 to 3 m, at most about 5 m, from OSTN15",
            Input = "x,y or easting,northing (metres, EPSG:27700)",
            Output = "easting,northing,lon,lat (degrees)",
            Work = (question, _) =>
            {
                var points = question.Input().Points();
                var globe = points.X.Zip(points.Y, NationalGrid.ToGlobe).ToArray();
                return new Answer()
                    .Add("easting", points.X)
                    .Add("northing", points.Y)
                    .Add("lon", globe.Select(g => g.Longitude))
                    .Add("lat", globe.Select(g => g.Latitude));
            },
        },
        new("distance", Family, "Great-circle distance between two WGS84 places")
        {
            Formula = "2R asin sqrt(sin²(dlat/2) + cos lat1 cos lat2 sin²(dlon/2)), R = 6,371,008.8 m",
            Source = "Sinnott (1984) Virtues of the haversine",
            NotFor = "distances that somebody is held to: up to 0.6% from the ellipsoid's",
            Input = "lon,lat,lon2,lat2",
            Output = "metres",
            Work = (question, _) =>
            {
                var table = question.Input();
                var (a, b, c, d) = (table.Numbers("lon"), table.Numbers("lat"), table.Numbers("lon2"), table.Numbers("lat2"));
                return new Answer().Add("metres", a.Select((_, i) => Distance.Haversine(a[i], b[i], c[i], d[i])));
            },
        },
    ];
}
