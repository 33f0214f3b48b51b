using Fosse.Exchange.Tiles;

namespace Fosse.Web.Partner.Streets;

/// <summary>The piece of the earth that a picture shows, and how large: places become units of the picture.</summary>
/// <param name="Zoom">Of the tiles that it is drawn from.</param>
internal sealed record StreetView(double Longitude, double Latitude, double Metres, int Zoom)
{
    internal const double Width = 320,
        Height = 280;

    private const double Wide = 1500; // metres across

    /// <summary>So much is seen that houses, paths and the names of small streets would be too small.</summary>
    internal bool IsFar => Metres > Wide;

    private readonly (double X, double Y) middle = TileNumber.Of(Longitude, Latitude, Zoom);

    /// <summary>Units of the picture for one square of the map.</summary>
    internal double Scale { get; } = Width / Metres * TileNumber.Around * Math.Cos(Latitude * Math.PI / 180) / Math.Pow(2, Zoom);

    /// <summary>A view of what lies between these corners, in tiles that are few and yet hold enough.</summary>
    internal static StreetView Around(double west, double south, double east, double north)
    {
        var latitude = (south + north) / 2;
        var metre = 360 / (TileNumber.Around * Math.Cos(latitude * Math.PI / 180)); // degrees of longitude
        var high = 360 / TileNumber.Around;
        var metres = 1.3 * Math.Max(Math.Max((east - west) / metre, (north - south) / high * Width / Height), 300);
        var square = TileNumber.Around * Math.Cos(latitude * Math.PI / 180) / Math.Pow(2, Places.StreetMap.Deepest);
        var zoom = Places.StreetMap.Deepest - (int)Math.Clamp(Math.Ceiling(Math.Log2(metres / (2.5 * square))), 0, 10);
        return new((west + east) / 2, latitude, metres, zoom);
    }

    internal (double X, double Y) Of(double longitude, double latitude)
    {
        var (x, y) = TileNumber.Of(longitude, latitude, Zoom);
        return OfSquares(x, y);
    }

    internal (double X, double Y) OfSquares(double x, double y) =>
        (Width / 2 + (x - middle.X) * Scale, Height / 2 + (y - middle.Y) * Scale);

    /// <summary>The tiles that it reaches into.</summary>
    internal IEnumerable<TileNumber> Tiles()
    {
        var (across, down) = (Width / 2 / Scale, Height / 2 / Scale);
        for (var x = (int)Math.Floor(middle.X - across); x <= (int)Math.Floor(middle.X + across); x++)
        {
            for (var y = (int)Math.Floor(middle.Y - down); y <= (int)Math.Floor(middle.Y + down); y++)
            {
                var tile = new TileNumber(Zoom, x, y);
                if (tile.IsOnMap)
                    yield return tile;
            }
        }
    }
}
