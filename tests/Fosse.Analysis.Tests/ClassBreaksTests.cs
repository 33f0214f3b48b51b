using System.Globalization;

namespace Fosse.Analysis.Tests;

public sealed class ClassBreaksTests
{
    private static readonly double[] Skewed = [.. Enumerable.Range(1, 700).Select(i => 5 * Math.Exp(i / 150.0))];

    [Fact]
    public void Breaks_are_round_rising_and_at_most_six()
    {
        var breaks = ClassBreaks.Choose(Skewed);
        Assert.Equal(6, breaks.Count);
        Assert.Equal(breaks.Order().Distinct(), breaks);
        Assert.All(breaks, boundary => Assert.True(boundary.ToString(CultureInfo.InvariantCulture).Trim('0', '.').Length <= 2));
    }

    [Fact]
    public void No_class_is_empty_and_none_holds_half()
    {
        var breaks = ClassBreaks.Choose(Skewed);
        var sizes = Skewed.GroupBy(value => ClassBreaks.ClassOf(value, breaks)).Select(group => group.Count()).ToArray();
        Assert.Equal(breaks.Count + 1, sizes.Length);
        Assert.True(sizes.Max() < Skewed.Length / 2);
    }

    [Fact]
    public void The_order_of_the_values_does_not_matter() =>
        Assert.Equal(ClassBreaks.Choose(Skewed), ClassBreaks.Choose([.. Skewed.Reverse()]));

    [Fact]
    public void Ten_times_the_values_have_ten_times_the_breaks()
    {
        var tenfold = ClassBreaks.Choose([.. Skewed.Select(value => value * 10)]);
        foreach (var (one, ten) in ClassBreaks.Choose(Skewed).Zip(tenfold))
            Assert.Equal(one * 10, ten, 1e-9);
    }

    [Fact]
    public void Values_that_do_not_differ_need_no_break_and_a_value_on_a_break_goes_up()
    {
        Assert.Empty(ClassBreaks.Choose([]));
        Assert.Empty(ClassBreaks.Choose([0, 0, 0]));
        Assert.Empty(ClassBreaks.Choose([7, 7]));
        Assert.Single(ClassBreaks.Choose([101, 102, 103]));
        Assert.Equal(
            (0, 1, 2),
            (ClassBreaks.ClassOf(19.9, [20, 40]), ClassBreaks.ClassOf(20, [20, 40]), ClassBreaks.ClassOf(900, [20, 40]))
        );
    }

    [Fact]
    public void Negative_values_and_eight_classes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassBreaks.Choose([1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassBreaks.Choose([1, 2], 8));
    }
}
