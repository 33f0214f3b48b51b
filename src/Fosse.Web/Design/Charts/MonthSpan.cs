namespace Fosse.Web.Design.Charts;

/// <summary>Every month from the first to the last given, in order, with what is held of it.</summary>
internal sealed class MonthSpan
{
    private readonly int first;

    private MonthSpan(int first, IReadOnlyList<double?> values) => (this.first, Values) = (first, values);

    internal IReadOnlyList<double?> Values { get; }

    internal IReadOnlyList<double> Held => [.. Values.OfType<double>()];

    internal static MonthSpan Of(IReadOnlyList<MonthPoint> points)
    {
        if (points.Count == 0)
            return new(0, []);
        var first = points.Min(point => Ordinal(point.Month));
        var values = new double?[points.Max(point => Ordinal(point.Month)) - first + 1];
        foreach (var point in points)
            values[Ordinal(point.Month) - first] = point.Value;
        return new(first, values);
    }

    internal int Place(int month) => Ordinal(month) - first;

    internal bool Contains(int month) => Place(month) >= 0 && Place(month) < Values.Count;

    internal int MonthAt(int place) => (first + place) / 12 * 100 + (first + place) % 12 + 1;

    internal IEnumerable<(int Start, int Length)> Gaps
    {
        get
        {
            for (int start = 0, end; start < Values.Count; start = end + 1)
            {
                for (end = start; end < Values.Count && Values[end] is null; )
                    end++;
                if (end > start)
                    yield return (start, end - start);
            }
        }
    }

    internal IEnumerable<IReadOnlyList<(int Place, double Value)>> Runs
    {
        get
        {
            var run = new List<(int, double)>();
            for (var place = 0; place <= Values.Count; place++)
            {
                if (place < Values.Count && Values[place] is { } value)
                    run.Add((place, value));
                else if (run.Count > 0)
                {
                    yield return run;
                    run = [];
                }
            }
        }
    }

    /// <summary>Years at their Januaries, as many as keep apart; a span without two Januaries names its first and last month
    /// instead.</summary>
    internal IEnumerable<(int Place, string Label, string Anchor)> Ticks(double across)
    {
        var januaries = Enumerable.Range(0, Values.Count).Where(place => MonthAt(place) % 100 == 1).ToArray();
        if (januaries.Length < 2)
        {
            var last = Values.Count - 1;
            return last == 0
                ? [(0, Lettering.ShortMonth(MonthAt(0)), "middle")]
                : [(0, Lettering.ShortMonth(MonthAt(0)), "start"), (last, Lettering.ShortMonth(MonthAt(last)), "end")];
        }
        var every = (int)Math.Ceiling((Lettering.Width("2020", Lettering.Small) + 10) / (12 * across));
        return januaries
            .Where((_, i) => i % every == 0)
            .Select(place => (place, $"{MonthAt(place) / 100}", (Values.Count - 1 - place) * across < 14 ? "end" : "middle"));
    }

    private static int Ordinal(int yearMonth) =>
        yearMonth % 100 is >= 1 and <= 12
            ? yearMonth / 100 * 12 + yearMonth % 100 - 1
            : throw new ArgumentOutOfRangeException(nameof(yearMonth), yearMonth, "A month is written as 202210.");
}
