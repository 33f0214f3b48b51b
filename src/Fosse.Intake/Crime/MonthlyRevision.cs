namespace Fosse.Intake.Crime;

/// <summary>
/// What a later revision of a file changes. Equal rows are separate facts, so each held row is met at most once: first by a row
/// equal in every column, then by one that only lies in other areas than before, then by one of the same identity.
/// </summary>
internal sealed record MonthlyRevision(
    IReadOnlyList<long> Gone,
    IReadOnlyList<(long Id, MonthlyRow Row)> Changed,
    IReadOnlyList<(long Id, MonthlyRow Row)> Added,
    int Unchanged,
    int PlacedAnew
)
{
    public bool Empty => Gone.Count + Changed.Count + Added.Count == 0;

    public string InWords() =>
        string.Join(
            "; ",
            new[]
            {
                (Added.Count, "new"),
                (Changed.Count - PlacedAnew, "changed"),
                (Gone.Count, "no longer in the file"),
                (PlacedAnew, "as before but in other areas by the boundaries now held"),
            }
                .Where(part => part.Item1 > 0)
                .Select(part => $"{part.Item1:N0} {part.Item2}")
        );

    /// <param name="from">The first id of the file; new rows take the lowest that are free.</param>
    public static MonthlyRevision Between(IReadOnlyList<(long Id, MonthlyRow Row)> held, IReadOnlyList<MonthlyRow> file, long from)
    {
        var same = Meet(held, file, row => row);
        var placed = Meet(same.HeldLeft, same.FileLeft, row => row.AsPublished());
        var corrected = Meet(placed.HeldLeft, placed.FileLeft, row => row.Identity());
        var taken = same.Met.Concat(placed.Met).Concat(corrected.Met).Select(m => m.Id).ToHashSet();
        return new(
            [.. corrected.HeldLeft.Select(h => h.Id)],
            [.. placed.Met, .. corrected.Met],
            Numbered(corrected.FileLeft, from, taken),
            same.Met.Count,
            placed.Met.Count
        );
    }

    private sealed record Meeting(List<(long Id, MonthlyRow Row)> Met, List<(long Id, MonthlyRow Row)> HeldLeft, List<MonthlyRow> FileLeft);

    private static Meeting Meet(IReadOnlyList<(long Id, MonthlyRow Row)> held, IReadOnlyList<MonthlyRow> file, Func<MonthlyRow, object?> by)
    {
        var meeting = new Meeting([], [], []);
        var waiting = new Dictionary<object, Queue<(long, MonthlyRow)>>();
        foreach (var row in held)
        {
            if (by(row.Row) is not { } key)
                meeting.HeldLeft.Add(row);
            else if (waiting.TryGetValue(key, out var queue))
                queue.Enqueue(row);
            else
                waiting.Add(key, new([row]));
        }
        foreach (var row in file)
        {
            if (by(row) is { } key && waiting.TryGetValue(key, out var queue) && queue.TryDequeue(out var met))
                meeting.Met.Add((met.Item1, row));
            else
                meeting.FileLeft.Add(row);
        }
        meeting.HeldLeft.AddRange(waiting.Values.SelectMany(queue => queue));
        return meeting;
    }

    private static List<(long, MonthlyRow)> Numbered(List<MonthlyRow> rows, long from, HashSet<long> taken)
    {
        var numbered = new List<(long, MonthlyRow)>(rows.Count);
        var id = from;
        foreach (var row in rows)
        {
            while (taken.Contains(id))
                id++;
            numbered.Add((id++, row));
        }
        return numbered;
    }
}
