using Fosse.Privacy;

namespace Fosse.Places;

/// <summary>
/// The names and postcodes of one county, in memory. Names are compared word by word: a whole name before its beginning, that before single
/// words, those before words with a slip in them. Made by <see cref="PlaceIndexLoad"/>; it never changes.
/// </summary>
public sealed class PlaceIndex
{
    /// <summary>The score from which a query is the whole name.</summary>
    public const int Exact = 1000;

    /// <summary>Longer queries are cut; nobody types a longer name.</summary>
    public const int Longest = 100;

    /// <summary>Where the pages are of what has no figures of its own: postcodes, streets, towns and villages.</summary>
    public const string Where = "/where/";

    private const int LongestText = 500,
        MostWords = 6,
        Read = 950,
        Beginning = 700;
    private readonly IReadOnlyList<PlaceEntry> entries;
    private readonly WordList words;
    private readonly ILookup<string, PlaceEntry> byKey,
        byCode;
    private readonly PostcodeIndex postcodes;
    private readonly PlaceReading reading;
    private readonly FoundSpots spots;
    private readonly Lazy<PlaceExamples?> examples;

    internal PlaceIndex(int dataVersion, IReadOnlyList<PlaceEntry> entries, PostcodeIndex postcodes)
    {
        DataVersion = dataVersion;
        this.entries = entries;
        this.postcodes = postcodes;
        words = new(entries);
        reading = new(entries);
        spots = new(entries, postcodes);
        examples = new(() => spots.Examples(Meant));
        byKey = entries.Where(e => e.Key.Length > 0).ToLookup(e => e.Key, StringComparer.Ordinal);
        byCode = entries.Where(e => e.Code is not null).ToLookup(e => e.Code!, StringComparer.Ordinal);
    }

    public int DataVersion { get; }

    /// <summary>The best answers, best first; any text is accepted.</summary>
    public IReadOnlyList<Found> Search(string query, int take)
    {
        ArgumentNullException.ThrowIfNull(query);
        var text = query.Length > Longest ? query[..Longest] : query;
        var compact = PostcodeText.Compact(text);
        var code = postcodes.Find(text, compact);
        if (code.Count > 0 && code[0].IsExact)
            return [.. code.Take(take)];
        var asked = Spelling.Words(text).Distinct().Take(MostWords).ToArray();
        if (asked.Length == 0)
            return [];
        var key = string.Concat(Spelling.Words(text));

        var scores = new Dictionary<PlaceEntry, int>();
        // "Highcross" is not High Cross: what parts its words elsewhere is like it, and not the same.
        var whole = Spelling.Words(text);
        foreach (var entry in byKey[key].Concat(byCode[compact]))
            scores[entry] = (entry.Code == compact || entry.Words.SequenceEqual(whole) ? Exact : Beginning) + entry.Weight;
        if (asked.Length > 1 && reading.Read(text) is { Streets.Count: > 0 } read)
        {
            foreach (var street in read.Streets.Where(s => !scores.ContainsKey(s)))
                scores[street] = Read;
        }
        Named(asked, key, scores, slips: false);
        if (scores.Count == 0 && code.Count == 0 && postcodes.FindLetters(text) is { Count: > 0 } letters)
            return [.. letters.Take(take)];
        if (scores.Count == 0)
            Named(asked, key, scores, slips: true);
        if (scores.Count == 0)
            RunTogether(key, scores);
        return
        [
            .. code.Concat(
                    scores
                        .OrderByDescending(s => s.Value)
                        .ThenBy(s => s.Key.Label, StringComparer.OrdinalIgnoreCase)
                        .ThenBy(s => s.Key.Href, StringComparer.Ordinal)
                        .Take(take)
                        .Select(s => s.Key.As(s.Value))
                )
                .Take(take),
        ];
    }

    /// <summary>What a place in somebody's words may be: the postcode in it, else the street, the town or the area that it names.</summary>
    public MeantPlaces Meant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var said = text.Length > LongestText ? text[..LongestText] : text;
        var code = PlacePoints.PostcodeIn(said);
        if (postcodes.Held(code is null ? PostcodeText.Read(said) : [code]) is { } postcode)
            return new([postcode], true);
        var read = reading.Read(code is null ? said : PostcodeText.Without(said)).Places;
        if (read.All.Count == 0 && postcodes.Held(PostcodeText.ReadLetters(said)) is { } letters)
            return new([letters], true);
        return read.All.Count == 0 && code is not null ? MeantPlaces.Nothing with { UnknownPostcode = PostcodeText.Show(code) } : read;
    }

    /// <summary>A place without figures by the last part of its page's address.</summary>
    public FoundSpot? At(string slug) => spots.At(slug);

    /// <summary>What is known by name around a place that was pointed at.</summary>
    public PlaceAround Around(double longitude, double latitude) => spots.Around(longitude, latitude);

    /// <summary>The towns and villages between these degrees.</summary>
    public IEnumerable<(string Name, double Longitude, double Latitude)> Towns(double west, double south, double east, double north) =>
        spots.Towns(west, south, east, north);

    /// <summary>What can be typed here; nothing where the county has no streets or no postcodes.</summary>
    public PlaceExamples? Examples => examples.Value;

    /// <summary>Whether anything is held that a street or a town could be found by.</summary>
    public bool HoldsNames => entries.Any(e => e.Kind is FoundKind.Street or FoundKind.Settlement);

    /// <summary>Names of areas and settlements that look like the query, for when nothing is found.</summary>
    public IReadOnlyList<Found> Nearest(string query, int take)
    {
        ArgumentNullException.ThrowIfNull(query);
        var key = string.Concat(Spelling.Words(query.Length > Longest ? query[..Longest] : query));
        return
        [
            .. entries
                .Where(e => e.Kind is not (FoundKind.Street or FoundKind.Lsoa))
                .Select(e => (Entry: e, Likeness: Spelling.Likeness(key, e.Key)))
                .Where(e => e.Likeness >= 0.3)
                .OrderByDescending(e => e.Likeness)
                .ThenByDescending(e => e.Entry.Weight)
                .DistinctBy(e => e.Entry.Href)
                .Take(take)
                .Select(e => e.Entry.As((int)(100 * e.Likeness))),
        ];
    }

    private void Named(string[] asked, string key, Dictionary<PlaceEntry, int> scores, bool slips)
    {
        Dictionary<int, (int Sum, bool InName)>? all = null;
        foreach (var word in asked)
        {
            var fits = words.Match(word, slips);
            all = all is null
                ? fits.ToDictionary(f => f.Key, f => (f.Value.Quality, !f.Value.Around))
                : all.Where(a => fits.ContainsKey(a.Key))
                    .ToDictionary(a => a.Key, a => (a.Value.Sum + fits[a.Key].Quality, a.Value.InName || !fits[a.Key].Around));
            if (all.Count == 0)
                return;
        }
        foreach (var (at, (sum, inName)) in all!)
        {
            var entry = entries[at];
            if (!inName || scores.ContainsKey(entry))
                continue;
            var extra = 5 * Math.Max(0, entry.Words.Length - asked.Length);
            scores[entry] =
                (entry.Key.StartsWith(key, StringComparison.Ordinal) ? Beginning : 5 * sum / asked.Length) - extra + entry.Weight;
        }
    }

    // "Lough borough", "Oadbyandwigston": the spaces are in the wrong places.
    private void RunTogether(string key, Dictionary<PlaceEntry, int> scores)
    {
        var forgiven = Spelling.Forgiven(key.Length);
        foreach (var entry in entries)
        {
            if (
                Math.Abs(entry.Key.Length - key.Length) <= forgiven
                && key.Length > 3
                && Spelling.Distance(key, entry.Key).Whole is var slips
                && slips <= forgiven
            )
                scores[entry] = 300 - 50 * slips + entry.Weight;
        }
    }
}
