using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Local and global association, clusters of points.</summary>
internal static class ClusterMethods
{
    private const string Family = "Clusters";
    private const string Input = Inputs.AreaColumns + "; --neighbours " + Inputs.NeighbourColumns + ", or --band with columns x,y";
    private const string LocalOutput =
        "z,p_normal (two-sided),p_upper,p_lower,p_folded,p_two_sided (permutation),mc_error,exact,p_fdr (Benjamini-Hochberg of "
        + "p_two_sided, or of p_normal without permutations)";

    private static readonly Parameter[] Weights =
    [
        Parameter.File("neighbours", "Neighbours of areas"),
        new("band", null, "Neighbours are those within so many metres, in place of a file"),
    ];

    private static readonly Parameter[] Plan =
    [
        new("permutations", "999", "Random permutations where the p-value cannot be had exactly; 0 for none"),
        new("seed", "1", "Seed of chance"),
        new("stop-after", "0", "End early after so many as extreme (Besag and Clifford); 0 for never"),
        Parameter.Flag("monte-carlo", "Simulate even where the exact p-value can be had"),
    ];

    public static IReadOnlyList<Method> Each { get; } =
    [
        Getis("gi-star", "Getis-Ord Gi*: hot and cold spots, the area itself counted", true),
        Getis("gi", "Getis-Ord Gi: hot and cold spots, the area itself left out", false),
        new("local-moran", Family, "Local Moran (LISA): alike and unlike neighbours")
        {
            Formula =
                "I = z/m2 · Σ w z_j, m2 = Σz²/n; conditional or total moments; with population the EB-standardised rates of "
                + "Assuncao and Reis",
            Source = "Anselin (1995) Geographical Analysis 27:93; Sokal, Oden and Thomson (1998)",
            NotFor = "counts where people are unevenly spread; many areas without p_fdr",
            Input = Input,
            Output = "id,value,i,expected,variance," + LocalOutput + ",quadrant",
            Parameters =
            [
                .. Weights,
                .. Plan,
                Parameter.OneOf("style", "W", "Row-standardised or binary weights", "W", "B"),
                Parameter.OneOf("moments", "conditional", "Which moments z is made of", "conditional", "total"),
                Parameter.Flag("rates", "Use value and population as EB-standardised rates"),
            ],
            Work = Local,
        },
        Global("moran", "Moran's I of the whole map", "I = n/S0 · ΣΣ w z z / Σz²", "Cliff and Ord (1981)", Moran.Of),
        Global(
            "geary",
            "Geary's c of the whole map (below 1: neighbours are alike)",
            "c = (n-1)/(2 S0) · ΣΣ w (x_i - x_j)² / Σz²",
            "Cliff and Ord (1981)",
            Moran.Geary
        ),
        new("eb-moran", Family, "Moran's I of rates with unlike populations (Assuncao-Reis)")
        {
            Formula = "Moran's I of (r - b)/√(A + b/n); p by permutation",
            Source = "Assuncao and Reis (1999) Statistics in Medicine 18:2147",
            NotFor = "saying where: use local-moran --rates",
            Input = "id,value,population; --neighbours " + Inputs.NeighbourColumns,
            Output = "statistic,expected,variance,z,p_greater,p_two_sided,p_permutation,p_permutation_lower,mc_error",
            Parameters = [.. Weights, .. Plan[..2], Parameter.OneOf("style", "W", "Row-standardised or binary weights", "W", "B")],
            Work = (question, stop) =>
            {
                var table = question.Input();
                var weights = WeightsOf(question, table);
                return Found(Moran.OfRates(table.Values(), table.PositivePopulation(), weights, PlanOf(question), stop))
                    .TellIslands(weights, table.Ids());
            },
        },
        .. PointClusterMethods.Each,
    ];

    private static Method Getis(string name, string line, bool star) =>
        new(name, Family, line)
        {
            Formula =
                "z = (Σ w x_j - x̄ W)/(s √((n S1 - W²)/(n-1))); exact p: k of the n-1 others drawn without putting back, by "
                + "convolution, where values are whole numbers and weights alike",
            Source = "Ord and Getis (1995) Geographical Analysis 27:286",
            NotFor = "counts where people are unevenly spread (use rates); many areas without p_fdr",
            Input = Input,
            Output = "id,value," + LocalOutput,
            Parameters = star ? [.. Weights, .. Plan, new("own-weight", "1", "What an area weighs itself")] : [.. Weights, .. Plan],
            Work = (question, stop) =>
            {
                var table = question.Input();
                var (values, weights) = (table.Values(), WeightsOf(question, table));
                var found = GetisOrd.Of(values, weights, star, PlanOf(question), star ? question.Number("own-weight") : 1, stop);
                return Permuted(new Answer().Add("id", table.Ids()).Add("value", values).Add("z", found.Select(f => f.Z)), found)
                    .TellIslands(weights, table.Ids());
            },
        };

    private static Method Global(
        string name,
        string line,
        string formula,
        string source,
        Func<double[], SpatialWeights, PermutationPlan?, bool, CancellationToken, GlobalFind> work
    ) =>
        new(name, Family, line)
        {
            Formula = formula + "; moments under randomisation or normality",
            Source = source,
            NotFor = "rates of small areas (use eb-moran); saying where",
            Input = Input,
            Output = "statistic,expected,variance,z,p_greater,p_two_sided,p_permutation,p_permutation_lower,mc_error",
            Parameters =
            [
                .. Weights,
                .. Plan[..2],
                Parameter.OneOf("style", "W", "Row-standardised or binary weights", "W", "B"),
                Parameter.OneOf("variance", "randomisation", "Under which null", "randomisation", "normality"),
            ],
            Work = (question, stop) =>
            {
                var table = question.Input();
                var weights = WeightsOf(question, table);
                return Found(work(table.Values(), weights, PlanOf(question), question.Word("variance") == "normality", stop))
                    .TellIslands(weights, table.Ids());
            },
        };

    private static Answer Local(Question question, CancellationToken stop)
    {
        var table = question.Input();
        var (values, weights) = (table.Values(), WeightsOf(question, table));
        var found = question.Flag("rates")
            ? LocalMoran.OfRates(values, table.Population(), weights, PlanOf(question), stop)
            : LocalMoran.Of(values, weights, question.Word("moments") == "conditional", PlanOf(question), stop);
        var answer = new Answer()
            .Add("id", table.Ids())
            .Add("value", values)
            .Add("i", found.Areas.Select(f => f.Statistic))
            .Add("expected", found.Areas.Select(f => f.Expected))
            .Add("variance", found.Areas.Select(f => f.Variance))
            .Add("z", found.Areas.Select(f => f.Z));
        return Permuted(answer, found.Areas)
            .Add(
                "quadrant",
                found.Quadrants.Select(q =>
                    q switch
                    {
                        Quadrant.HighHigh => "high-high",
                        Quadrant.LowLow => "low-low",
                        Quadrant.HighLow => "high-low",
                        Quadrant.LowHigh => "low-high",
                        _ => "none",
                    }
                )
            )
            .TellIslands(weights, table.Ids());
    }

    private static Answer Permuted(Answer answer, IReadOnlyList<LocalFind> found)
    {
        answer.Add("p_normal", found.Select(f => f.NormalP));
        var drawn = found.Any(f => f.Permutation != default && !double.IsNaN(f.Permutation.Upper));
        if (drawn)
        {
            answer
                .Add("p_upper", found.Select(f => f.Permutation.Upper))
                .Add("p_lower", found.Select(f => f.Permutation.Lower))
                .Add("p_folded", found.Select(f => f.Permutation.Folded))
                .Add("p_two_sided", found.Select(f => f.Permutation.TwoSided))
                .Add("mc_error", found.Select(f => f.Permutation.MonteCarloError))
                .Add("exact", found.Select(f => f.Permutation.IsExact));
        }
        var adjusted = FalseDiscovery.BenjaminiHochberg([.. found.Select(f => drawn ? f.Permutation.TwoSided : f.NormalP)]);
        return answer.Add("p_fdr", adjusted).Say("areas below 0.05 after false discovery control", adjusted.Count(p => p < .05));
    }

    private static Answer Found(GlobalFind found)
    {
        var answer = new Answer()
            .Say("statistic", found.Statistic)
            .Say("expected", found.Expected)
            .Say("variance", found.Variance)
            .Say("z", found.Z)
            .Say("p_greater", found.PUpper)
            .Say("p_two_sided", found.PTwoSided);
        return double.IsNaN(found.PermutationUpper)
            ? answer
            : answer
                .Say("p_permutation", found.PermutationUpper)
                .Say("p_permutation_lower", found.PermutationLower)
                .Say("mc_error", found.MonteCarloError);
    }

    private static PermutationPlan? PlanOf(Question question)
    {
        bool Known(string name) => question.Method.Parameters.Any(p => p.Name == name);
        var many = question.Whole("permutations");
        return many == 0 && Known("monte-carlo") && question.Flag("monte-carlo")
            ? null
            : new(
                many,
                question.Whole("seed"),
                Known("stop-after") ? question.Whole("stop-after") : 0,
                !(Known("monte-carlo") && question.Flag("monte-carlo"))
            );
    }

    // An area without a neighbour says nothing about neighbours: who reads the figures is to know of it.
    private static Answer TellIslands(this Answer answer, SpatialWeights weights, string[] ids)
    {
        const int MostNamed = 10;
        var islands = weights.Islands;
        return islands.Count == 0
            ? answer
            : answer.Say(
                "areas without a neighbour",
                $"{islands.Count}: {string.Join(' ', islands.Take(MostNamed).Select(i => ids[i]))}{(islands.Count > MostNamed ? " …" : "")}"
            );
    }

    private static SpatialWeights WeightsOf(Question question, CsvTable table)
    {
        var weights = question.NumberIfGiven("band") is { } band
            ? SpatialWeights.Within(table.Points().X, table.Points().Y, band)
            : question.Neighbours(table.Ids());
        return question.Method.Parameters.Any(p => p.Name == "style") && question.Word("style") == "W"
            ? weights.RowStandardised()
            : weights;
    }
}
