using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Exchange.Tables;

namespace Fosse.Cli.Analyse;

/// <summary>Counts by month with the months in which nothing was counted: a series without them would be another series.</summary>
internal static partial class EveryMonth
{
    [GeneratedRegex(@"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    private static partial Regex Month { get; }

    /// <returns>How many months between the first and the last have no row with some of the other values; 0 where none of the columns is
    /// a month.</returns>
    public static int MissingIn(CsvGroups found) =>
        MonthColumn(found) is { } at ? Every(found, at).Count * Others(found, at).Count - found.Counts.Length : 0;

    /// <exception cref="FormatException">None of the columns is a month.</exception>
    public static CsvGroups Of(CsvGroups found)
    {
        var at =
            MonthColumn(found)
            ?? throw new FormatException("--empty-months needs a column of months among those of --by, each as 2024-01.");
        var counted = new Dictionary<string, long>();
        for (var i = 0; i < found.Counts.Length; i++)
            counted[Key(found.Values.Select(v => v[i]))] = found.Counts[i];
        var rows = Others(found, at)
            .SelectMany(other => Every(found, at).Select(month => (string[])[.. other[..at], month, .. other[at..]]))
            .OrderBy(row => row, Comparer<string[]>.Create(Compare))
            .ToList();
        return found with
        {
            Values = [.. Enumerable.Range(0, found.Columns.Count).Select(c => rows.Select(r => r[c]).ToArray())],
            Counts = [.. rows.Select(r => counted.GetValueOrDefault(Key(r)))],
        };
    }

    private static int? MonthColumn(CsvGroups found)
    {
        for (var c = 0; c < found.Columns.Count; c++)
        {
            if (found.Values[c].Length > 0 && found.Values[c].All(Month.IsMatch))
                return c;
        }
        return null;
    }

    private static List<string> Every(CsvGroups found, int at)
    {
        var (first, last) = (Number(found.Values[at].Min(StringComparer.Ordinal)!), Number(found.Values[at].Max(StringComparer.Ordinal)!));
        return
        [
            .. Enumerable
                .Range(first, last - first + 1)
                .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m / 12:0000}-{m % 12 + 1:00}")),
        ];
    }

    private static int Number(string month) =>
        int.Parse(month.AsSpan(0, 4), CultureInfo.InvariantCulture) * 12 + int.Parse(month.AsSpan(5), CultureInfo.InvariantCulture) - 1;

    // What else is counted by, each once.
    private static List<string[]> Others(CsvGroups found, int at) =>
        [
            .. Enumerable
                .Range(0, found.Counts.Length)
                .Select(i => found.Values.Where((_, c) => c != at).Select(v => v[i]).ToArray())
                .DistinctBy(Key),
        ];

    private static string Key(IEnumerable<string> row) => string.Join('\u001F', row);

    private static int Compare(string[]? one, string[]? other) => one!.Zip(other!, string.CompareOrdinal).FirstOrDefault(c => c != 0);
}
