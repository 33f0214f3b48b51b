using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fosse.Exchange.Geo;

/// <summary>Writes GeoJSON (RFC 7946) that <see cref="GeoJsonFeatures"/> reads back. All properties are written as text or null.</summary>
public static class GeoJsonWriter
{
    /// <param name="decimals">Decimals of a degree, 0 to 15; six are about a tenth of a metre.</param>
    public static void Write(Stream to, IEnumerable<GeoFeature> features, int decimals)
    {
        using var json = new Utf8JsonWriter(to, Options);
        Write(json, features, decimals);
    }

    /// <inheritdoc cref="Write(Stream, IEnumerable{GeoFeature}, int)"/>
    public static void Write(IBufferWriter<byte> to, IEnumerable<GeoFeature> features, int decimals)
    {
        using var json = new Utf8JsonWriter(to, Options);
        Write(json, features, decimals);
    }

    private static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private static void Write(Utf8JsonWriter json, IEnumerable<GeoFeature> features, int decimals)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "FeatureCollection"u8);
        json.WriteStartArray("features"u8);
        foreach (var feature in features)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "Feature"u8);
            json.WriteStartObject("properties"u8);
            foreach (var (name, value) in feature.Properties)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WritePropertyName("geometry"u8);
            Geometry(json, feature, decimals);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Geometry(Utf8JsonWriter json, GeoFeature feature, int decimals)
    {
        var (polygons, points) = (feature.Polygons, feature.Points);
        if (polygons.Count == 0 && points.Count == 0)
        {
            json.WriteNullValue();
            return;
        }
        var both = polygons.Count > 0 && points.Count > 0;
        if (both)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "GeometryCollection"u8);
            json.WriteStartArray("geometries"u8);
        }
        if (polygons.Count > 0)
            One(json, "Polygon", polygons, polygon => Polygon(json, polygon, decimals));
        if (points.Count > 0)
            One(json, "Point", points, point => Position(json, point, decimals));
        if (both)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void One<T>(Utf8JsonWriter json, string type, IReadOnlyList<T> parts, Action<T> write)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, parts.Count == 1 ? type : "Multi" + type);
        json.WritePropertyName("coordinates"u8);
        if (parts.Count > 1)
            json.WriteStartArray();
        foreach (var part in parts)
            write(part);
        if (parts.Count > 1)
            json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Polygon(Utf8JsonWriter json, IReadOnlyList<double[]> rings, int decimals)
    {
        json.WriteStartArray();
        foreach (var ring in rings)
        {
            json.WriteStartArray();
            for (var i = 0; i + 1 < ring.Length; i += 2)
                Position(json, ring.AsSpan(i, 2), decimals);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void Position(Utf8JsonWriter json, ReadOnlySpan<double> position, int decimals)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(position[0], decimals) + 0.0); // adding nought turns -0 into 0
        json.WriteNumberValue(Math.Round(position[1], decimals) + 0.0);
        json.WriteEndArray();
    }
}
