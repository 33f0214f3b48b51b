namespace Fosse.Analysis.Tests;

internal static class Near
{
    /// <summary>Each number within the tolerance of its fellow; the worst one is named.</summary>
    internal static void All(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double absolute = 0, double relative = 0)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            One(expected[i], actual[i], absolute, relative, $"row {i + 1}: ");
    }

    internal static void One(double expected, double actual, double absolute = 0, double relative = 0, string where = "")
    {
        if (expected.Equals(actual))
            return;
        var off = Math.Abs(expected - actual);
        Assert.True(off <= absolute + relative * Math.Abs(expected), $"{where}expected {expected:R}, was {actual:R}, off by {off:G3}");
    }
}
