using Fosse.Analysis;

namespace Fosse.Cli.Analyse;

/// <summary>What a method found: a table by columns, a few figures about the whole, and for surfaces the grid.</summary>
internal sealed class Answer
{
    private readonly List<(string Name, Array Values)> columns = [];
    private readonly List<(string Name, object Value)> summary = [];

    public IReadOnlyList<(string Name, Array Values)> Columns => columns;

    public IReadOnlyList<(string Name, object Value)> Summary => summary;

    /// <summary>The grid of a surface; its values are those of one column, row by row from the south-west.</summary>
    public Surface? Surface { get; private set; }

    public Chart? Chart { get; private set; }

    /// <summary>For rows that are clusters of areas: the areas of each.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Members { get; private set; }

    public int Count => columns.Count == 0 ? 0 : columns[0].Values.Length;

    public Answer Add(string name, IEnumerable<double> values) => Column(name, values as double[] ?? [.. values]);

    public Answer Add(string name, IEnumerable<string> values) => Column(name, values as string[] ?? [.. values]);

    public Answer Add(string name, IEnumerable<long> values) => Column(name, values as long[] ?? [.. values]);

    public Answer Add(string name, IEnumerable<int> values) => Column(name, values as int[] ?? [.. values]);

    public Answer Add(string name, IEnumerable<bool> values) => Column(name, values as bool[] ?? [.. values]);

    /// <summary>x and y, and lon and lat as well where the points came so.</summary>
    public Answer AddPoints(PointTable points)
    {
        if (points.Table.Has("id"))
            Add("id", points.Table.Words("id"));
        Add("x", points.X).Add("y", points.Y);
        return points.Longitude is null ? this : Add("lon", points.Longitude).Add("lat", points.Latitude!);
    }

    private Answer Column(string name, Array values)
    {
        if (columns.Count > 0 && values.Length != Count)
            throw new InvalidOperationException($"Column {name} has {values.Length} rows, not {Count}.");
        columns.Add((name, values));
        return this;
    }

    /// <summary>One figure about the whole.</summary>
    public Answer Say(string name, object value)
    {
        summary.Add((name, value));
        return this;
    }

    public Answer On(Grid grid, double[] values, string unit) => On(new(grid, values, unit));

    public Answer On(Surface surface)
    {
        Surface = surface;
        return this;
    }

    public Answer Of(IReadOnlyList<IReadOnlyList<string>> members)
    {
        Members = members;
        return this;
    }

    public Answer Draw(Chart chart)
    {
        Chart = chart;
        return this;
    }
}
