using Fosse.Analysis;

namespace Fosse.Cli.Analyse;

/// <summary>One line of a chart: its name (none for a fellow of the line before), a value for each place on the axis (gaps are NaN), and
/// whether it is dashed or points of their own.</summary>
internal sealed record ChartLine(
    string Name,
    IReadOnlyList<double> Values,
    (byte, byte, byte) Colour,
    bool Dashed = false,
    bool Dots = false
);

/// <summary>What a chart shows over one axis, and how it names itself.</summary>
internal sealed record Chart(string Title, IReadOnlyList<string> Along, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>An interval that is filled.</summary>
    public (string Name, IReadOnlyList<double> Low, IReadOnlyList<double> High)? Band { get; init; }

    /// <summary>Places on the axis whose values may still rise.</summary>
    public (int From, int Count) Late { get; init; }

    /// <summary>How many places on the axis lie between labels; as many as have room when left out.</summary>
    public int? Every { get; init; }

    /// <summary>What the numbers up the side are.</summary>
    public string Unit { get; init; } = "value, as in the file";

    public static Chart Of(string title, IReadOnlyList<string> along, params ChartLine[] lines) => new(title, along, lines);
}

/// <summary>What a surface shows: values over a grid, their unit, the words for values that are classes, why some have none, and a place to
/// mark.</summary>
internal sealed record Surface(Grid Grid, double[] Values, string Unit)
{
    /// <summary>Names of the values 0, 1, ... where these are classes.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    public string? Title { get; init; }

    public string NoValue { get; init; } = "no value";

    public (double X, double Y, string Name)? Mark { get; init; }
}
