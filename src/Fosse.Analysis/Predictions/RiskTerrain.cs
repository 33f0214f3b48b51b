namespace Fosse.Analysis;

/// <summary>How a model is chosen: the elastic net's mix (1 lasso), the folds, the seed that deals cells to them, whether only what raises
/// the risk may stay, and whether the largest penalty within a standard error is taken.</summary>
public sealed record RiskTerrainOptions(
    double Alpha = .5,
    int Folds = 10,
    long Seed = 1,
    bool AggravatingOnly = false,
    bool OneStandardError = false
);

/// <summary>A variable that the model kept: its coefficient, and exp of it, the relative risk value: how many times the events of an
/// otherwise like cell.</summary>
public sealed record RiskTerm(RiskVariable Variable, double Coefficient, double RelativeRisk);

/// <summary>
/// A risk terrain: what was kept, in the order in which it was taken in; the level; Theta, the negative binomial's size (infinite:
/// Poisson); by cell the expected events and the score,
/// which is 1 in the cell of least risk; the BIC of the best model of each kind; the penalty and the coefficients under it, by variable.
/// </summary>
public sealed record RiskTerrainResult(
    IReadOnlyList<RiskTerm> Terms,
    double Level,
    double Theta,
    IReadOnlyList<double> Expected,
    IReadOnlyList<double> Score,
    double PoissonBic,
    double NegativeBinomialBic,
    double Lambda,
    IReadOnlyList<double> Penalised
)
{
    /// <summary>Why there is no p-value and no interval.</summary>
    public const string Caution =
        "No p-values or intervals: the same events chose the factors, and after such a choice they are not valid. Judge by "
        + "events that came later.";

    /// <summary>The counts vary more than chance, and the model says so.</summary>
    public bool NegativeBinomial => !double.IsInfinity(Theta);
}

/// <summary>
/// Risk terrain modelling: which features of places go with events. It shows what goes together and not what causes, it is as good as the
/// list of features, and a factor that was left out speaks
/// through others. Not for features of people. Where police looked more, more is recorded: use events that victims report. Judge it by
/// back-test against the plain count.
/// </summary>
public static class RiskTerrain
{
    /// <summary>
    /// Variables that a penalised Poisson regression (elastic net, penalty by cross-validation) leaves standing are taken in and thrown
    /// out, one at a time, while the BIC falls; at most one
    /// variable of a factor stays. Once for the Poisson, once for the negative binomial model; the one with the lower BIC is kept. A
    /// variable that holds all events or none is passed over.
    /// Source: Caplan and Kennedy (2010); Kennedy, Caplan and Piza (2011); Caplan, Kennedy, Barnum and Piza (2015); Wheeler and Steenbeek
    /// (2021) on how well it does.
    /// </summary>
    /// <param name="counts">Events by cell, whole numbers; every cell of the area, also those without.</param>
    /// <param name="variables">Of as many cells.</param>
    /// <param name="options">See there.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Fewer cells than two a fold, no events, counts that are not whole, no variables, unlike
    /// lengths.</exception>
    public static RiskTerrainResult Of(
        double[] counts,
        IReadOnlyList<RiskVariable> variables,
        RiskTerrainOptions? options = null,
        CancellationToken stop = default
    )
    {
        options ??= new();
        ArgumentNullException.ThrowIfNull(variables);
        Ask.AtLeast(options.Folds, 3, nameof(options));
        Ask.Counts(counts, 2 * options.Folds);
        if (!(options.Alpha is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Alpha, "The elastic net's mix must be above 0 and at most 1.");
        if (counts.Any(c => c != Math.Floor(c)))
            throw new ArgumentException("Counts must be whole numbers.", nameof(counts));
        if (counts.Sum() == 0)
            throw new ArgumentException("There are no events.", nameof(counts));
        if (variables.Count == 0)
            throw new ArgumentException("There is no variable that tells cells apart.", nameof(variables));
        foreach (var variable in variables)
            Ask.Length(variable.Cells.Count, counts.Length, nameof(variables));
        bool[][] columns = [.. variables.Select(v => v.Cells.ToArray())];
        var penalised = PenalisedPoisson.Chosen(
            counts,
            columns,
            options.Alpha,
            options.Folds,
            options.Seed,
            options.AggravatingOnly,
            options.OneStandardError,
            stop
        );
        var patterns = CountPatterns.Find(counts, columns).Patterns;
        var standing = Enumerable.Range(0, columns.Length).Where(v => penalised.Coefficients[v + 1] != 0).ToArray();
        var (poisson, negative) = (
            Stepwise(patterns, variables, standing, false, options, stop),
            Stepwise(patterns, variables, standing, true, options, stop)
        );
        var (chosen, fit, _) = negative.Bic < poisson.Bic ? negative : poisson;
        var expected = counts
            .Select((_, i) => Math.Exp(fit.Coefficients[0] + chosen.Select((v, k) => columns[v][i] ? fit.Coefficients[k + 1] : 0).Sum()))
            .ToArray();
        var least = expected.Min();
        return new(
            [.. chosen.Select((v, k) => new RiskTerm(variables[v], fit.Coefficients[k + 1], Math.Exp(fit.Coefficients[k + 1])))],
            fit.Coefficients[0],
            fit.Theta,
            expected,
            [.. expected.Select(e => e / least)],
            poisson.Bic,
            negative.Bic,
            penalised.Lambda,
            penalised.Coefficients[1..]
        );
    }

    private static (List<int> Chosen, PatternFit Fit, double Bic) Stepwise(
        CountPatterns patterns,
        IReadOnlyList<RiskVariable> variables,
        int[] standing,
        bool negativeBinomial,
        RiskTerrainOptions options,
        CancellationToken stop
    )
    {
        var cells = patterns.Cells.Sum();
        (List<int> Chosen, PatternFit Fit, double Bic) Tried(List<int> chosen) =>
            PatternFit.Of(patterns.By(chosen), negativeBinomial) is { } fit
            && !(options.AggravatingOnly && fit.Coefficients.Skip(1).Any(b => b < 0))
                ? (chosen, fit, fit.Bic(cells))
                : (chosen, null!, double.PositiveInfinity);
        var best = Tried([]);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var moves = standing
                .Where(v =>
                    !best.Chosen.Contains(v) && best.Chosen.All(c => variables[c].Factor != variables[v].Factor) && best.Chosen.Count < 60
                )
                .Select(v => (List<int>)[.. best.Chosen, v])
                .Concat(best.Chosen.Select(v => best.Chosen.Where(c => c != v).ToList()));
            var next = moves.Select(Tried).DefaultIfEmpty(best).MinBy(m => m.Bic);
            if (next.Bic >= best.Bic - 1e-9)
                return best;
            best = next;
        }
    }
}
