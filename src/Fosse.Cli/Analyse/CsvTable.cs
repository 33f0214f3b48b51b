using System.Globalization;

namespace Fosse.Cli.Analyse;

/// <summary>A small table from a CSV file, by columns. Every complaint names the file, the line and the column.</summary>
internal sealed class CsvTable : IInput
{
    private readonly string[] heading;
    private readonly List<string[]> rows = [];
    private readonly List<int> lines = [];

    private CsvTable(string name, string hash, string[] heading) => (Name, Hash, this.heading) = (name, hash, heading);

    public string Name { get; }

    /// <summary>SHA-256 of the file's bytes.</summary>
    public string Hash { get; }

    public int Count => rows.Count;

    public IReadOnlyList<string> Heading => heading;

    public static CsvTable Read(string path, IReadOnlyDictionary<string, string> renamed)
    {
        var file = InputFile.Read(path);
        return Parse(file.Name, file.Hash, file.Text, renamed);
    }

    private static CsvTable Parse(string name, string hash, string text, IReadOnlyDictionary<string, string> renamed)
    {
        using var read = Exchange.Tables.CsvTable.Open(new StringReader(text), name);
        var table = new CsvTable(
            name,
            hash,
            [.. read.Header.Select(n => renamed.FirstOrDefault(r => r.Value.Equals(n, StringComparison.OrdinalIgnoreCase)).Key ?? n)]
        );
        if (table.heading.Distinct(StringComparer.OrdinalIgnoreCase).Count() != table.heading.Length)
            throw new FormatException($"{name}, line {read.Line}: a column name stands twice in the heading.");
        foreach (var row in read.Rows())
        {
            table.rows.Add(Array.ConvertAll(row, cell => cell.Trim()));
            table.lines.Add(read.Line);
        }
        return table;
    }

    /// <summary>The place of the first of these columns that is there, or -1.</summary>
    private int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var at = Array.FindIndex(heading, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
                return at;
        }
        return -1;
    }

    public bool Has(params ReadOnlySpan<string> names) => Find(names) >= 0;

    private int Must(ReadOnlySpan<string> names)
    {
        var at = Find(names);
        return at >= 0
            ? at
            : throw new FormatException(
                $"{Name}, line 1: needs a column {string.Join(" or ", names.ToArray())}; it has {string.Join(", ", heading)}. "
                    + $"--column {names[0]}=NAME says which column that is."
            );
    }

    public string[] Words(params ReadOnlySpan<string> names)
    {
        var at = Must(names);
        return [.. rows.Select(row => row[at])];
    }

    /// <summary>Numbers of the first of these columns that is there. An empty cell, a word, NaN and infinity are refused.</summary>
    public double[] Numbers(params ReadOnlySpan<string> names)
    {
        var at = Must(names);
        var numbers = new double[rows.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (
                !double.TryParse(rows[i][at], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])
            )
                throw Bad(i, at, "must be a finite number");
        }
        return numbers;
    }

    /// <summary>As <see cref="Numbers"/>, with NaN for an empty cell, NA or NaN.</summary>
    public double[] NumbersOrGaps(params ReadOnlySpan<string> names)
    {
        var at = Must(names);
        var numbers = new double[rows.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var cell = rows[i][at];
            if (cell is "" or "NA" or "NaN")
                numbers[i] = double.NaN;
            else if (
                !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i])
            )
                throw Bad(i, at, "must be a finite number, or empty");
        }
        return numbers;
    }

    public long[] Wholes(params ReadOnlySpan<string> names)
    {
        var at = Must(names);
        var numbers = Numbers(names);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != Math.Floor(numbers[i]) || Math.Abs(numbers[i]) > 1e15)
                throw Bad(i, at, "must be a whole number");
        }
        return [.. numbers.Select(n => (long)n)];
    }

    public FormatException Bad(int row, string column, string must) => Bad(row, Find(column), must);

    private FormatException Bad(int row, int at, string must) =>
        new($"{Name}, line {lines[row]}, column {heading[at]}: {must}; it is '{rows[row][at]}'.");
}
