using System.Text.Json;

namespace Fosse.Exchange.Geo;

/// <summary>Reads GeoJSON (RFC 7946): polygons and points; lines are passed over, heights dropped, open rings closed.</summary>
public static class GeoJsonFeatures
{
    /// <summary>Reads a FeatureCollection or a single Feature. A feature without polygons or points comes with empty lists.</summary>
    /// <exception cref="ExchangeFormatException">Not GeoJSON, not in degrees, or over the limits.</exception>
    public static IReadOnlyList<GeoFeature> Read(Stream file, string fileName, ReadLimits limits) =>
        Json.Read(file, fileName, limits, root => new Reading(fileName).Root(root));

    private sealed class Reading(string fileName)
    {
        private int _feature;

        public List<GeoFeature> Root(JsonElement root)
        {
            var type = root.Member("type").Text();
            if (type == "Feature")
                return [Feature(root)];
            if (type != "FeatureCollection" || root.Member("features") is not { ValueKind: JsonValueKind.Array } features)
            {
                throw new ExchangeFormatException(fileName, null, "This is not a GeoJSON FeatureCollection. Export the layer as GeoJSON.");
            }
            var read = new List<GeoFeature>(features.GetArrayLength());
            foreach (var feature in features.EnumerateArray())
                read.Add(Feature(feature));
            return read;
        }

        private GeoFeature Feature(JsonElement feature)
        {
            _feature++;
            if (feature.Member("type").Text() != "Feature")
                throw Wrong("it is not a Feature");
            var properties = new Dictionary<string, string?>(StringComparer.Ordinal);
            if (feature.Member("properties") is { ValueKind: JsonValueKind.Object } members)
            {
                foreach (var member in members.EnumerateObject())
                {
                    properties[member.Name] = member.Value.ValueKind switch
                    {
                        JsonValueKind.Null => null,
                        JsonValueKind.String => member.Value.GetString(),
                        _ => member.Value.GetRawText(),
                    };
                }
            }
            List<IReadOnlyList<double[]>> polygons = [];
            List<double[]> points = [];
            if (feature.Member("geometry") is { ValueKind: not JsonValueKind.Null } geometry)
                Geometry(geometry, polygons, points);
            return new(properties, polygons, points);
        }

        private void Geometry(JsonElement geometry, List<IReadOnlyList<double[]>> polygons, List<double[]> points)
        {
            switch (geometry.Member("type").Text())
            {
                case "Polygon":
                    polygons.Add(Polygon(Coordinates(geometry)));
                    break;
                case "MultiPolygon":
                    foreach (var polygon in Items(Coordinates(geometry)))
                        polygons.Add(Polygon(polygon));
                    break;
                case "Point":
                    points.Add(Position(Coordinates(geometry)));
                    break;
                case "MultiPoint":
                    foreach (var point in Items(Coordinates(geometry)))
                        points.Add(Position(point));
                    break;
                case "GeometryCollection":
                    foreach (var part in Items(geometry.Member("geometries") ?? throw Wrong("it has no geometries")))
                        Geometry(part, polygons, points);
                    break;
                case null:
                    throw Wrong("its geometry has no type");
            }
        }

        private JsonElement Coordinates(JsonElement geometry) => geometry.Member("coordinates") ?? throw Wrong("it has no coordinates");

        private List<double[]> Polygon(JsonElement polygon)
        {
            List<double[]> rings = [];
            foreach (var ring in Items(polygon))
                rings.Add(Ring(ring));
            return rings.Count > 0 ? rings : throw Wrong("a polygon has no rings");
        }

        private double[] Ring(JsonElement ring)
        {
            Items(ring);
            var flat = new List<double>(ring.GetArrayLength() * 2 + 2);
            foreach (var position in ring.EnumerateArray())
                flat.AddRange(Position(position));
            if (flat.Count > 0 && (flat[0] != flat[^2] || flat[1] != flat[^1]))
                flat.AddRange([flat[0], flat[1]]);
            return flat.Count >= 8 ? [.. flat] : throw Wrong("a ring has fewer than three corners");
        }

        private double[] Position(JsonElement position)
        {
            Items(position);
            if (
                position.GetArrayLength() < 2
                || position[0].ValueKind is not JsonValueKind.Number
                || !position[0].TryGetDouble(out var longitude)
                || !double.IsFinite(longitude)
                || position[1].ValueKind is not JsonValueKind.Number
                || !position[1].TryGetDouble(out var latitude)
                || !double.IsFinite(latitude)
            )
            {
                throw Wrong("a position is not two numbers");
            }
            if (Math.Abs(longitude) > 180 || Math.Abs(latitude) > 90)
                throw Wrong("its coordinates are not longitude and latitude in degrees; export the layer as WGS84 (EPSG:4326)");
            return [longitude, latitude];
        }

        private JsonElement.ArrayEnumerator Items(JsonElement element) =>
            element.ValueKind is JsonValueKind.Array
                ? element.EnumerateArray()
                : throw Wrong("its coordinates are not nested as its type asks");

        private ExchangeFormatException Wrong(string what) => new(fileName, null, $"Feature {_feature} cannot be read: {what}.");
    }
}
