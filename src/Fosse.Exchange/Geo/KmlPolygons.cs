using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Fosse.Exchange.Geo;

/// <summary>A placemark of a KML file and its polygons.</summary>
/// <param name="Name">As written; empty where it has none.</param>
/// <param name="Polygons">Each a list of rings, the outer first, closed: longitude, latitude, longitude, latitude… in degrees,
/// WGS 84.</param>
public sealed record KmlPlace(string Name, IReadOnlyList<IReadOnlyList<double[]>> Polygons);

/// <summary>Reads the polygons of KML 2.2 (OGC 07-147r2). Heights, styles, points and lines are passed over; nothing is fetched.</summary>
public static class KmlPolygons
{
    /// <exception cref="ExchangeFormatException">No well-formed KML, a position that is none, or over the limits.</exception>
    public static IReadOnlyList<KmlPlace> Read(Stream file, string fileName, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(file, new() { XmlResolver = null, MaxCharactersInDocument = limits.JsonBytes });
            document = XDocument.Load(reader);
        }
        catch (XmlException wrong)
        {
            throw new ExchangeFormatException(
                fileName,
                wrong.LineNumber > 0 ? wrong.LineNumber : null,
                "This is not well-formed KML. Download it again.",
                wrong
            );
        }
        if (document.Root?.Name.LocalName != "kml")
            throw new ExchangeFormatException(fileName, null, "This is not KML. Export the layer as KML 2.2.");
        return
        [
            .. Below(document.Root, "Placemark")
                .Select(p => new KmlPlace(
                    p.Elements().FirstOrDefault(e => e.Name.LocalName == "name")?.Value.Trim() ?? "",
                    [.. Below(p, "Polygon").Select(polygon => Polygon(polygon, fileName))]
                ))
                .Where(p => p.Polygons.Count > 0),
        ];
    }

    private static IEnumerable<XElement> Below(XElement of, string name) => of.Descendants().Where(e => e.Name.LocalName == name);

    private static IReadOnlyList<double[]> Polygon(XElement polygon, string fileName)
    {
        List<double[]> rings =
        [
            .. Below(polygon, "outerBoundaryIs").Concat(Below(polygon, "innerBoundaryIs")).Select(b => Ring(b, fileName)),
        ];
        return rings.Count > 0 ? rings : throw Wrong(fileName, "A polygon has no outer boundary.");
    }

    private static double[] Ring(XElement boundary, string fileName)
    {
        List<double> flat = [];
        var text = Below(boundary, "coordinates").FirstOrDefault()?.Value ?? "";
        foreach (var position in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = position.Split(',');
            if (numbers.Length < 2 || Degrees(numbers[0], 180) is not { } longitude || Degrees(numbers[1], 90) is not { } latitude)
                throw Wrong(fileName, "A position is not longitude and latitude in degrees.");
            flat.AddRange([longitude, latitude]);
        }
        if (flat.Count >= 2 && (flat[0] != flat[^2] || flat[1] != flat[^1]))
            flat.AddRange([flat[0], flat[1]]);
        return flat.Count >= 8 ? [.. flat] : throw Wrong(fileName, "A ring has fewer than three corners.");
    }

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;

    private static ExchangeFormatException Wrong(string fileName, string problem) => new(fileName, null, problem + " Export it again.");
}
