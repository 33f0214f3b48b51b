namespace Fosse.Exchange.Tiles;

/// <summary>A square of the web map (EPSG:3857, XYZ): at zoom 0 one holds the world, at each further zoom each is cut into four.</summary>
/// <param name="X">From the west.</param>
/// <param name="Y">From the north.</param>
public readonly record struct TileNumber(int Zoom, int X, int Y)
{
    /// <summary>Metres around the equator.</summary>
    public const double Around = 40_075_016.686;

    /// <summary>Whether there is such a square.</summary>
    public bool IsOnMap => Zoom is >= 0 and <= 22 && X >= 0 && Y >= 0 && X < 1 << Zoom && Y < 1 << Zoom;

    /// <summary>Where a place lies at a zoom, in squares from the north-west corner of the world. For places between 85° south and
    /// 85° north.</summary>
    /// <param name="longitude">Degrees, WGS 84.</param>
    /// <param name="latitude">Degrees, WGS 84.</param>
    /// <param name="zoom">0 to 22.</param>
    public static (double X, double Y) Of(double longitude, double latitude, int zoom)
    {
        var all = Math.Pow(2, zoom);
        var up = Math.Asinh(Math.Tan(Math.Clamp(latitude, -85, 85) * Math.PI / 180));
        return ((longitude + 180) / 360 * all, (1 - up / Math.PI) / 2 * all);
    }

    /// <summary>Longitude and latitude in degrees of a place given in squares from the north-west corner of the world.</summary>
    public static (double Longitude, double Latitude) Degrees(double x, double y, int zoom)
    {
        var all = Math.Pow(2, zoom);
        return (x / all * 360 - 180, Math.Atan(Math.Sinh(Math.PI * (1 - 2 * y / all))) * 180 / Math.PI);
    }
}
