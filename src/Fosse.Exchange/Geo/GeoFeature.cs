namespace Fosse.Exchange.Geo;

/// <summary>A thing on the map: its properties as text, and where it is, in degrees (WGS84).</summary>
/// <param name="Properties">Numbers, true and false as they are written; nested values as JSON; null stays null.</param>
/// <param name="Polygons">Polygon, then ring (the outer one first), then lon, lat, lon, lat… with the first position repeated at the
/// end.</param>
/// <param name="Points">Each is lon, lat.</param>
public sealed record GeoFeature(
    IReadOnlyDictionary<string, string?> Properties,
    IReadOnlyList<IReadOnlyList<double[]>> Polygons,
    IReadOnlyList<double[]> Points
);
