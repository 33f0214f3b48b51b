using System.Globalization;

namespace Fosse.Intake.County;

/// <summary>The box of degrees in WGS 84 that the United Kingdom lies in: what lies outside is a slip, or no place.</summary>
internal static class UnitedKingdom
{
    private const double West = -9,
        East = 2.2,
        South = 49.5,
        North = 61;

    public static bool Holds(double longitude, double latitude) => longitude is >= West and <= East && latitude is >= South and <= North;

    /// <summary>Why a point cannot be in it, in words for who brought the file.</summary>
    public static string WhyNot(double longitude, double latitude) =>
        longitude == 0 && latitude is 0 or >= 90 ? "it has no place: latitude and longitude stand for “none”"
        : Holds(latitude, longitude) ? "it lies outside the United Kingdom: latitude and longitude are exchanged"
        : string.Create(CultureInfo.InvariantCulture, $"it lies outside the United Kingdom (latitude {latitude}, longitude {longitude})");
}
