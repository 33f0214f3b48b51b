using System.Globalization;

namespace Fosse.Analysis.Tests;

/// <summary>The numbers that the pages on methods give as examples are worked out again.</summary>
public sealed class WorkedExamplesTests
{
    private static void Says(string page, params double[] numbers)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Fosse.slnx")))
            folder = folder.Parent;
        var words = File.ReadAllText(Path.Combine(folder.FullName, "docs", "methods", page + ".md"));
        Assert.All(
            numbers,
            number => Assert.Contains(number.ToString("F4", CultureInfo.InvariantCulture), words, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Comparisons()
    {
        var (test, change) = (PeriodTest.Of(20, 1, 34, 1), RateChange.Between(20, 1, 34, 1));
        Says("comparisons", change.Ratio, test.Exact, test.MidP, test.ETest, test.SquareRootZ);
    }

    [Fact]
    public void Surfaces() => Says("surfaces", Kde.At([150], [0], [0], [0], 300)[0] * 1e6, 100 * Math.Sqrt(8));

    [Fact]
    public void A_quartic_kernel_of_root_eight_spreads_as_wide_as_a_Gaussian()
    {
        // The mean square of one coordinate of a quartic kernel is h²/8, ring by ring.
        var rings = Enumerable.Range(0, 20_000).Select(k => (k + .5) / 20_000).ToArray();
        Assert.Equal(1 / 8.0, rings.Sum(d => 3 / Math.PI * Math.Pow(1 - d * d, 2) * 2 * Math.PI * d * d * d / 2 / 20_000), 1e-6);
    }

    [Fact]
    public void Clusters()
    {
        var first = GetisOrd.Of([1, 5, 2, 7, 7, 0, 3, 2, 9], SpatialWeights.OfGrid(3, 3), plan: new())[0];
        Says("clusters", first.Z, first.Permutation.Upper, 6 * 7 / 100.0, ScanRatio.Poisson(3, 6 * 7 / 100.0, 100));
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
        Says(
            "series",
            chart.Points[0].Centre,
            chart.Points[0].Low,
            chart.Points[0].High,
            Math.Round(chart.MovingRangeHigh, 4, MidpointRounding.AwayFromZero)
        );
        var late = ControlCharts.Individuals([10, 12, 11, 13, 9, 2], late: 1);
        Assert.Equal((chart.Points[0].Low, chart.Points[0].High), (late.Points[5].Low, late.Points[5].High));
        Says("series", ControlCharts.Individuals([10, 12, 11, 13, 9, 2]).Points[0].Low);
    }

    [Fact]
    public void Judgement()
    {
        var rows = HotspotAccuracy.Of([8, 4, 2], [6, 7, 1]);
        var bars = new RiskVariable("bar", RiskMeasure.Proximity, 100, [.. Enumerable.Range(0, 400).Select(i => i < 100)]);
        var risk = RiskTerrain
            .Of([.. Enumerable.Range(0, 400).Select(i => i is < 40 or >= 100 and < 130 ? 1.0 : 0)], [bars])
            .Terms.Single()
            .RelativeRisk;
        Says("judgement", rows[1].Pai, rows[0].Pei, risk);
    }

    [Fact]
    public void Places_and_privacy()
    {
        var wall = RasterViewshed.Of(Grid.Of(0, 0, 10, 40, 1), [.. Enumerable.Range(0, 40).Select(c => c == 20 ? 6.0 : 0)], 5, 5, 2);
        Says("places-and-privacy", Isovist.Of(0, 0, [new(2, -1, 2, 1)], 10).Area, wall.Needed[30]);
    }
}
