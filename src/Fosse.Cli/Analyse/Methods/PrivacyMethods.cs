using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>What may be published.</summary>
internal static class PrivacyMethods
{
    private const string Family = "Privacy";
    private const string TableInput = "row,column,value (one line for each cell; cells left out are 0)";

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("suppress", Family, "Suppress small cells, and others with them, so that margins do not give them away")
        {
            Formula =
                "small: 1 to below the threshold; further cells by least count until each small cell's interval is as wide as "
                + "the threshold",
            Source = "Cox (1980); Fischetti and Salazar (2000)",
            NotFor = "several tables or releases at once: use differencing too",
            Input = TableInput,
            Output = "row,column,value (empty when suppressed),suppressed,primary,low,high; about the whole: safe,suppressed cells",
            Parameters = [new("threshold", "3", "Counts from 1 to below this are small")],
            Work = (question, _) =>
            {
                var (rows, columns, table, _) = Table(question);
                var found = Suppression.Protect(table, question.Number("threshold"));
                var all = Enumerable
                    .Range(0, rows.Length * columns.Length)
                    .Select(k => (I: k / columns.Length, J: k % columns.Length))
                    .ToArray();
                var cells = found.Cells.ToDictionary(c => (c.Row, c.Column));
                return new Answer()
                    .Add("row", all.Select(c => rows[c.I]))
                    .Add("column", all.Select(c => columns[c.J]))
                    .Add("value", all.Select(c => found.Suppressed[c.I, c.J] ? double.NaN : table[c.I, c.J]))
                    .Add("suppressed", all.Select(c => found.Suppressed[c.I, c.J]))
                    .Add("primary", all.Select(c => cells.TryGetValue(c, out var cell) && cell.Primary))
                    .Add("low", all.Select(c => cells.TryGetValue(c, out var cell) ? cell.Low : table[c.I, c.J]))
                    .Add("high", all.Select(c => cells.TryGetValue(c, out var cell) ? cell.High : table[c.I, c.J]))
                    .Say("safe", found.Safe)
                    .Say("suppressed cells", found.Cells.Count);
            },
        },
        new("audit", Family, "What margins give away about suppressed cells: bounds by linear programming")
        {
            Formula =
                "least and most of each suppressed cell that agree with all row and column sums and with counts of 0 or more (as "
                + "greatest flows)",
            Source = "Gusfield (1988)",
            NotFor = "tables of more than two dimensions",
            Input = "row,column,value,suppressed (true or 1 for suppressed; true values throughout)",
            Output = "row,column,value,low,high,exact (given away)",
            Work = (question, _) =>
            {
                var (rows, columns, table, hidden) = Table(question);
                var found = Suppression.Audit(table, hidden);
                return new Answer()
                    .Add("row", found.Select(c => rows[c.Row]))
                    .Add("column", found.Select(c => columns[c.Column]))
                    .Add("value", found.Select(c => table[c.Row, c.Column]))
                    .Add("low", found.Select(c => c.Low))
                    .Add("high", found.Select(c => c.High))
                    .Add("exact", found.Select(c => c.High - c.Low < 1e-9));
            },
        },
        new("differencing", Family, "Areas of two releases whose difference is too small")
        {
            Formula = "every pair of areas of which one contains the other, with a difference above 0 and below the threshold",
            Source = "Duke-Williams and Rees (1998)",
            NotFor = "unions of several areas, which can be differenced too",
            Input = "first,second,value: one line for each smallest unit with its area in both releases (empty for none)",
            Output = "first,second,difference",
            Parameters = [new("threshold", "3", "Differences below this are too small")],
            Work = (question, _) =>
            {
                var table = question.Input();
                string?[] Areas(string name) => [.. table.Words(name).Select(w => w.Length == 0 ? null : w)];
                var found = Differencing.Find(Areas("first"), Areas("second"), table.Values(), question.Number("threshold"));
                return new Answer()
                    .Add("first", found.Select(f => f.First))
                    .Add("second", found.Select(f => f.Second))
                    .Add("difference", found.Select(f => f.Difference));
            },
        },
        new("round", Family, "Round counts, and show 1 and 2 as fewer than 3")
        {
            Formula = "nearest multiple of the base; shown: 0 as 0, 1 up to below the threshold as <threshold",
            Source = "ONS, Statistical disclosure control",
            NotFor = "the same counts published again with other roundings",
            Input = "[id,]value",
            Output = "id,rounded,shown",
            Parameters = [new("base", "5", "Multiples of this"), new("threshold", "3", "Smaller counts are shown as <threshold")],
            Work = (question, _) =>
            {
                var (table, limit) = (question.Input(), question.Whole("threshold"));
                var values = table.Wholes("value", "count");
                var rounded = values.Select(v => Noise.Rounded(v, question.Whole("base"))).ToArray();
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("rounded", rounded)
                    .Add("shown", values.Select((v, i) => v > 0 && v < limit ? $"<{limit}" : Written.Cell(rounded[i])));
            },
        },
        new("discrete-laplace", Family, "Counts with discrete Laplace noise")
        {
            Formula = "P(K = k) = (1-a)/(1+a) a^|k|, a = exp(-ε/sensitivity)",
            Source = "Ghosh, Roughgarden and Sundararajan (2009)",
            NotFor = "publishing the same counts many times; with --seed for anything but tests",
            Input = "[id,]value",
            Output = "id,noisy; about the whole: variance",
            Parameters =
            [
                new("epsilon", "1", "ε"),
                new("sensitivity", "1", "By how much one person can change a count"),
                new("seed", null, "For tests: noise that can be repeated. The system's secure source when left out"),
                Parameter.Flag("not-negative", "Cut at 0"),
            ],
            Work = (question, _) =>
            {
                var table = question.Input();
                var values = table.Wholes("value", "count");
                var (epsilon, sensitivity) = (question.Number("epsilon"), question.Number("sensitivity"));
                var noise = Noise.Laplace(values.Length, epsilon, sensitivity, question.Has("seed") ? question.Whole("seed") : null);
                var a = Math.Exp(-epsilon / sensitivity);
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("noisy", values.Select((v, i) => question.Flag("not-negative") ? Math.Max(0, v + noise[i]) : v + noise[i]))
                    .Say("variance", 2 * a / ((1 - a) * (1 - a)));
            },
        },
        new("snap", Family, "Move points to anchors with at least so many addresses, or none")
        {
            Formula = "the nearest anchor whose catchment has at least eight addresses, or none",
            Source = "Home Office (2012), data.police.uk",
            NotFor = "offences that must not be shown at a point at all",
            Input = "[id,]x,y; --anchors [id,]x,y,addresses",
            Output = "id,x,y (of the anchor),anchor,metres",
            Parameters = [Parameter.File("anchors", "Where points may be moved"), new("least", "8", "Addresses")],
            Work = (question, _) =>
            {
                var (points, anchors) = (question.Input().Points(), question.Needed("anchors").Points());
                var found = Noise.Snap(
                    points.X,
                    points.Y,
                    anchors.X,
                    anchors.Y,
                    anchors.Table.Numbers("addresses", "catchment"),
                    question.Number("least")
                );
                var ids = anchors.Table.Ids();
                return new Answer()
                    .Add("id", points.Table.Ids())
                    .Add("x", found.Select(f => anchors.X[f.Anchor]))
                    .Add("y", found.Select(f => anchors.Y[f.Anchor]))
                    .Add("anchor", found.Select(f => ids[f.Anchor]))
                    .Add("metres", found.Select(f => f.Metres));
            },
        },
    ];

    private static (string[] Rows, string[] Columns, double[,] Table, bool[,] Hidden) Table(Question question)
    {
        var cells = question.Input();
        var (row, column, value) = (cells.Words("row", "r", "i"), cells.Words("column", "col", "j"), cells.Values());
        var hidden = cells.Has("suppressed") ? cells.Words("suppressed") : null;
        var (rows, columns) = (row.Distinct().ToArray(), column.Distinct().ToArray());
        var (table, mask, seen) = (
            new double[rows.Length, columns.Length],
            new bool[rows.Length, columns.Length],
            new HashSet<(int, int)>()
        );
        for (var k = 0; k < row.Length; k++)
        {
            var (i, j) = (Array.IndexOf(rows, row[k]), Array.IndexOf(columns, column[k]));
            if (!seen.Add((i, j)))
                throw new FormatException($"{cells.Name}: the cell {row[k]}, {column[k]} stands twice.");
            table[i, j] = value[k];
            mask[i, j] = hidden?[k] is "true" or "True" or "TRUE" or "1" or "yes";
        }
        return (rows, columns, table, mask);
    }
}
