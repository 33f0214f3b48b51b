using System.Globalization;

namespace Fosse.Reporting;

/// <summary>
/// Where something really happened, in degrees (WGS 84). It never leaves the partner face: nothing public takes one, and what is
/// public is a <see cref="PublishedPoint"/>. As text it says nothing, so that no log or error can.
/// </summary>
public readonly record struct TruePoint(double Longitude, double Latitude)
{
    public bool IsOnEarth => Longitude is >= -180 and <= 180 && Latitude is >= -90 and <= 90;

    public override string ToString() => "(a true point)";

    /// <summary>To be sealed, and for nothing else.</summary>
    internal string ForSealing => string.Create(CultureInfo.InvariantCulture, $"{Longitude:R} {Latitude:R}");

    internal static TruePoint FromSealed(string text) =>
        text.Split(' ') is [var x, var y]
            ? new(double.Parse(x, CultureInfo.InvariantCulture), double.Parse(y, CultureInfo.InvariantCulture))
            : throw new FormatException("A sealed point is a longitude and a latitude.");
}
