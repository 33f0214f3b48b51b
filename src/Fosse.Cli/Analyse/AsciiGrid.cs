using System.Globalization;
using Fosse.Analysis;

namespace Fosse.Cli.Analyse;

/// <summary>An ESRI ASCII grid: values row by row from the south-west, NaN where the file says there is none.</summary>
internal sealed record AsciiGrid(string Name, string Hash, Grid Grid, double[] Values) : IInput
{
    public int Count => Values.Length;

    public static AsciiGrid Read(string path)
    {
        var file = InputFile.Read(path);
        var rest = file.Text.AsSpan();
        var head = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        FormatException Bad(string what) => new($"{file.Name} is no ESRI ASCII grid: {what}.");
        while (true)
        {
            var before = rest;
            var name = Word(ref rest);
            if (name.IsEmpty || !char.IsAsciiLetter(name[0]) || name.Equals("nan", StringComparison.OrdinalIgnoreCase))
            {
                rest = before;
                break;
            }
            var key = name.ToString();
            head[key] =
                double.TryParse(Word(ref rest), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                    ? number
                    : throw Bad($"{key} must be followed by a number");
        }
        double Of(string name) =>
            head.TryGetValue(name, out var number)
                ? number
                : throw Bad(
                    $"its heading needs {name} (ncols, nrows, xllcorner or xllcenter, yllcorner or yllcenter, cellsize, NODATA_value)"
                );
        var cell = Of("cellsize");
        double Corner(string axis) => head.TryGetValue(axis + "llcenter", out var centre) ? centre - cell / 2 : Of(axis + "llcorner");
        double columns = Of("ncols"),
            rows = Of("nrows");
        if (columns != Math.Floor(columns) || rows != Math.Floor(rows))
            throw Bad("ncols and nrows must be whole numbers");
        Grid grid;
        try
        {
            grid = Grid.Of(Corner("x"), Corner("y"), cell, (long)columns, (long)rows);
        }
        catch (ArgumentOutOfRangeException refused)
        {
            throw Bad($"{refused.ParamName} is {refused.ActualValue}");
        }
        var none = head.TryGetValue("NODATA_value", out var given) ? given : -9999;
        var values = new double[grid.Count];
        for (var k = 0; k < values.Length; k++)
        {
            var word = Word(ref rest);
            var at = (grid.Rows - 1 - k / grid.Columns) * grid.Columns + k % grid.Columns;
            if (word.IsEmpty)
                throw Bad($"it has {k} values and needs {values.Length}");
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out values[at]) || double.IsInfinity(values[at]))
                throw Bad($"row {k / grid.Columns + 1}, value {k % grid.Columns + 1} must be a number; it is '{word}'");
            if (values[at] == none)
                values[at] = double.NaN;
        }
        return Word(ref rest).IsEmpty ? new(file.Name, file.Hash, grid, values) : throw Bad($"it has more values than {values.Length}");
    }

    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        var end = 0;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
            end++;
        var word = rest[..end];
        rest = rest[end..];
        return word;
    }
}
