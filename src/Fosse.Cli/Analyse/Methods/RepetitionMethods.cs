using System.Globalization;
using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Repetition in space and time; all refuse month data.</summary>
internal static class RepetitionMethods
{
    private const string Family = "Repetition";
    private const string Input = "x,y (or lon,lat),t or time (days, or dates as 2024-01-31); months are refused";
    private const string NotFor = "month data and anonymised points; growing areas make pairs of their own";
    private static readonly Parameter Seed = new("seed", "1", "Seed of chance");

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("knox", Family, "Knox and near-repeat table with exact mean and variance and permutations")
        {
            Formula =
                "mean N_s N_t/N, variance by links that share an event (Barton and David); p = (1 + #{>= seen})/(1 + "
                + "permutations); bands [lo,hi)",
            Source = "Knox (1964); Barton and David (1966); Townsley et al. (2003)",
            NotFor = NotFor,
            Input = Input,
            Output = "from_metres,to_metres,from_days,to_days,observed,mean,variance,ratio (observed/mean),z,p,simulated_mean",
            Parameters =
            [
                new("sds", "0,100,200,300,400", "Edges of the bands of distance, metres; the last may be inf"),
                new("tds", "0,7,14,21,28", "Edges of the bands of time, days"),
                new("permutations", "999", "Shuffles of the times; 0 for the exact moments alone"),
                Seed,
                Parameter.OneOf("metric", "euclidean", "Distance", "euclidean", "manhattan"),
            ],
            Work = (question, stop) =>
            {
                var points = question.Input().Points();
                var found = Knox.Of(
                    points.X,
                    points.Y,
                    points.Table.Days(),
                    question.Numbers("sds"),
                    question.Numbers("tds"),
                    question.Whole("permutations"),
                    question.Whole("seed"),
                    question.Word("metric") == "manhattan" ? Metric.Manhattan : Metric.Euclidean,
                    stop
                );
                return new Answer()
                    .Add("from_metres", found.Select(c => c.FromMetres))
                    .Add("to_metres", found.Select(c => c.ToMetres))
                    .Add("from_days", found.Select(c => c.FromDays))
                    .Add("to_days", found.Select(c => c.ToDays))
                    .Add("observed", found.Select(c => c.Observed))
                    .Add("mean", found.Select(c => c.Mean))
                    .Add("variance", found.Select(c => c.Variance))
                    .Add("ratio", found.Select(c => c.Ratio))
                    .Add("z", found.Select(c => c.Z))
                    .Add("p", found.Select(c => c.P))
                    .Add("simulated_mean", found.Select(c => c.SimulatedMean));
            },
        },
        new("near-repeat-chains", Family, "Chains of events near one another in space and time")
        {
            Formula = "linked when d <= metres and |dt| <= days; a chain is what is linked, also through others",
            Source = "Haberman and Ratcliffe (2012)",
            NotFor = NotFor,
            Input = Input,
            Output = "[id,]x,y,chain (-1 for none),position; about the whole: chains",
            Parameters = [new("metres", "200", "Distance"), new("days", "14", "Time")],
            Work = (question, _) =>
            {
                var points = question.Input().Points();
                var found = NearRepeats.Chains(points.X, points.Y, points.Table.Days(), question.Number("metres"), question.Number("days"));
                return new Answer()
                    .AddPoints(points)
                    .Add("chain", found.Chain)
                    .Add("position", found.Position)
                    .Say("chains", found.Sizes.Count)
                    .Say("longest", found.Sizes.Count == 0 ? 0 : found.Sizes.Max());
            },
        },
        new("space-time-k", Family, "Space-time K function with shuffles of the times")
        {
            Formula = "K(s,t) = |A|T/n² pairs; D = K(s,t) - K(s)K(t)",
            Source = "Diggle, Chetwynd, Häggkvist and Morris (1995); no edge correction",
            NotFor = NotFor,
            Input = Input,
            Output = "metres,days,k,d,p",
            Parameters =
            [
                new("area", null, "Square metres of the study area"),
                new("distances", "100,200,400", "Metres"),
                new("spans", "7,14,28", "Days"),
                new("permutations", "99", "Shuffles"),
                Seed,
            ],
            Work = (question, stop) =>
            {
                var points = question.Input().Points();
                var found = NearRepeats.SpaceTimeK(
                    points.X,
                    points.Y,
                    points.Table.Days(),
                    question.Number("area"),
                    question.Numbers("distances"),
                    question.Numbers("spans"),
                    question.Whole("permutations"),
                    question.Whole("seed"),
                    stop
                );
                return new Answer()
                    .Add("metres", found.Select(f => f.Metres))
                    .Add("days", found.Select(f => f.Span))
                    .Add("k", found.Select(f => f.K))
                    .Add("d", found.Select(f => f.D))
                    .Add("p", found.Select(f => f.P));
            },
        },
        new("prospective", Family, "Prospective risk from recent events near by")
        {
            Formula = "Σ 1/((1 + d)(1 + t)), d in cells, t in weeks; cut at max-distance and max-time",
            Source = "Bowers, Johnson and Pease (2004); Home Office OR 19/07",
            NotFor = NotFor + "; sending officers without a comparison with the count",
            Input = Input + "; --at x,y",
            Output = "x,y,risk",
            Parameters =
            [
                new("now", null, "The time wanted, days or a date; one day after the last event when left out"),
                new("cell", "50", "Side of a cell and unit of distance, metres"),
                new("week", "7", "Unit of time, days"),
                new("max-distance", "8", "Units of distance"),
                new("max-time", "8", "Units of time"),
                Parameter.Flag("whole", "Whole cells and weeks (larger of columns and rows between)"),
                SurfaceInputs.GridParameters[1],
                Parameter.File("at", "Places to evaluate at, in place of a grid"),
            ],
            Work = Prospective,
        },
        new("sepp", Family, "Self-exciting process on cells by EM: background, branching ratio with interval")
        {
            Formula = "λ = μ_cell + Σ θω exp(-ω dt); θ = Σp/Σ(1 - exp(-ω(T-t))), ω = Σp/Σp dt",
            Source = "Mohler et al. (2015) JASA 110:1399",
            NotFor = NotFor + "; sending officers without a comparison with the count",
            Input = Input,
            Output =
                "x,y (middle of a cell with events),background (events a day); about the whole: theta,theta_low,theta_high,omega,loglik",
            Parameters =
            [
                new("cell", "250", "Side of a cell, metres"),
                new("length", null, "T, days; to the last event when left out"),
                new("start", null, "The day that is 0; the first event when left out"),
                new("rounds", "50", "EM rounds"),
                new("theta", "0.5", "To begin with"),
                new("omega", "1", "To begin with"),
                Parameter.Flag("no-edge", "Without correction for what would come after T"),
                new("resamples", "100", "Of cells, for the interval"),
                Seed,
            ],
            Work = Excited,
        },
        new("sepp-intensity", Family, "Intensity of a self-exciting process at places, from given parameters")
        {
            Formula = "mu_weight/T Σ Gauss_b + Σ θω exp(-ω(T - t)) Gauss_σ",
            Source = "Mohler et al. (2011) JASA 106:100",
            NotFor = NotFor,
            Input = Input + "; --at x,y",
            Output = "x,y,intensity (events per square metre and day)",
            Parameters =
            [
                Parameter.File("at", "Places"),
                new("now", null, "T, in the days of the file"),
                new("theta", "0.2", "Branching ratio"),
                new("omega", "0.1", "1/days"),
                new("sigma", "150", "Metres"),
                new("mu-bandwidth", "600", "Metres"),
                new("mu-weight", "1", "Share of the background"),
            ],
            Work = (question, _) =>
            {
                var (points, at) = (question.Input().Points(), question.Needed("at").Points());
                var found = SelfExciting.Intensity(
                    at.X,
                    at.Y,
                    points.X,
                    points.Y,
                    points.Table.Days(),
                    question.Number("now"),
                    question.Number("theta"),
                    question.Number("omega"),
                    question.Number("sigma"),
                    question.Number("mu-bandwidth"),
                    question.Number("mu-weight")
                );
                return new Answer().Add("x", at.X).Add("y", at.Y).Add("intensity", found);
            },
        },
    ];

    private static double Day(string word, string option) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var day) ? day
        : DateTime.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? (date - DateTime.MinValue).TotalDays
        : throw new FormatException($"--{option} must be a number of days or a date; it is '{word}'.");

    private static Answer Prospective(Question question, CancellationToken stop)
    {
        var points = question.Input().Points();
        var days = points.Table.Days();
        var (cell, now) = (question.Number("cell"), question.Given("now") is { } given ? Day(given, "now") : days.Max() + 1);
        double[] Risk(double[] x, double[] y) =>
            NearRepeats.Prospective(
                x,
                y,
                points.X,
                points.Y,
                days,
                now,
                cell,
                question.Number("week"),
                question.Number("max-distance"),
                question.Number("max-time"),
                question.Flag("whole")
            );
        if (question.File("at") is { } table)
        {
            var at = table.Points();
            return new Answer().Add("x", at.X).Add("y", at.Y).Add("risk", Risk(at.X, at.Y));
        }
        var grid = SurfaceInputs.GridOf(question, points.X, points.Y, 0);
        return SurfaceInputs.Surface(
            grid,
            "risk",
            Risk(
                [.. Enumerable.Range(0, grid.Count).Select(i => grid.CentreX(i % grid.Columns))],
                [.. Enumerable.Range(0, grid.Count).Select(i => grid.CentreY(i / grid.Columns))]
            ),
            "prospective risk (no unit)"
        );
    }

    private static Answer Excited(Question question, CancellationToken stop)
    {
        var points = question.Input().Points();
        var days = points.Table.Days();
        var start = question.Given("start") is { } given ? Day(given, "start") : days.Min();
        var grid = Grid.Covering(points.X, points.Y, question.Number("cell"));
        var index = points.X.Select((x, i) => grid.Index(x, points.Y[i])).ToArray();
        var names = index.Distinct().Order().ToArray();
        var found = SelfExciting.Fit(
            [.. days.Select(d => d - start)],
            [.. index.Select(i => Array.BinarySearch(names, i))],
            question.NumberIfGiven("length") ?? days.Max() - start,
            question.Whole("rounds"),
            question.Number("theta"),
            question.Number("omega"),
            !question.Flag("no-edge"),
            question.Whole("resamples"),
            question.Whole("seed")
        );
        return new Answer()
            .Add("x", names.Select(i => grid.CentreX(i % grid.Columns)))
            .Add("y", names.Select(i => grid.CentreY(i / grid.Columns)))
            .Add("background", found.Background)
            .Say("theta", found.Theta)
            .Say("theta_low", found.ThetaLow)
            .Say("theta_high", found.ThetaHigh)
            .Say("omega", found.Omega)
            .Say("loglik", found.LogLikelihood)
            .Say("trace", string.Join(' ', found.Trace.Select(t => $"{Written.Cell(t.Theta)}/{Written.Cell(t.Omega)}")));
    }
}
