using System.Globalization;

namespace Fosse.Analysis.Tests;

/// <summary>The numbers that the pages on methods give as examples are worked out again.</summary>
public sealed class WorkedExamplesTests
{
    private static void Says(string page, params double[] numbers)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Fosse.slnx"))) folder = folder.Parent;
        var words = File.ReadAllText(Path.Combine(folder.FullName, "docs", "methods", page + ".md"));
        Assert.All(numbers, number => Assert.Contains(number.ToString("F4", CultureInfo.InvariantCulture), words, StringComparison.Ordinal));
    }

    [Fact]
    public void Comparisons()
    {
        var (test, change) = (PeriodTest.Of(20, 1, 34, 1), RateChange.Between(20, 1, 34, 1));
        Says("comparisons", change.Ratio, test.Exact, test.MidP, test.ETest, test.SquareRootZ);
    }

    [Fact]
    public void Surfaces() => Says("surfaces", Kde.At([150], [0], [0], [0], 300)[0] * 1e6);

    [Fact]
    public void Clusters()
    {
        var first = GetisOrd.Of([1, 5, 2, 7, 7, 0, 3, 2, 9], SpatialWeights.OfGrid(3, 3), plan: new())[0];
        Says("clusters", first.Z, first.Permutation.Upper);
    }

    [Fact]
    public void Repetition()
    {
        var cell = Knox.Of([0, 10, 0, 500, 510, 900], [0, 0, 10, 0, 0, 900], [1, 2, 3, 10, 11, 30], [0, 50], [0, 7], 0)[0];
        Assert.Equal(4, cell.Observed);
        Says("repetition", cell.Mean, cell.Variance, cell.Ratio);
    }

    [Fact]
    public void Series()
    {
        var chart = ControlCharts.Individuals([10, 12, 11, 13, 9]);
        Says("series", chart.Points[0].Centre, chart.Points[0].Low, chart.Points[0].High, Math.Round(chart.MovingRangeHigh, 4, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void Judgement()
    {
        var rows = HotspotAccuracy.Of([8, 4, 2], [6, 7, 1]);
        Says("judgement", rows[1].Pai, rows[0].Pei);
    }

    [Fact]
    public void Places_and_privacy() => Says("places-and-privacy", Isovist.Of(0, 0, [new(2, -1, 2, 1)], 10).Area);
}
