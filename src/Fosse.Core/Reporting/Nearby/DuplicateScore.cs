namespace Fosse.Reporting;

/// <summary>What two reports are compared by: nothing that tells who, what words or where exactly.</summary>
/// <param name="Day">When it happened; when it was sent, where that is not known.</param>
/// <param name="Files">Numbers of its photos and papers: the same file has the same number.</param>
public sealed record ComparedReport(string Category, CategoryGroup? Heading, int? Lsoa, DateOnly Day, IReadOnlySet<long> Files);

/// <summary>How alike two reports are, and why, in words for the person who decides.</summary>
public sealed record DuplicateMatch(int Points, IReadOnlyList<string> Reasons)
{
    public static readonly DuplicateMatch None = new(0, []);
}

/// <summary>
/// Whether two reports may be about one thing: a pure decision that a person confirms. Points: the same file 6; the same small area 3, one
/// beside it 2;
/// the same kind 3, the same heading 1; the same day or the next 3, within three days 2, within 14 days 1.
/// </summary>
public static class DuplicateScore
{
    public const int Days = 14,
        Least = 5;

    /// <param name="around">Small areas around the first report's, itself included.</param>
    /// <returns>None unless place, time and kind all agree, or a file is the same.</returns>
    public static DuplicateMatch Of(ComparedReport report, ComparedReport other, IReadOnlyCollection<int> around)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(around);
        var apart = Math.Abs(report.Day.DayNumber - other.Day.DayNumber);
        var place =
            report.Lsoa is not { } here || other.Lsoa is not { } there ? (0, "")
            : here == there ? (3, "In the same small area")
            : around.Contains(there) ? (2, "In a small area beside it")
            : (0, "");
        var kind =
            report.Category == other.Category ? (3, "Of the same kind")
            : report.Heading is { } heading && heading == other.Heading ? (1, "Under the same heading")
            : (0, "");
        var time = apart switch
        {
            0 => (3, "On the same day"),
            1 => (3, "One day apart"),
            <= 3 => (2, $"{apart} days apart"),
            <= Days => (1, $"{apart} days apart"),
            _ => (0, ""),
        };
        var file = report.Files.Overlaps(other.Files) ? (6, "The same photo or paper came with both") : (0, "");
        if (file.Item1 == 0 && (place.Item1 == 0 || kind.Item1 == 0 || time.Item1 == 0))
            return DuplicateMatch.None;
        var all = new[] { file, place, kind, time }.Where(p => p.Item1 > 0).ToList();
        var points = all.Sum(p => p.Item1);
        return points >= Least ? new(points, [.. all.Select(p => p.Item2)]) : DuplicateMatch.None;
    }
}
