using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Fosse.Exchange.PoliceUk;

/// <summary>One of the answers about neighbourhoods that api.police.uk gives.</summary>
public abstract record NeighbourhoodAnswer
{
    private protected NeighbourhoodAnswer() { }
}

/// <summary>A neighbourhood's code within its force and its name.</summary>
public sealed record NeighbourhoodName(string Id, string Name);

/// <summary>All neighbourhoods of a force (/api/{force}/neighbourhoods).</summary>
public sealed record NeighbourhoodList(IReadOnlyList<NeighbourhoodName> Neighbourhoods) : NeighbourhoodAnswer;

/// <summary>One neighbourhood (/api/{force}/{id}).</summary>
/// <param name="Longitude">Degrees, WGS84; null with the latitude when the centre is not given.</param>
/// <param name="DescriptionHtml">As published: HTML by strangers, to be cleaned before it is shown.</param>
public sealed record NeighbourhoodDetail(
    string Id,
    string Name,
    double? Longitude,
    double? Latitude,
    string? ForceUrl,
    string? DescriptionHtml
) : NeighbourhoodAnswer;

/// <summary>The outline of one neighbourhood (/api/{force}/{id}/boundary), which does not say whose it is: lon, lat, lon, lat… in degrees,
/// closed.</summary>
public sealed record NeighbourhoodBoundary(IReadOnlyList<double> Ring) : NeighbourhoodAnswer;

/// <summary>Reads answers of api.police.uk about neighbourhoods, told apart by their shape (https://data.police.uk/docs/).</summary>
public static class NeighbourhoodJson
{
    /// <summary>What the answer is, or null when it is well-formed JSON about something else.</summary>
    /// <exception cref="ExchangeFormatException">Not JSON, or of the right shape with values that cannot be.</exception>
    public static NeighbourhoodAnswer? Read(Stream file, string fileName, ReadLimits limits) =>
        Json.Read<NeighbourhoodAnswer?>(
            file,
            fileName,
            limits,
            root =>
                root.ValueKind switch
                {
                    JsonValueKind.Object => Detail(root, fileName),
                    JsonValueKind.Array when All(root, IsPosition) => Boundary(root, fileName),
                    JsonValueKind.Array when All(root, IsName) => new NeighbourhoodList([.. root.EnumerateArray().Select(Name)]),
                    _ => null,
                }
        );

    private static bool All(JsonElement array, Func<JsonElement, bool> shape) =>
        array.GetArrayLength() > 0 && array.EnumerateArray().All(shape);

    // A list of forces has the same shape; only whoever asked for it can tell them apart.
    private static bool IsName(JsonElement item) =>
        item.Member("name").Text() is not null && item.Member("id").Text() is { Length: > 0 } && item.EnumerateObject().Count() == 2;

    private static bool IsPosition(JsonElement item) =>
        item.Member("latitude") is not null && item.Member("longitude") is not null && item.EnumerateObject().Count() == 2;

    private static NeighbourhoodName Name(JsonElement item) => new(item.Member("id").Text()!, Plain(item.Member("name").Text()!));

    private static NeighbourhoodDetail? Detail(JsonElement root, string fileName)
    {
        if (
            !root.TryGetProperty("centre", out var centre)
            || root.Member("id").Text() is not { Length: > 0 } id
            || root.Member("name").Text() is not { } name
        )
            return null;
        double? longitude = null,
            latitude = null;
        if (
            centre.Member("longitude") is { ValueKind: not JsonValueKind.Null }
            && centre.Member("latitude") is { ValueKind: not JsonValueKind.Null }
        )
        {
            (longitude, latitude) = Position(centre, fileName, "The centre");
        }
        var url = root.Member("url_force").Text();
        return new(id, Plain(name), longitude, latitude, string.IsNullOrEmpty(url) ? null : url, root.Member("description").Text());
    }

    private static NeighbourhoodBoundary Boundary(JsonElement root, string fileName)
    {
        var ring = new List<double>(root.GetArrayLength() * 2 + 2);
        foreach (var item in root.EnumerateArray())
        {
            var (longitude, latitude) = Position(item, fileName, $"Position {ring.Count / 2 + 1}");
            ring.Add(longitude);
            ring.Add(latitude);
        }
        if (ring[0] != ring[^2] || ring[1] != ring[^1])
            ring.AddRange([ring[0], ring[1]]);
        return ring.Count >= 8
            ? new(ring)
            : throw new ExchangeFormatException(
                fileName,
                null,
                "The boundary has fewer than three corners. Fetch it again from api.police.uk."
            );
    }

    // The API gives numbers as strings.
    private static (double Longitude, double Latitude) Position(JsonElement of, string fileName, string what)
    {
        if (Number(of.Member("longitude"), 180) is { } longitude && Number(of.Member("latitude"), 90) is { } latitude)
            return (longitude, latitude);
        throw new ExchangeFormatException(
            fileName,
            null,
            $"{what} is not a latitude and a longitude in degrees. Fetch it again from api.police.uk."
        );
    }

    private static double? Number(JsonElement? value, double most)
    {
        var text = value is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : value.Text();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
    }

    // Names come with HTML escapes, as in "Leake &amp; Keyworth".
    private static string Plain(string name) => WebUtility.HtmlDecode(name).Trim();
}
