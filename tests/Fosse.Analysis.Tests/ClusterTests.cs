namespace Fosse.Analysis.Tests;

public sealed class ClusterTests
{
    [Fact]
    public void Gi_and_Gi_star_of_Columbus_and_Africa_agree_with_the_reference_program()
    {
        var table = Oracle.Table("gistar/case02_columbus_queen/data_expected.csv");
        var (values, weights) = (
            table.Numbers("CRIME"),
            RateFamilyTests.Neighbours("gistar/case02_columbus_queen/neighbours.csv", table.Count)
        );
        Near.All(table.Numbers("Gistar_B"), Z(GetisOrd.Of(values, weights)), 1e-9);
        Near.All(table.Numbers("Gi_B"), Z(GetisOrd.Of(values, weights, star: false)), 1e-9);
        Near.All(table.Numbers("Gi_W"), Z(GetisOrd.Of(values, weights.RowStandardised(), star: false)), 1e-9);
        var p = GetisOrd.Of(values, weights).Select(f => f.NormalP).ToArray();
        Near.All(table.Numbers("p_two_sided_Gistar_B"), p, 1e-9);
        Near.All(table.Numbers("p_fdr_BH"), FalseDiscovery.BenjaminiHochberg(p), 1e-9);
        Near.All(table.Numbers("p_holm"), FalseDiscovery.Holm(p), 1e-9);
        var africa = Oracle.Table("gistar/case05_afcon/data_expected.csv");
        Near.All(
            africa.Numbers("Gistar_B"),
            Z(GetisOrd.Of(africa.Numbers("totcon"), RateFamilyTests.Neighbours("gistar/case05_afcon/neighbours.csv", africa.Count))),
            1e-9
        );
    }

    private static double[] Z(IReadOnlyList<LocalFind> finds) => [.. finds.Select(f => f.Z)];

    [Fact]
    public void Anselins_African_conflict_comes_back()
    {
        var table = Oracle.Table("local_moran/case03_afcon_anselin1995/data_expected.csv");
        var weights = RateFamilyTests.Neighbours("local_moran/case03_afcon_anselin1995/neighbours.csv", table.Count).RowStandardised();
        var found = LocalMoran.Of(table.Numbers("totcon"), weights, conditional: false).Areas;
        Near.All(table.Numbers("Ii"), [.. found.Select(f => f.Statistic)], 1e-9);
        Near.All(table.Numbers("E"), [.. found.Select(f => f.Expected)], 1e-9);
        Near.All(table.Numbers("V"), [.. found.Select(f => f.Variance)], 1e-9);
        Near.All(table.Numbers("Z"), Z(found), 1e-9);
        Near.All(table.Numbers("p"), [.. found.Select(f => f.NormalP)], 1e-9);
    }

    [Fact]
    public void Morans_I_of_Columbus_comes_back_and_local_ones_add_up_to_it()
    {
        var table = Oracle.Table("gistar/case02_columbus_queen/data_expected.csv");
        var weights = RateFamilyTests.Neighbours("gistar/case02_columbus_queen/neighbours.csv", table.Count).RowStandardised();
        var expected = Oracle.Json("global_moran/case02_columbus.json");
        var found = Moran.Of(table.Numbers("CRIME"), weights, new(999));
        Near.One(expected.GetProperty("moran_I").GetDouble(), found.Statistic, 1e-9);
        Near.One(expected.GetProperty("V").GetDouble(), found.Variance, 1e-9);
        Near.One(expected.GetProperty("z").GetDouble(), found.Z, 1e-9);
        Near.One(expected.GetProperty("p_greater").GetDouble(), found.PUpper, 1e-9);
        Assert.Equal(.001, found.PermutationUpper, 1e-12);
        Near.One(found.Statistic, LocalMoran.Of(table.Numbers("CRIME"), weights).Areas.Average(a => a.Statistic), 1e-12);
    }

    [Fact]
    public void An_area_without_a_neighbour_is_told_and_is_none_of_the_n()
    {
        // One of the value of the mean changes neither the mean nor the spread: all is as without it, unless it is counted.
        double[] values = [3, 7, 1, 12, 5, 8];
        var links = Enumerable.Range(0, 5).SelectMany(i => new[] { (i, i + 1, 1.0), (i + 1, i, 1.0) }).ToList();
        var without = SpatialWeights.FromLinks(6, links);
        var with = SpatialWeights.FromLinks(7, links);
        Assert.Empty(without.Islands);
        Assert.Equal([6], with.Islands);
        foreach (var style in new Func<SpatialWeights, SpatialWeights>[] { w => w, w => w.RowStandardised() })
        {
            foreach (
                var statistic in new[]
                {
                    Moran.Of,
                    (Func<double[], SpatialWeights, PermutationPlan?, bool, CancellationToken, GlobalFind>)Moran.Geary,
                }
            )
            {
                var (all, one) = (
                    statistic(values, style(without), null, true, default),
                    statistic([.. values, values.Average()], style(with), null, true, default)
                );
                Near.One(all.Statistic, one.Statistic, 1e-12);
                Near.One(all.Expected, one.Expected, 1e-12);
                Near.One(all.Variance, one.Variance, 1e-12);
            }
        }
    }

    [Fact]
    public void Moments_of_a_small_map_are_those_of_all_its_permutations()
    {
        double[] values = [1, 4, 2, 8, 3];
        var weights = SpatialWeights.FromLinks(5, [(0, 1, 1), (1, 0, 2), (1, 2, 1), (2, 3, .5), (3, 4, 1), (4, 0, 1)]);
        var all = Orders(5).Select(order => order.Select(i => values[i]).ToArray()).ToArray();
        Held(all.Select(v => Moran.Of(v, weights).Statistic).ToArray(), Moran.Of(values, weights));
        Held(all.Select(v => Moran.Geary(v, weights).Statistic).ToArray(), Moran.Geary(values, weights));

        static void Held(double[] statistics, GlobalFind found)
        {
            Near.One(statistics.Average(), found.Expected, 1e-12);
            Near.One(statistics.Average(s => s * s) - Math.Pow(statistics.Average(), 2), found.Variance, 1e-12);
        }
    }

    private static IEnumerable<int[]> Orders(int n) =>
        n == 0
            ?
            [
                [],
            ]
            : Orders(n - 1).SelectMany(order => Enumerable.Range(0, n).Select(at => (int[])[.. order[..at], n - 1, .. order[at..]]));

    [Fact]
    public void Exact_p_values_are_the_counts_of_all_choices()
    {
        double[] values = [3, 0, 0, 2, 5, 1, 1];
        var weights = SpatialWeights.FromLinks(7, [(0, 1, 1), (0, 4, 1), (3, 4, 1), (3, 5, 1), (3, 6, 1), (6, 0, 1)]);
        var found = GetisOrd.Of(values, weights, plan: new());
        foreach (var i in (int[])[0, 3, 6])
        {
            var others = Enumerable.Range(0, 7).Where(j => j != i).ToArray();
            var k = weights.Of(i).Length;
            var seen = weights.Of(i).ToArray().Sum(j => values[j]);
            var sums = Enumerable
                .Range(0, 1 << 6)
                .Where(bits => int.PopCount(bits) == k)
                .Select(bits => others.Where((_, b) => (bits >> b & 1) == 1).Sum(j => values[j]))
                .ToArray();
            Near.One(sums.Count(s => s >= seen) / (double)sums.Length, found[i].Permutation.Upper, 1e-14);
            Near.One(sums.Count(s => s <= seen) / (double)sums.Length, found[i].Permutation.Lower, 1e-14);
        }
        Assert.True(double.IsNaN(found[1].Permutation.Upper));
    }

    [Fact]
    public void Simulated_p_values_approach_the_exact_ones_and_early_stopping_does_not_lead_astray()
    {
        var chance = new Chance(3);
        var values = Enumerable.Range(0, 400).Select(_ => (double)chance.Poisson(3)).ToArray();
        var weights = SpatialWeights.OfGrid(20, 20);
        var exact = GetisOrd.Of(values, weights, plan: new());
        var drawn = GetisOrd.Of(values, weights, plan: new(9999, Exact: false));
        var early = GetisOrd.Of(values, weights, plan: new(9999, StopAfter: 100, Exact: false));
        for (var i = 0; i < 400; i++)
        {
            Assert.True(exact[i].Permutation.IsExact && !drawn[i].Permutation.IsExact);
            Assert.Equal(exact[i].Permutation.Upper, drawn[i].Permutation.Upper, 5 * Math.Sqrt(.25 / 9999));
            Assert.Equal(exact[i].Permutation.Folded, early[i].Permutation.Folded, 6 * early[i].Permutation.MonteCarloError + 2e-3);
        }
    }

    [Fact]
    public void Gi_minds_neither_unit_nor_level_and_says_nothing_of_flat_maps()
    {
        double[] values = [1, 5, 2, 7, 7, 0, 3, 2, 9];
        var weights = SpatialWeights.OfGrid(3, 3);
        Near.All(Z(GetisOrd.Of(values, weights)), Z(GetisOrd.Of([.. values.Select(v => 1e6 + 40 * v)], weights)), 1e-8);
        Assert.All(
            GetisOrd.Of([.. values.Select(_ => 4.0)], weights, plan: new()),
            f => Assert.True(double.IsNaN(f.Z) && f.Permutation.Upper == 1)
        );
        Assert.All(LocalMoran.Of([.. values.Select(_ => 0.0)], weights).Quadrants, q => Assert.Equal(Quadrant.None, q));
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => Moran.Of([1, 1, 1, 1, 1, 1, 1, 1, 1], weights)).ParamName);
        Assert.Equal(
            "values",
            Assert.Throws<ArgumentOutOfRangeException>(() => GetisOrd.Of([1, 5, 2, 7, double.NaN, 0, 3, 2, 9], weights)).ParamName
        );
    }

    [Fact]
    public void Ratios_of_scans_are_SaTScans_formula_and_ties_come_in_together()
    {
        Near.One(10 * Math.Log(2) + 90 * Math.Log(90 / 95.0), ScanRatio.Poisson(10, 5, 100), 1e-12);
        Near.One(12 * Math.Log(3) - 8, ScanRatio.ExpectationPoisson(12, 4), 1e-12);
        Near.One(ScanRatio.Bernoulli(3, 10, 20, 50), ScanRatio.Bernoulli(17, 40, 20, 50), 1e-12);
        // 0 has 1 and 2 at the same distance, and each of them has one that is nearer: no circle holds 0 and 1 alone.
        var found = SpatialScan.Of([0, 1, -1, 1.5, -1.5], [0, 0, 0, 0, 0], [9, 9, 0, 0, 0], [10, 10, 10, 10, 60], new(Simulations: 99));
        Assert.All(found, cluster => Assert.NotEqual([0, 1], cluster.Areas.Order()));
        Near.One(ScanRatio.Poisson(18, 18 * .3, 18), found[0].LogLikelihoodRatio, 1e-12);
        Assert.Empty(SpatialScan.Of([0, 1], [0, 1], [0, 0], [5, 5]));
    }

    [Fact]
    public void The_lung_cancer_scan_of_Pennsylvania_comes_back()
    {
        var table = Oracle.Table("spatial_scan/case02_pennsylvania_lung/data.csv");
        var expected = Oracle.Json("spatial_scan/case02_pennsylvania_lung/expected.json");
        foreach (
            var (name, model, people) in new[]
            {
                ("poisson_expected_stratified", ScanModel.Poisson, "expected_stratified"),
                ("binomial", ScanModel.Bernoulli, "population"),
            }
        )
        {
            var found = SpatialScan.Of(table.Numbers("x"), table.Numbers("y"), table.Numbers("cases"), table.Numbers(people), new(model));
            var first = expected.GetProperty(name).GetProperty("most_likely");
            Assert.Equal(first.GetProperty("ids").Numbers().Order(), found[0].Areas.Select(a => a + 1.0).Order());
            Near.One(first.GetProperty("llr").GetDouble(), found[0].LogLikelihoodRatio, 1e-6);
            Near.One(first.GetProperty("expected").GetDouble(), found[0].Expected, model == ScanModel.Poisson ? 40 : 1e-6);
            Assert.Equal(.001, found[0].P, 1e-12);
            var second = expected.GetProperty(name).GetProperty("secondary")[0];
            Near.One(second.GetProperty("llr").GetDouble(), found[1].LogLikelihoodRatio, 1e-6);
            Assert.Equal(second.GetProperty("p").GetDouble(), found[1].P, .025);
        }
    }

    [
        Theory,
        InlineData(ScanModel.Poisson, ScanFor.High),
        InlineData(ScanModel.Poisson, ScanFor.Both),
        InlineData(ScanModel.Bernoulli, ScanFor.Low),
        InlineData(ScanModel.Bernoulli, ScanFor.High),
        InlineData(ScanModel.ExpectationPoisson, ScanFor.Both)
    ]
    public void Simulations_searched_many_at_once_find_what_each_finds_alone(ScanModel model, ScanFor look)
    {
        var chance = new Chance(6);
        double[] x = new double[60],
            y = new double[60],
            population = new double[60];
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i], population[i]) = (
                Math.Floor(chance.Unit() * 8),
                Math.Floor(chance.Unit() * 8),
                model == ScanModel.ExpectationPoisson ? 3 * chance.Unit() : 5 + chance.Below(30)
            );
        var options = new ScanOptions(model, look, Simulations: 21, Seed: 3);
        var (zones, draw, room) = (new ScanZones(x, y, population, options), new ScanDraw(80, population, options), new double[60]);
        var most = ScanDraws.Of(zones, draw, 60, options, default);
        for (var r = 0; r < most.Length; r++)
        {
            draw.Fill(room, r);
            Near.One(zones.Best(room).Max(b => b.Ratio), most[r], relative: 1e-12);
        }
        Assert.Contains(most, m => m > 0);
    }

    [Fact]
    public void A_scan_gives_the_same_bits_for_a_seed_and_minds_neither_shift_nor_scale()
    {
        var chance = new Chance(5);
        var n = 60;
        double[] x = [.. Enumerable.Range(0, n).Select(_ => chance.Unit() * 1000)],
            y = [.. Enumerable.Range(0, n).Select(_ => chance.Unit() * 1000)];
        double[] people = [.. Enumerable.Range(0, n).Select(_ => 50 + Math.Floor(chance.Unit() * 100))],
            cases = [.. people.Select(p => (double)chance.Poisson(p * .04))];
        var one = SpatialScan.Of(x, y, cases, people);
        var two = SpatialScan.Of([.. x.Select(v => v * 7 + 1e6)], [.. y.Select(v => v * 7 - 1e6)], cases, people);
        Assert.Equal(one.Select(c => (c.LogLikelihoodRatio, c.P)), two.Select(c => (c.LogLikelihoodRatio, c.P)));
        Assert.Equal(one.Count, SpatialScan.Of(x, y, cases, people).Count);
        Assert.InRange(one[0].P, .02, 1);
    }
}
