using Fosse.Privacy;

namespace Fosse.Places;

/// <summary>The postcodes of the county by their beginnings.</summary>
internal sealed class PostcodeIndex
{
    private const int Most = 50;
    private readonly string[] codes;
    private readonly Postcode[] postcodes;
    private readonly IReadOnlyDictionary<int, PlaceEntry> areas;
    private readonly ILookup<string, PlaceEntry> districtsOf;

    /// <param name="areas">The areas in use by their id.</param>
    internal PostcodeIndex(IEnumerable<Postcode> held, IReadOnlyDictionary<int, PlaceEntry> areas)
    {
        this.areas = areas;
        postcodes = [.. held.OrderBy(p => p.Code, StringComparer.Ordinal)];
        codes = [.. postcodes.Select(p => p.Code)];
        districtsOf = postcodes
            .Where(p => p.Code.Length > 3 && Area(p.DistrictId) is not null)
            .GroupBy(p => (Outward: p.Code[..^3], p.DistrictId))
            .OrderByDescending(g => g.Count())
            .ToLookup(g => g.Key.Outward, g => Area(g.Key.DistrictId)!, StringComparer.Ordinal);
    }

    /// <summary>A whole postcode with its ward and district; of a first half the districts; of a longer part the postcodes that begin with
    /// it.</summary>
    internal IReadOnlyList<Found> Find(string text, string compact)
    {
        foreach (var code in PostcodeText.Read(text))
        {
            if (Named(code) is { } whole && Page(whole) is not null)
                return [Of(whole, PlaceIndex.Exact), .. Larger(whole)];
        }
        if (!PostcodeText.IsBeginning(compact))
            return [];
        var half = text.Trim().Any(char.IsWhiteSpace)
            ? []
            : districtsOf[compact].Select(d => new Found(FoundKind.PostcodeDistrict, compact, d.Label, d.Label, d.Href, 900));
        return [.. half, .. compact.Length > 2 && !half.Any() ? Beginning(compact) : []];
    }

    /// <summary>A whole postcode of which every digit was written as a letter.</summary>
    internal IReadOnlyList<Found> FindLetters(string text) =>
        PostcodeText.ReadLetters(text).Select(Named).FirstOrDefault(p => p is not null && Page(p) is not null) is { } whole
            ? [Of(whole, PlaceIndex.Exact), .. Larger(whole)]
            : [];

    /// <summary>The first of these codes that is held, as a place.</summary>
    internal MeantPlace? Held(IReadOnlyList<string> asked)
    {
        foreach (var code in asked)
        {
            if (Named(code) is { } p)
                return new(FoundKind.Postcode, PostcodeText.Show(p.Code), Around(p), p.Longitude, p.Latitude, null, p.DistrictId);
        }
        return null;
    }

    /// <summary>A postcode as a place in the index, for how far it is from others.</summary>
    internal static PlaceEntry Entry(MeantPlace postcode, double longitude, double latitude) =>
        new(FoundKind.Postcode, postcode.Label, "", "", "", [], [], null, new(longitude, latitude, null, postcode.District));

    /// <summary>The postcode nearest to a place, as people write it.</summary>
    internal string? Nearest(PlaceEntry place) =>
        postcodes
            .Where(p => Page(p) is not null)
            .MinBy(p => place.From(new(FoundKind.Postcode, p.Code, "", "", "", [], [], null, new(p.Longitude, p.Latitude, null, null))))
            is { } nearest
            ? PostcodeText.Show(nearest.Code)
            : null;

    internal Postcode? Named(string code) =>
        Array.BinarySearch(codes, code, StringComparer.Ordinal) is >= 0 and var at ? postcodes[at] : null;

    private IEnumerable<Found> Beginning(string compact)
    {
        var at = Array.BinarySearch(codes, compact, StringComparer.Ordinal);
        for (
            var i = at < 0 ? ~at : at;
            i < codes.Length && i < (at < 0 ? ~at : at) + Most && codes[i].StartsWith(compact, StringComparison.Ordinal);
            i++
        )
        {
            if (Page(postcodes[i]) is not null)
                yield return Of(postcodes[i], 850);
        }
    }

    private Found Of(Postcode postcode, int score)
    {
        var shown = PostcodeText.Show(postcode.Code);
        return new(FoundKind.Postcode, shown, Around(postcode), "", PlaceIndex.Where + Slug.Of(shown), score);
    }

    private string Around(Postcode postcode) =>
        string.Join(", ", new[] { Area(postcode.WardId)?.Label, Area(postcode.DistrictId)?.Label }.Where(n => n is not null).Distinct());

    private IEnumerable<Found> Larger(Postcode postcode) =>
        new[] { Area(postcode.WardId), Area(postcode.DistrictId) }.Where(a => a is not null).Select(a => a!.As(500 + a.Weight));

    private PlaceEntry? Page(Postcode postcode) => Area(postcode.LsoaId) ?? Area(postcode.WardId) ?? Area(postcode.DistrictId);

    private PlaceEntry? Area(int? id) => id is { } known ? areas.GetValueOrDefault(known) : null;
}
