namespace Fosse.Places;

/// <summary>A name that stands in a text: from which word on, over how many, and with how many slips.</summary>
internal sealed record NameHit(PlaceEntry Entry, int From, int Length, int Slips)
{
    internal bool Overlaps(NameHit other) => From < other.From + other.Length && other.From < From + Length;

    internal bool Holds(NameHit other) =>
        From <= other.From && other.From + other.Length <= From + Length && Length > other.Length && Slips <= other.Slips;

    /// <summary>The name of a street follows it that is not held: "Coalville Road" is not Coalville.</summary>
    internal bool IsStreetsOwn(string[] typed) => From + Length < typed.Length && StreetWords.Kinds.Contains(typed[From + Length]);
}

/// <summary>Finds every name in a text that it holds whole, slips forgiven.</summary>
internal sealed class NameHits
{
    private const int Joined = 3,
        ShortestPart = 4;

    private readonly string[] words;
    private readonly ILookup<string, PlaceEntry> byFirst,
        byKey;
    private readonly List<PlaceEntry> towns;

    internal NameHits(IReadOnlyList<PlaceEntry> entries)
    {
        var named = entries
            .Where(e =>
                e.Words.Length > 0
                && e.Kind is FoundKind.Street or FoundKind.Settlement or FoundKind.District or FoundKind.Ward or FoundKind.Neighbourhood
                && !(e.Words.Length == 1 && StreetWords.Common.Contains(e.Words[0]))
            )
            .ToList();
        byFirst = named.ToLookup(e => e.Words[0], StringComparer.Ordinal);
        byKey = named.Where(e => e.Words.Length > 1 || e.Kind is FoundKind.Settlement).ToLookup(e => e.Key, StringComparer.Ordinal);
        words = [.. named.SelectMany(e => e.Words).Distinct().Order(StringComparer.Ordinal)];
        towns = [.. named.Where(e => e.Kind is FoundKind.Settlement)];
    }

    /// <summary>Of names within a longer one only the longer.</summary>
    internal List<NameHit> In(string[] typed)
    {
        var fits = typed.Select(Fits).ToArray();
        var hits = new List<NameHit>();
        for (var at = 0; at < typed.Length; at++)
        {
            foreach (var entry in fits[at].Keys.SelectMany(w => byFirst[w]))
            {
                if (at + entry.Words.Length <= typed.Length && Slips(entry, fits, at) is { } slips)
                    hits.Add(new(entry, at, entry.Words.Length, slips));
            }
            // "Thorpeacre", "Mount Sorrel": the spaces are in the wrong places.
            for (var length = 1; length <= Joined && at + length <= typed.Length; length++)
            {
                var key = string.Concat(typed[at..(at + length)]);
                hits.AddRange(byKey[key].Where(e => e.Words.Length != length).Select(e => new NameHit(e, at, length, 1)));
            }
        }
        var longest = hits.Where(h => !hits.Exists(o => o.Holds(h))).ToList();
        // Where a name stands as it is written, those that are like it are not meant.
        return [.. longest.Where(h => h.Slips == 0 || !longest.Exists(o => o.Slips == 0 && o.Overlaps(h) && o.Length >= h.Length))];
    }

    /// <summary>Towns and villages by a part of their name or with slips, where none stands there as it is written.</summary>
    internal List<NameHit> TownsLike(string[] typed, List<NameHit> streets)
    {
        var found = new List<NameHit>();
        for (var at = 0; at < typed.Length; at++)
        {
            for (var length = 1; length <= Joined && at + length <= typed.Length; length++)
            {
                var hit = new NameHit(towns.Count > 0 ? towns[0] : null!, at, length, 2);
                var part = typed[at..(at + length)];
                var key = string.Concat(part);
                if (key.Length < ShortestPart || streets.Exists(s => s.Overlaps(hit)) || StreetWords.Common.Contains(key))
                    continue;
                found.AddRange(
                    towns
                        .Where(t => Begins(t, part) || (length == 1 && t.Words.Length > 1 && IsTelling(t, part[0])) || IsLike(t, key))
                        .Select(t => hit with { Entry = t })
                );
            }
        }
        var longest = found.Where(h => !found.Exists(o => o.Holds(h))).ToList();
        return [.. longest.Where(h => !h.IsStreetsOwn(typed)).DistinctBy(h => (h.Entry.Label, h.Entry.Href))];
    }

    /// <summary>Streets whose name begins with one word of a text, where it has no more than that word which names anything.</summary>
    internal List<NameHit> StreetsBegunBy(string[] typed)
    {
        var telling = typed.Where(w => !StreetWords.Common.Contains(w) && w.Length >= ShortestPart).ToList();
        return telling.Count != 1
            ? []
            : [.. byFirst[telling[0]].Where(e => e.Kind is FoundKind.Street).Select(e => new NameHit(e, 0, 1, 1))];
    }

    private static bool Begins(PlaceEntry town, string[] part) =>
        part.Length < town.Words.Length && town.Words.AsSpan(0, part.Length).SequenceEqual(part) && !StreetWords.Common.Contains(part[0]);

    private static bool IsTelling(PlaceEntry town, string word) => !StreetWords.Common.Contains(word) && town.Words.Contains(word);

    private static bool IsLike(PlaceEntry town, string key) =>
        Spelling.Forgiven(key.Length) is > 0 and var forgiven
        && Math.Abs(town.Key.Length - key.Length) <= forgiven
        && Spelling.Distance(key, town.Key).Whole <= forgiven;

    private static int? Slips(PlaceEntry entry, Dictionary<string, int>[] fits, int at)
    {
        var sum = 0;
        for (var i = 0; i < entry.Words.Length; i++)
        {
            if (!fits[at + i].TryGetValue(entry.Words[i], out var slips))
                return null;
            sum += slips;
        }
        return sum;
    }

    // A word that is in a name as it is typed is that word; only else are those like it looked for.
    private Dictionary<string, int> Fits(string typed)
    {
        var fits = new Dictionary<string, int>(StringComparer.Ordinal);
        if (Array.BinarySearch(words, typed, StringComparer.Ordinal) >= 0)
            fits[typed] = 0;
        if (typed == "st")
            fits["street"] = 0;
        var forgiven = Spelling.Forgiven(typed.Length);
        if (fits.Count > 0 || forgiven == 0 || typed.Any(char.IsAsciiDigit))
            return fits;
        foreach (var word in words)
        {
            if (Math.Abs(word.Length - typed.Length) <= forgiven && Spelling.Distance(typed, word).Whole is var slips && slips <= forgiven)
                fits[word] = slips;
        }
        return fits;
    }
}
