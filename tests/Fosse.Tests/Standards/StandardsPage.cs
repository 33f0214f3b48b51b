using System.Text.RegularExpressions;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Standards;

/// <summary>A page of docs/standards: its tables, and the columns that it says a file has.</summary>
internal static partial class StandardsPage
{
    [GeneratedRegex(@"^\|(?<cells>.+)\|$")]
    private static partial Regex Line { get; }

    [GeneratedRegex(@"^(Street files: )?`(?<columns>\w[^`]+(, [^`]+){5,})`", RegexOptions.Multiline)]
    private static partial Regex Columns { get; }

    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "standards"), "*.md").Select(f => Path.GetFileName(f));

    public static string Text(string page) => Repository.Read("docs", "standards", page);

    /// <summary>The rows of its tables: what stands in the first cell, and all that follows.</summary>
    public static IReadOnlyList<(string First, string Says)> Rows(string page)
    {
        var lines = Text(page).Split('\n').Select(l => l.TrimEnd()).ToList();
        return
        [
            .. lines
                .Select((text, at) => (Text: text, Next: lines.ElementAtOrDefault(at + 1) ?? ""))
                .Where(l => Line.IsMatch(l.Text) && !l.Text.StartsWith("| ---", StringComparison.Ordinal))
                .Where(l => !l.Next.StartsWith("| ---", StringComparison.Ordinal))
                .Select(l => Line.Match(l.Text).Groups["cells"].Value.Split('|', 2))
                .Select(cells => (cells[0].Trim(), cells[1].Trim())),
        ];
    }

    /// <summary>The headings of the files that it describes, in the order of the page.</summary>
    public static IReadOnlyList<string> HeadingsOf(string page) =>
        [.. Columns.Matches(Text(page)).Select(m => m.Groups["columns"].Value.Replace(", ", ",", StringComparison.Ordinal))];
}
