namespace Fosse.Analysis;

/// <summary>
/// Cells that are alike in every yes-or-no variable, taken together: how many there are and how many events they hold. The likelihood of a
/// Poisson or negative binomial model knows no more of them
/// but how often each count stands, so a county of fifty thousand cells is a few hundred rows.
/// </summary>
internal sealed class CountPatterns
{
    private CountPatterns(double[][] columns, double[] cells, double[] events, (double Count, double Cells)[] histogram) =>
        (Columns, Cells, Events, Histogram) = (columns, cells, events, histogram);

    /// <summary>By variable: 1 or 0 for each pattern.</summary>
    internal double[][] Columns { get; }

    internal double[] Cells { get; }

    internal double[] Events { get; }

    /// <summary>How many cells have each count.</summary>
    internal (double Count, double Cells)[] Histogram { get; }

    /// <summary>The patterns of cells, and which of them each cell has.</summary>
    internal static (CountPatterns Patterns, int[] Of) Find(double[] counts, IReadOnlyList<bool[]> variables)
    {
        var (at, of, first) = (new Dictionary<string, int>(), new int[counts.Length], new List<int>());
        var key = new char[variables.Count / 8 + 1];
        for (var i = 0; i < counts.Length; i++)
        {
            Array.Clear(key);
            for (var v = 0; v < variables.Count; v++)
                if (variables[v][i])
                    key[v / 8] |= (char)(1 << v % 8);
            var name = new string(key);
            if (at.TryAdd(name, first.Count))
                first.Add(i);
            of[i] = at[name];
        }
        var (cells, events) = (new double[first.Count], new double[first.Count]);
        for (var i = 0; i < counts.Length; i++)
        {
            cells[of[i]]++;
            events[of[i]] += counts[i];
        }
        var histogram = counts.GroupBy(c => c).Select(g => (g.Key, (double)g.Count())).ToArray();
        return (new([.. variables.Select(v => first.Select(i => v[i] ? 1.0 : 0).ToArray())], cells, events, histogram), of);
    }

    /// <summary>The same cells by a few of the variables.</summary>
    internal CountPatterns By(IReadOnlyList<int> chosen)
    {
        var (at, rows) = (new Dictionary<long, int>(), new List<int>());
        var (cells, events) = (new List<double>(), new List<double>());
        for (var g = 0; g < Cells.Length; g++)
        {
            var key = 0L;
            for (var k = 0; k < chosen.Count; k++)
                if (Columns[chosen[k]][g] > 0)
                    key |= 1L << k;
            if (at.TryAdd(key, rows.Count))
            {
                rows.Add(g);
                cells.Add(0);
                events.Add(0);
            }
            cells[at[key]] += Cells[g];
            events[at[key]] += Events[g];
        }
        return new([.. chosen.Select(v => rows.Select(g => Columns[v][g]).ToArray())], [.. cells], [.. events], Histogram);
    }
}
