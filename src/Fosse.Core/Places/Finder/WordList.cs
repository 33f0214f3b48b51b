namespace Fosse.Places;

/// <summary>Every word of the names and the entries that have it, in the name or in what it lies in.</summary>
internal sealed class WordList
{
    private readonly string[] words;
    private readonly (int Entry, bool Around)[][] entries;

    internal WordList(IReadOnlyList<PlaceEntry> places)
    {
        var at = new SortedDictionary<string, List<(int, bool)>>(StringComparer.Ordinal);
        for (var i = 0; i < places.Count; i++)
        {
            foreach (var word in places[i].Words.Distinct())
                Of(word).Add((i, false));
            foreach (var word in places[i].Around.Except(places[i].Words))
                Of(word).Add((i, true));
        }
        words = [.. at.Keys];
        entries = [.. at.Values.Select(v => v.ToArray())];

        List<(int, bool)> Of(string word) => at.TryGetValue(word, out var list) ? list : at[word] = [];
    }

    /// <summary>How well each entry answers one word, 0 to 100; slips are looked for only where asked or where nothing else fits.</summary>
    internal Dictionary<int, (int Quality, bool Around)> Match(string typed, bool slips)
    {
        var found = new Dictionary<int, (int Quality, bool Around)>();
        var at = Array.BinarySearch(words, typed, StringComparer.Ordinal);
        for (var i = at < 0 ? ~at : at; i < words.Length && words[i].StartsWith(typed, StringComparison.Ordinal); i++)
            Add(i, words[i].Length == typed.Length ? 100 : 85);
        var forgiven = Spelling.Forgiven(typed.Length);
        if (forgiven == 0 || (found.Count > 0 && !slips))
            return found;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length < typed.Length - forgiven)
                continue;
            var (whole, beginning) = Spelling.Distance(typed, words[i]);
            if (whole <= forgiven)
                Add(i, 75 - 15 * whole);
            else if (beginning <= forgiven && typed.Length > 4)
                Add(i, 50 - 15 * beginning);
        }
        return found;

        void Add(int word, int quality)
        {
            foreach (var (entry, around) in entries[word])
            {
                var worth = around ? quality * 6 / 10 : quality;
                if (!found.TryGetValue(entry, out var held) || held.Quality < worth)
                    found[entry] = (worth, around);
            }
        }
    }
}
