namespace Fosse.Analysis.Tests;

public sealed class DbscanTests
{
    [Fact]
    public void Arson_in_Chicago_has_the_clusters_of_scikit_learn()
    {
        var table = Oracle.Table("dbscan/case02_chicago_arson_eps500_min5.csv");
        var found = Dbscan.Of(table.Numbers("x"), table.Numbers("y"), 500, 5);
        Assert.Equal(19, found.Clusters);
        Assert.Equal(table.Words("core").Select(c => c == "1"), found.Core);
        Assert.Equal(table.Wholes("label"), found.Labels);
    }

    [Theory, InlineData(1, 40, 4), InlineData(2, 15, 3), InlineData(3, 5, 1), InlineData(4, 400, 30)]
    public void Clusters_are_those_of_the_definition(int seed, double eps, double minimum)
    {
        var chance = new Chance(seed);
        // Whole metres, so that distances of exactly eps and stacked points occur.
        double[] x = [.. Enumerable.Range(0, 300).Select(_ => (double)chance.Below(300))],
            y = [.. Enumerable.Range(0, 300).Select(_ => (double)chance.Below(300))],
            t = [.. Enumerable.Range(0, 300).Select(_ => (double)chance.Below(30))];
        Same(x, y, Dbscan.Of(x, y, eps, minimum), (i, j) => D(x, y, i, j) <= eps * eps, minimum);
        Same(x, y, StDbscan.Of(x, y, t, eps, 7, minimum), (i, j) => D(x, y, i, j) <= eps * eps && Math.Abs(t[i] - t[j]) <= 7, minimum);
    }

    private static double D(double[] x, double[] y, int i, int j) => (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);

    private static void Same(double[] x, double[] y, DbscanResult found, Func<int, int, bool> near, double minimum)
    {
        var n = x.Length;
        var core = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Count(j => near(i, j)) >= minimum).ToArray();
        Assert.Equal(core, found.Core);
        for (var i = 0; i < n; i++)
        {
            var cores = Enumerable.Range(0, n).Where(j => core[j] && near(i, j)).ToArray();
            if (core[i])
                Assert.All(cores, j => Assert.Equal(found.Labels[i], found.Labels[j]));
            else if (cores.Length == 0)
                Assert.Equal(-1, found.Labels[i]);
            else
                Assert.Contains(found.Labels[i], cores.Select(j => found.Labels[j]));
            if (!core[i])
                Assert.Equal(cores.Select(j => found.Labels[j]).Distinct().Count() > 1, found.Ambiguous[i]);
        }
        // No more joined than must be: as many clusters as connected cores.
        var seen = new HashSet<int>();
        var groups = 0;
        for (var i = 0; i < n; i++)
        {
            if (!core[i] || !seen.Add(i))
                continue;
            groups++;
            var open = new Stack<int>([i]);
            while (open.TryPop(out var at))
                for (var j = 0; j < n; j++)
                    if (core[j] && near(at, j) && seen.Add(j))
                        open.Push(j);
        }
        Assert.Equal(groups, found.Clusters);
    }

    [Fact]
    public void A_weight_of_three_is_three_points_and_far_away_is_as_here()
    {
        double[] x = [0, 10, 100, 105],
            y = [0, 0, 0, 0];
        Assert.Equal([0, 0, -1, -1], Dbscan.Of(x, y, 10, 4, [3, 1, 1, 1]).Labels);
        Assert.Equal([0, 0, 0, 0, -1, -1], Dbscan.Of([0, 0, 0, 10, 100, 105], [0, 0, 0, 0, 0, 0], 10, 4).Labels);
        Assert.Equal([0, 0, -1, -1], Dbscan.Of([.. x.Select(v => v + 1e9)], [.. y.Select(v => v - 1e9)], 10, 4, [3, 1, 1, 1]).Labels);
        Assert.Empty(Dbscan.Of([], [], 1, 1).Labels);
        Assert.Equal([0], Dbscan.Of([5], [5], 1, 1).Labels);
        Assert.Equal([-1], Dbscan.Of([5], [5], 1, 2).Labels);
        Assert.Equal([-1, 0, 0], Dbscan.Of([-1e12, 1, 2], [7e11, 1, 1], 2, 2).Labels);
    }

    [
        Theory,
        InlineData(double.NaN, 1, 1, "x"),
        InlineData(1, double.NegativeInfinity, 1, "y"),
        InlineData(1, 1, 0, "eps"),
        InlineData(1, 1, double.NaN, "eps")
    ]
    public void What_cannot_be_is_refused_by_name(double x, double y, double eps, string name) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => Dbscan.Of([x], [y], eps, 3)).ParamName);
}
