using FsCheck;
using FsCheck.Fluent;

namespace Fosse.Analysis.Tests;

/// <summary>Laws that hold for any numbers: made up by FsCheck, and shrunk to the smallest that breaks one.</summary>
public sealed class LawsTests
{
    private static void Holds<T>(Func<T, bool> law) => Prop.ForAll(ArbMap.Default.ArbFor<T>(), law).QuickCheckThrowOnFailure();

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * (1 + Math.Abs(a));

    private static bool Near(IEnumerable<double> a, IEnumerable<double> b) => a.Zip(b).All(pair => Near(pair.First, pair.Second));

    private static double[] Counts(NonNegativeInt[] made) => [.. made.Select(m => (double)m.Get)];

    [Fact]
    public void More_confidence_is_never_narrower_and_the_interval_holds_the_rate() =>
        Holds<(NonNegativeInt Count, PositiveInt People)>(made =>
            Rates.Exact(made.Count.Get, made.People.Get) is var usual
            && Rates.Exact(made.Count.Get, made.People.Get, confidence: .998) is var wide
            && usual.Low <= usual.Value
            && usual.Value <= usual.High
            && wide.Low <= usual.Low
            && wide.High >= usual.High
        );

    [Fact]
    public void Two_periods_told_backwards_have_the_same_p() =>
        Holds<(NonNegativeInt A, NonNegativeInt B, PositiveInt E, PositiveInt F)>(made =>
            PeriodTest.Of(made.A.Get, made.E.Get, made.B.Get, made.F.Get) is var told
            && PeriodTest.Of(made.B.Get, made.F.Get, made.A.Get, made.E.Get) is var back
            && Near(told.Exact, back.Exact)
            && Near(told.MidP, back.MidP)
            && Near(told.ETest, back.ETest)
            && Near(told.SquareRootZ, -back.SquareRootZ)
        );

    [Fact]
    public void Adjusted_p_values_keep_their_order_and_are_no_smaller() =>
        Holds<NonNegativeInt[]>(made =>
        {
            double[] p = [.. made.Select(m => m.Get % 1001 / 1000.0)];
            var adjusted = FalseDiscovery.BenjaminiHochberg(p);
            return Enumerable
                .Range(0, p.Length)
                .All(i =>
                    adjusted[i] >= p[i]
                    && adjusted[i] <= 1
                    && Enumerable.Range(0, p.Length).All(j => p[i] > p[j] || adjusted[i] <= adjusted[j])
                );
        });

    [Fact]
    public void Concentration_minds_neither_unit_nor_order() =>
        Holds<NonNegativeInt[]>(made =>
        {
            var counts = Counts(made);
            if (counts.Sum() == 0)
                return true;
            var found = Concentration.Of(counts);
            return found.Gini is >= -1e-12 and < 1
                && Near(found.Gini, Concentration.Of([.. counts.Reverse()]).Gini)
                && Near(found.Gini, Concentration.Of([.. counts.Select(c => c * 7)]).Gini);
        });

    [Fact]
    public void A_surface_moves_with_its_points_and_order_is_nothing() =>
        Holds<(int X, int Y)[]>(made =>
        {
            double[] x = [.. made.Select(p => (double)(p.X % 500))],
                y = [.. made.Select(p => (double)(p.Y % 500))];
            var surface = Kde.Over(x, y, Grid.Of(-500, -500, 100, 10, 10), 250);
            return Near(
                    surface,
                    Kde.Over([.. x.Select(v => v + 3000)], [.. y.Select(v => v - 700)], Grid.Of(2500, -1200, 100, 10, 10), 250)
                )
                && Near(surface, Kde.Over([.. x.Reverse()], [.. y.Reverse()], Grid.Of(-500, -500, 100, 10, 10), 250))
                // A quarter turn of the points is a quarter turn of the map.
                && Near(
                    surface,
                    Enumerable
                        .Range(0, 100)
                        .Select(i => Kde.At([-(-450 + i / 10 * 100.0)], [-450 + i % 10 * 100.0], [.. y.Select(v => -v)], x, 250)[0])
                );
        });

    [Fact]
    public void Clusters_do_not_mind_the_order_of_points() =>
        Holds<(int X, int Y)[]>(made =>
        {
            double[] x = [.. made.Select(p => (double)(p.X % 60))],
                y = [.. made.Select(p => (double)(p.Y % 60))];
            var (there, back) = (Dbscan.Of(x, y, 10, 3), Dbscan.Of([.. x.Reverse()], [.. y.Reverse()], 10, 3));
            return there.Clusters == back.Clusters
                && there.Core.SequenceEqual(back.Core.Reverse())
                && there.Labels.Select(l => l < 0).SequenceEqual(back.Labels.Reverse().Select(l => l < 0));
        });

    [Fact]
    public void A_series_taken_apart_adds_up_whatever_it_is() =>
        Holds<int[]>(made =>
        {
            double[] values = [.. Enumerable.Range(0, 30).Select(i => made.Length == 0 ? 0.0 : made[i % made.Length] % 1000)];
            var parts = Stl.Of(values, new(7, 7, true));
            return Near(values, parts.Seasonal.Zip(parts.Trend, parts.Remainder).Select(p => p.First + p.Second + p.Third))
                && parts.Weight.All(w => w is >= 0 and <= 1);
        });

    [Fact]
    public void What_margins_give_away_holds_the_truth() =>
        Holds<NonNegativeInt[]>(made =>
        {
            var table = new double[3, 4];
            for (var i = 0; i < 12; i++)
                table[i / 4, i % 4] = made.Length == 0 ? 0 : made[i % made.Length].Get % 20;
            var found = Suppression.Protect(table, 4);
            return found.Cells.All(c =>
                c.Low <= table[c.Row, c.Column]
                && table[c.Row, c.Column] <= c.High
                && (!found.Safe || !c.Primary || c.High - c.Low >= 4 - 1e-9)
            );
        });
}
