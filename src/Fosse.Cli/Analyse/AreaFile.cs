using System.Text.Json;

namespace Fosse.Cli.Analyse;

/// <summary>Boundaries of areas from a GeoJSON file, by the property that holds the ids of a result.</summary>
internal sealed record AreaFile(string Name, string Hash, IReadOnlyList<JsonElement> Features, JsonElement? Crs) : IInput
{
    public int Count => Features.Count;

    public static AreaFile Read(string path)
    {
        var file = InputFile.Read(path);
        try
        {
            using var document = JsonDocument.Parse(file.Text);
            var root = document.RootElement;
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("features", out var features)
                || features.ValueKind != JsonValueKind.Array
            )
                throw new FormatException($"{file.Name} is no GeoJSON of areas: it needs a list of features.");
            JsonElement[] all = [.. features.EnumerateArray().Select(f => f.Clone())];
            if (all.Any(f => f.ValueKind != JsonValueKind.Object || !f.TryGetProperty("geometry", out _)))
                throw new FormatException($"{file.Name} is no GeoJSON of areas: a feature has no geometry.");
            return new(file.Name, file.Hash, all, root.TryGetProperty("crs", out var crs) ? crs.Clone() : null);
        }
        catch (JsonException broken)
        {
            throw new FormatException($"{file.Name}, line {broken.LineNumber + 1}: is no JSON.");
        }
    }

    /// <summary>Features by id. Without a name the property is taken that knows the most of the ids.</summary>
    public ILookup<string, JsonElement> By(string? property, IReadOnlyCollection<string> ids)
    {
        var wanted = ids.ToHashSet();
        string[] names = [.. Features.SelectMany(f => Properties(f).Select(p => p.Name)).Distinct()];
        if (property is not null && property != "id" && !names.Contains(property))
            throw new FormatException($"--area-id must be a property of {Name}: {string.Join(", ", names)}; it is '{property}'.");
        var best =
            property ?? ((string[])["id", .. names]).MaxBy(name => Features.Count(f => Id(f, name) is { } id && wanted.Contains(id)))!;
        var found = Features.Where(f => Id(f, best) is not null).ToLookup(f => Id(f, best)!);
        return found.Any(f => wanted.Contains(f.Key))
            ? found
            : throw new FormatException(
                $"No area of {Name} has an id of the result, as {ids.FirstOrDefault()}. --area-id PROPERTY says where ids are: "
                    + $"{string.Join(", ", names)}."
            );
    }

    public static IEnumerable<JsonProperty> Properties(JsonElement feature) =>
        feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject()
            : [];

    private static string? Id(JsonElement feature, string name)
    {
        var value =
            Properties(feature).Where(p => p.Name == name).Select(p => (JsonElement?)p.Value).FirstOrDefault()
            ?? (name == "id" && feature.TryGetProperty("id", out var own) ? own : null);
        return value?.ValueKind switch
        {
            JsonValueKind.String => value.Value.GetString(),
            JsonValueKind.Number => value.Value.GetRawText(),
            _ => null,
        };
    }
}
