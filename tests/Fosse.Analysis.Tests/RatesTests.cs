namespace Fosse.Analysis.Tests;

public sealed class RatesTests
{
    [Fact]
    public void North_West_Leicestershire_is_78_5_with_76_8_to_80_2()
    {
        var rate = Rates.Per(8217, 104_709);
        Assert.Equal((78.5, 76.8, 80.2), (Math.Round(rate.Value, 1), Math.Round(rate.Low, 1), Math.Round(rate.High, 1)));
    }

    [Fact]
    public void Both_intervals_agree_with_the_reference_program()
    {
        foreach (var row in Oracle.Rows("rate_intervals/case01_poisson_rate_ci.csv"))
        {
            var (count, population) = ((long)row[0], row[1]);
            Near(row[2], row[3], row[4], Rates.Exact(count, population));
            Near(row[2], row[5], row[6], Rates.Byar(count, population));
            Near(row[2], row[9], row[10], Rates.Exact(count, population, confidence: .998));
        }

        static void Near(double value, double low, double high, Rate actual)
        {
            Assert.Equal(value, actual.Value, 1e-6);
            Assert.Equal(low, actual.Low, 1e-6);
            Assert.Equal(high, actual.High, 1e-6);
        }
    }

    [Fact]
    public void Garwoods_printed_limits_come_back()
    {
        Assert.Equal(new(0, 0, -Math.Log(.025)), Rates.Exact(0, 1, 1), Near);
        Assert.Equal(-Math.Log(.975), Rates.Exact(1, 1, 1).Low, 1e-12);
        Assert.Equal(new(10, 4.795389, 18.390356), Rates.Exact(10, 1, 1), Near);
    }

    [Fact]
    public void Nine_events_have_the_exact_interval_and_ten_have_Byars()
    {
        Assert.Equal(Rates.Exact(9, 5000), Rates.Per(9, 5000));
        Assert.Equal(Rates.Byar(10, 5000), Rates.Per(10, 5000));
    }

    [Theory, InlineData(0), InlineData(3), InlineData(9), InlineData(10), InlineData(761), InlineData(2_000_000)]
    public void The_rate_lies_in_its_interval_and_more_confidence_is_wider(long count)
    {
        var usual = Rates.Per(count, 104_709);
        var wide = Rates.Per(count, 104_709, confidence: .998);
        Assert.InRange(usual.Value, usual.Low, usual.High);
        Assert.True(wide.High > usual.High && (count == 0 ? wide.Low == 0 : wide.Low < usual.Low));
    }

    [Theory, InlineData(0), InlineData(4), InlineData(8217)]
    public void Twice_the_population_halves_the_rate_and_twice_the_unit_doubles_it(long count)
    {
        var one = Rates.Per(count, 1000);
        var halved = Rates.Per(count, 2000);
        Assert.Equal(new(one.Value / 2, one.Low / 2, one.High / 2), halved, Near);
        Assert.Equal(one, Rates.Per(count, 2000, 2000), Near);
    }

    [Fact]
    public void One_event_more_never_lowers_a_limit()
    {
        var ladder = Enumerable.Range(0, 60).Select(count => Rates.Per(count, 1000)).ToArray();
        foreach (var (less, more) in ladder.Zip(ladder.Skip(1)))
            Assert.True(more.Low > less.Low && more.High > less.High, $"{less} {more}");
    }

    [Fact]
    public void Byar_stays_close_to_the_exact_interval_for_large_counts()
    {
        var (byar, exact) = (Rates.Byar(8217, 104_709), Rates.Exact(8217, 104_709));
        Assert.Equal(exact.Low, byar.Low, 1e-4);
        Assert.Equal(exact.High, byar.High, 1e-4);
    }

    [Theory]
    [InlineData(-1, 100, 1000, .95), InlineData(1, 0, 1000, .95), InlineData(1, -5, 1000, .95), InlineData(1, double.NaN, 1000, .95)]
    [InlineData(1, 100, 0, .95), InlineData(1, 100, 1000, 1), InlineData(1, 100, 1000, 0)]
    public void Impossible_questions_are_refused(long count, double population, double per, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates.Per(count, population, per, confidence));

    private static bool Near(Rate a, Rate b) =>
        Math.Abs(a.Value - b.Value) < 1e-6 && Math.Abs(a.Low - b.Low) < 1e-6 && Math.Abs(a.High - b.High) < 1e-6;
}
