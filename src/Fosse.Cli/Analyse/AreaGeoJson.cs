using System.Text;
using System.Text.Json;

namespace Fosse.Cli.Analyse;

/// <summary>Results by area with the areas' own boundaries, as they stand in their file: what the file says of an area, and then what was
/// found.</summary>
internal static class AreaGeoJson
{
    public static string Of(Answer answer, AreaFile areas, string? property)
    {
        var rows = Rows(answer);
        var features = areas.By(property, [.. rows.Select(r => r.Id)]);
        var without = rows.Count(r => !features[r.Id].Any());
        if (without > 0)
            answer.Say("areas without a boundary", without);
        using var held = new MemoryStream();
        using (var json = new Utf8JsonWriter(held))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            if (areas.Crs is { } crs)
            {
                json.WritePropertyName("crs");
                crs.WriteTo(json);
            }
            json.WriteStartArray("features");
            foreach (var (id, row) in rows)
            {
                // an area of which the file has no boundary is told without one
                var parts = features[id].Select(f => (JsonElement?)f).DefaultIfEmpty(null);
                foreach (var feature in parts)
                    Feature(json, answer, id, row, feature);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(held.ToArray()) + "\n";
    }

    /// <summary>The area of each row; of clusters of areas, each area once with its cluster's row.</summary>
    private static List<(string Id, int Row)> Rows(Answer answer)
    {
        if (answer.Members is { } members)
            return [.. members.SelectMany((ids, row) => ids.Select(id => (id, row)))];
        var ids = answer.Columns.FirstOrDefault(c => c.Name is "id" or "area").Values as string[];
        return ids is null
            ? throw new FormatException("--areas needs a result by area, and this method gives none.")
            : [.. ids.Select((id, row) => (id, row))];
    }

    private static void Feature(Utf8JsonWriter json, Answer answer, string id, int row, JsonElement? feature)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", id);
        json.WritePropertyName("geometry");
        if (feature is { } drawn)
            drawn.GetProperty("geometry").WriteTo(json);
        else
            json.WriteNullValue();
        json.WriteStartObject("properties");
        var found = answer.Columns.Select(c => c.Name).Append("id").ToHashSet();
        foreach (var own in feature is { } of ? AreaFile.Properties(of) : [])
            if (!found.Contains(own.Name))
                own.WriteTo(json);
        json.WriteString("id", id);
        // The members of a cluster stand for themselves; their list would be as long on each of them.
        foreach (var (name, values) in answer.Columns)
            if (name is not "id" && !(name is "ids" && answer.Members is not null))
                Written.Value(json, name, values.GetValue(row));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
