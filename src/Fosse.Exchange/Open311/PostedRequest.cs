using System.Text;

namespace Fosse.Exchange.Open311;

/// <summary>A request as it was posted (POST requests): checked for its shape, not yet for whether it is taken.</summary>
public sealed record PostedRequest
{
    private const int MostAttributes = 100,
        LongestCode = 80,
        LongestAnswer = 4000,
        MostMedia = 20;

    /// <summary>Which service it is for.</summary>
    public required string ServiceCode { get; init; }

    /// <summary>Degrees (WGS 84); none with the longitude where the place is told in words.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees (WGS 84).</summary>
    public double? Longitude { get; init; }

    /// <summary>The place in words.</summary>
    public required string Address { get; init; }

    /// <summary>The place by the number that the sender's directory of addresses gives it.</summary>
    public required string AddressId { get; init; }

    /// <summary>What was seen.</summary>
    public required string Description { get; init; }

    /// <summary>Given and family name together.</summary>
    public required string Name { get; init; }

    /// <summary>An email address of the reporter.</summary>
    public required string Email { get; init; }

    /// <summary>A telephone number of the reporter.</summary>
    public required string Telephone { get; init; }

    /// <summary>Addresses of photos. Whoever reads the request decides whether to open one; a server that fetched it could be sent
    /// anywhere.</summary>
    public required IReadOnlyList<string> Media { get; init; }

    /// <summary>Answers to the questions of the service, by code.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; }

    /// <summary>All that was sent but the key, in one order: the same sent again is the same text.</summary>
    public required string Whole { get; init; }

    /// <summary>Reads the fields of a form; what is wrong is added to theirs.</summary>
    public static PostedRequest Read(PostedFields form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (latitude, longitude) = (form.Degrees("lat", 90), form.Degrees("long", 180));
        var read = new PostedRequest
        {
            ServiceCode = form.Line("service_code").ToLowerInvariant(),
            Latitude = latitude,
            Longitude = longitude,
            Address = form.Line("address_string"),
            AddressId = form.Line("address_id"),
            Description = form.Words("description"),
            Name = $"{form.Line("first_name")} {form.Line("last_name")}".Trim(),
            Email = form.Line("email"),
            Telephone = form.Line("phone"),
            Media = [.. form.All("media_url").Concat(form.All("media_url[]")).Take(MostMedia)],
            Attributes = AttributesOf(form),
            Whole = WholeOf(form),
        };
        if (read.ServiceCode.Length == 0 && form.All("service_code").Count == 0)
            form.Wrong("service_code is missing");
        if (read.Description.Length == 0 && form.All("description").Count == 0)
            form.Wrong("description is missing");
        if (form.All("lat").Count > 0 != form.All("long").Count > 0)
            form.Wrong("lat and long must be given together");
        else if (form.All("lat").Count == 0 && form.All("address_string").Count == 0 && form.All("address_id").Count == 0)
            form.Wrong("A place is missing: give lat and long, or address_string, or address_id");
        else if (read is { Latitude: { } north, Longitude: { } east } && !IsHere(north, east))
            form.Wrong(
                IsHere(east, north)
                    ? "lat and long are the wrong way round: lat is the one of about 50 to 61"
                    : "lat and long must be in the United Kingdom: lat is about 50 to 61, long about -9 to 2. Leave both out where the "
                        + "place is not known"
            );
        if (read.Media.Any(m => m.Length > 500))
            form.Wrong("media_url must be 500 characters or fewer");
        return read;
    }

    // Generous at every edge: whether it lies in the county is asked where the county is known.
    private static bool IsHere(double latitude, double longitude) => latitude is > 49 and < 61.5 && longitude is > -9.5 and < 2.5;

    private static Dictionary<string, IReadOnlyList<string>> AttributesOf(PostedFields form)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var name in form.Names.Where(n => n.StartsWith("attribute[", StringComparison.Ordinal)))
        {
            var code =
                name.EndsWith("][]", StringComparison.Ordinal) ? name[10..^3]
                : name.EndsWith(']') ? name[10..^1]
                : "";
            if (code.Length is 0 or > LongestCode || code.AsSpan().IndexOfAny('[', ']') >= 0)
            {
                form.Wrong("An attribute must be sent as attribute[CODE], or as attribute[CODE][] where it takes several values");
                continue;
            }
            var values = form.All(name).Select(v => v.ReplaceLineEndings("\n").Trim()).ToList();
            if (values.Any(v => v.Length > LongestAnswer))
                form.Wrong($"An attribute must be {LongestAnswer:N0} characters or fewer");
            else if (values.Count > 0)
                found[code] = found.TryGetValue(code, out var before) ? [.. before, .. values] : values;
        }
        if (found.Count <= MostAttributes)
            return found;
        form.Wrong($"There may be {MostAttributes} attributes at most");
        return [];
    }

    private static string WholeOf(PostedFields form)
    {
        var whole = new StringBuilder();
        foreach (var name in form.Names.Where(n => n is not ("api_key" or "jurisdiction_id")))
        {
            // With its length, so that two fields cannot look like one.
            foreach (var value in form.All(name))
                whole.Append(name.Length).Append(':').Append(name).Append('=').Append(value.Length).Append(':').Append(value).Append('\n');
        }
        return whole.ToString();
    }
}
