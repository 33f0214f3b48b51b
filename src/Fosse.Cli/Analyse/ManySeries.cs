namespace Fosse.Cli.Analyse;

/// <summary>A table of one series, or of several told apart by an id column.</summary>
internal static class ManySeries
{
    public const string Input = "[id,]period,value[,population], oldest first; with id, many series in one file";

    public static readonly Parameter Late = new(
        "late",
        "0",
        "How many of the newest values may still rise (recorded late): marked provisional; no limit, trend or forecast is made of them"
    );

    public const string LateOutput = ",provisional (true: may still rise, see --late)";

    /// <summary>Values for the settled part of a series, with gaps for what is provisional.</summary>
    public static double[] Gapped(IReadOnlyList<double> settled, int late) => [.. settled, .. Enumerable.Repeat(double.NaN, late)];

    /// <summary>Where a chart is shaded.</summary>
    public static (int From, int Count) Shaded(int values, int late) => (values - late, late);

    /// <summary>Adds the column that marks what may still rise, and says so of the whole where there is any.</summary>
    public static Answer Marked(this Answer answer, IEnumerable<bool> late, IReadOnlyList<string> periods)
    {
        bool[] marks = [.. late];
        answer.Add("provisional", marks);
        return marks.Any(m => m)
            ? answer.Say(
                "provisional",
                $"{string.Join(' ', periods.Where((_, i) => marks[i]))} may still rise: no limit, trend or forecast is made of them"
            )
            : answer;
    }

    /// <summary>Works on each series for itself and puts the answers under one another, with the id in front where there is one.</summary>
    public static Answer Each(CsvTable table, Func<string[], double[], double[]?, Answer> work)
    {
        var (periods, values) = (table.Periods(), table.Values());
        var people = table.Has("population", "pop", "exposure") ? table.Numbers("population", "pop", "exposure") : null;
        if (!table.Has("id", "area", "series"))
            return work(periods, values, people);
        var ids = table.Words("id", "area", "series");
        var groups = Enumerable.Range(0, ids.Length).GroupBy(i => ids[i]).Select(g => (g.Key, Rows: g.ToArray())).ToArray();
        var parts = new Answer[groups.Length];
        Parallel.For(
            0,
            groups.Length,
            g =>
            {
                var rows = groups[g].Rows;
                parts[g] = work(
                    [.. rows.Select(i => periods[i])],
                    [.. rows.Select(i => values[i])],
                    people is null ? null : [.. rows.Select(i => people[i])]
                );
            }
        );
        return Stacked([.. groups.Select((g, i) => (g.Key, parts[i]))]);
    }

    private static Answer Stacked((string Id, Answer Part)[] parts)
    {
        var whole = new Answer();
        if (parts.Length == 0)
            return whole;
        if (parts[0].Part.Columns.Count == 0)
        {
            // One row of figures for each series.
            whole.Add("id", parts.Select(p => p.Id));
            for (var s = 0; s < parts[0].Part.Summary.Count; s++)
            {
                var at = s;
                var values = parts.Select(p => p.Part.Summary[at].Value).ToArray();
                if (values.All(v => v is double))
                    whole.Add(parts[0].Part.Summary[s].Name, values.Cast<double>());
                else
                    whole.Add(parts[0].Part.Summary[s].Name, values.Select(Written.Cell));
            }
            return whole;
        }
        whole.Add("id", parts.SelectMany(p => Enumerable.Repeat(p.Id, p.Part.Count)));
        for (var c = 0; c < parts[0].Part.Columns.Count; c++)
        {
            var at = c;
            var (name, first) = parts[0].Part.Columns[c];
            var all = parts.Select(p => p.Part.Columns[at].Values);
            _ = first switch
            {
                double[] => whole.Add(name, all.SelectMany(v => (double[])v)),
                int[] => whole.Add(name, all.SelectMany(v => (int[])v)),
                bool[] => whole.Add(name, all.SelectMany(v => (bool[])v)),
                _ => whole.Add(name, all.SelectMany(v => (string[])v)),
            };
        }
        return whole;
    }
}
