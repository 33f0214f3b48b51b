namespace Fosse.Web.Design.Charts;

/// <summary>Where the text of a note stands: at its dashed line, in a lane above the plot.</summary>
internal readonly record struct NoteLabel(MonthNote Note, string Text, double At, double TextAt, string Anchor, int Lane);

/// <summary>Puts notes into lanes above a chart so that no two texts touch.</summary>
internal static class NoteLanes
{
    internal static IReadOnlyList<NoteLabel> Place(IEnumerable<MonthNote> notes, Func<MonthNote, double> at, double left, double right)
    {
        var labels = new List<NoteLabel>();
        var taken = new List<(double From, double To, int Lane)>();
        // From the right, so that a text pushed into a higher lane has its line left of the texts below it.
        foreach (var note in notes.OrderByDescending(at))
        {
            var x = at(note);
            var text = Shorten(note.Text, right - left);
            var width = Lettering.Width(text, Lettering.Small);
            var (start, anchor, textAt) =
                x + width <= right ? (x, "start", x)
                : x - width >= 0 ? (x - width, "end", x)
                : (right - width, "end", right);
            var lane = Enumerable
                .Range(0, taken.Count + 1)
                .First(lane => !taken.Exists(other => other.Lane == lane && start < other.To + 8 && other.From < start + width + 8));
            taken.Add((start, start + width, lane));
            labels.Add(new(note, text, x, textAt, anchor, lane));
        }
        return labels;
    }

    // The description holds the whole text.
    private static string Shorten(string text, double width)
    {
        var most = (int)(width / Lettering.Width("x", Lettering.Small));
        return text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";
    }
}
