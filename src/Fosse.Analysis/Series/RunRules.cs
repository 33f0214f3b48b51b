namespace Fosse.Analysis;

/// <summary>
/// Nelson's eight rules of what chance alone seldom does, by standard deviations from the centre. With all eight, one point in about ninety
/// of a steady
/// series breaks one. Source: Nelson (1984) Journal of Quality Technology 16:237; the length of rule 2 is 9, NHS England's packs take 7.
/// </summary>
public static class RunRules
{
    /// <summary>The rules that end at each point: 1 beyond three; 2 nine on one side; 3 six rising or falling; 4 fourteen in turn; 5 two of
    /// three beyond two on one side;
    /// 6 four of five beyond one on one side; 7 fifteen within one; 8 eight beyond one on either side.</summary>
    /// <param name="z">(value - centre)/standard deviation, each finite.</param>
    /// <param name="shift">How many on one side make rule 2.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Broken(double[] z, int shift = 9)
    {
        Ask.Values(z, 0);
        Ask.AtLeast(shift, 2);
        var broken = new IReadOnlyList<int>[z.Length];
        for (var i = 0; i < z.Length; i++)
        {
            bool All(int count, Func<int, bool> holds)
            {
                if (i + 1 < count)
                    return false;
                for (var k = i - count + 1; k <= i; k++)
                    if (!holds(k))
                        return false;
                return true;
            }
            int Count(int count, Func<int, bool> holds) => i + 1 < count ? 0 : Enumerable.Range(i - count + 1, count).Count(holds);
            var side = Math.Sign(z[i]);
            var rules = new List<int>();
            if (Math.Abs(z[i]) > 3)
                rules.Add(1);
            if (side != 0 && All(shift, k => Math.Sign(z[k]) == side))
                rules.Add(2);
            if (i >= 5 && (All(5, k => z[k] > z[k - 1]) || All(5, k => z[k] < z[k - 1])))
                rules.Add(3);
            if (i >= 13 && All(12, k => Math.Sign(z[k] - z[k - 1]) == -Math.Sign(z[k - 1] - z[k - 2]) && z[k] != z[k - 1]))
                rules.Add(4);
            if (z[i] * side > 2 && Count(3, k => z[k] * side > 2) >= 2)
                rules.Add(5);
            if (z[i] * side > 1 && Count(5, k => z[k] * side > 1) >= 4)
                rules.Add(6);
            if (All(15, k => Math.Abs(z[k]) < 1))
                rules.Add(7);
            if (All(8, k => Math.Abs(z[k]) > 1))
                rules.Add(8);
            broken[i] = rules;
        }
        return broken;
    }
}
