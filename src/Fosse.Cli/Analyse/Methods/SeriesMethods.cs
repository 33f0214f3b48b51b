using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Series taken apart, trends, changes, forecasts.</summary>
internal static class SeriesMethods
{
    private const string Family = "Time";
    private static readonly Parameter Period = new("period", "12", "Values in a year or a cycle: 12 for months, 52 for weeks, 7 for days");

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("stl", Family, "Seasonal and trend decomposition by loess: periodic, windowed, robust")
        {
            Formula =
                "rounds of loess over each month's own series, a low-pass filter and the trend; robust: bisquare weights of "
                + "|remainder|/6 median",
            Source = "Cleveland et al. (1990); right median for even lengths too",
            NotFor = "series of fewer than three cycles; counts of unlike months (divide by days first)",
            Input = ManySeries.Input,
            Output = "period,value,seasonal,trend,remainder,weight" + ManySeries.LateOutput,
            Parameters =
            [
                Period,
                new("s-window", "periodic", "Seasonal window: periodic, or odd, 7 to 13 and more"),
                new("t-window", null, "Trend window, odd"),
                new("l-window", null, "Low-pass window, odd"),
                new("s-degree", "0", "Degree of the seasonal fits"),
                new("t-degree", "1", "Degree of the trend fits"),
                new("l-degree", null, "Degree of the low-pass fits; as the trend's"),
                new("s-jump", null, "Every so many fits; a tenth of the window"),
                new("t-jump", null, "The same for the trend"),
                new("l-jump", null, "The same for the low-pass"),
                Parameter.Flag("robust", "Weigh outliers down"),
                new("inner", null, "Inner rounds: 2, robust 1"),
                new("outer", null, "Robust rounds: 0, robust 15"),
                ManySeries.Late,
            ],
            Work = (question, _) =>
                ManySeries.Each(
                    question.Input(),
                    (periods, values, _) =>
                    {
                        var late = question.Whole("late");
                        var parts = Stl.Of(LateMonths.Settled(values, late), StlOptionsOf(question));
                        double[] Full(IReadOnlyList<double> part) => ManySeries.Gapped(part, late);
                        return new Answer()
                            .Add("period", periods)
                            .Add("value", values)
                            .Add("seasonal", Full(parts.Seasonal))
                            .Add("trend", Full(parts.Trend))
                            .Add("remainder", Full(parts.Remainder))
                            .Add("weight", Full(parts.Weight))
                            .Marked(LateMonths.Marked(values.Length, late), periods)
                            .Draw(
                                Parts(periods, values, Full(parts.Trend), Full([.. parts.Trend.Zip(parts.Seasonal, (t, s) => t + s)]), late)
                            );
                    }
                ),
        },
        new("decompose", Family, "Classical decomposition by centred moving averages")
        {
            Formula = "trend: moving average over a period; seasonal: means of what is left, adding up to 0 (or of mean 1)",
            Source = "Macaulay (1931); Kendall and Stuart (1983)",
            NotFor = "the first and last half year, which it does not reach",
            Input = ManySeries.Input,
            Output = "period,value,seasonal,trend,remainder" + ManySeries.LateOutput,
            Parameters = [Period, Parameter.Flag("multiplicative", "Parts multiply"), ManySeries.Late],
            Work = (question, _) =>
                ManySeries.Each(
                    question.Input(),
                    (periods, values, _) =>
                    {
                        var late = question.Whole("late");
                        var parts = ClassicalDecomposition.Of(
                            LateMonths.Settled(values, late),
                            question.Whole("period"),
                            question.Flag("multiplicative")
                        );
                        double[] Full(IReadOnlyList<double> part) => ManySeries.Gapped(part, late);
                        return new Answer()
                            .Add("period", periods)
                            .Add("value", values)
                            .Add("seasonal", Full(parts.Seasonal))
                            .Add("trend", Full(parts.Trend))
                            .Add("remainder", Full(parts.Remainder))
                            .Marked(LateMonths.Marked(values.Length, late), periods)
                            .Draw(
                                Parts(
                                    periods,
                                    values,
                                    Full(parts.Trend),
                                    Full([.. parts.Trend.Zip(parts.Seasonal, (t, s) => question.Flag("multiplicative") ? t * s : t + s)]),
                                    late
                                )
                            );
                    }
                ),
        },
        new("trend", Family, "Log-linear trend of counts: Poisson, quasi-Poisson, negative binomial")
        {
            Formula = "log E[y] = b0 + b1 t + b2 sin(2πt/period) + b3 cos(2πt/period) + log population, t = 1, 2, ...",
            Source = "McCullagh and Nelder (1989); Venables and Ripley (2002)",
            NotFor = "series with a break in recording",
            Input = ManySeries.Input,
            Output =
                "b0,b1,b2,b3,se0,se1,se2,se3,p (of b1),yearly_change "
                + "(ratio),yearly_low,yearly_high,dispersion,theta,theta_se,deviance,loglik,aic,provisional_left_out (how many, "
                + "see --late)",
            Parameters =
            [
                Period,
                Parameter.OneOf("model", "quasipoisson", "How counts vary", "poisson", "quasipoisson", "negbin"),
                Parameter.Flag("no-season", "Without sine and cosine"),
                new("confidence", "0.95", "Of the yearly change"),
                ManySeries.Late,
            ],
            Work = (question, _) =>
                ManySeries.Each(
                    question.Input(),
                    (periods, values, people) =>
                    {
                        var model = question.Word("model") switch
                        {
                            "poisson" => TrendModel.Poisson,
                            "negbin" => TrendModel.NegativeBinomial,
                            _ => TrendModel.QuasiPoisson,
                        };
                        var late = question.Whole("late");
                        var found = Trend.Of(
                            LateMonths.Settled(values, late),
                            question.Whole("period"),
                            model,
                            !question.Flag("no-season"),
                            people is null ? null : LateMonths.Settled(people, late),
                            question.Number("confidence")
                        );
                        var answer = new Answer();
                        for (var i = 0; i < found.Coefficients.Count; i++)
                            answer.Say($"b{i}", found.Coefficients[i]);
                        for (var i = 0; i < found.Coefficients.Count; i++)
                            answer.Say($"se{i}", found.StandardErrors[i]);
                        return answer
                            .Say("p", found.P)
                            .Say("yearly_change", found.YearlyChange.Value)
                            .Say("yearly_low", found.YearlyChange.Low)
                            .Say("yearly_high", found.YearlyChange.High)
                            .Say("dispersion", found.Dispersion)
                            .Say("theta", found.Theta)
                            .Say("theta_se", found.ThetaError)
                            .Say("deviance", found.Deviance)
                            .Say("loglik", found.LogLikelihood)
                            .Say("aic", found.Aic)
                            .Say("provisional_left_out", late)
                            .Draw(
                                Chart.Of(
                                    "Counts and their log-linear trend",
                                    periods,
                                    new("value", values, Colours.Middle),
                                    new("fitted", ManySeries.Gapped(found.Fitted, late), Colours.Blue)
                                ) with
                                {
                                    Late = ManySeries.Shaded(values.Length, late),
                                }
                            );
                    }
                ),
        },
        new("mann-kendall", Family, "Monotone trend without a model, with Sen's slope")
        {
            Formula = "S = Σ sign(later - earlier); z = S/√V with ties; Sen: median of all slopes",
            Source = "Mann (1945); Kendall (1975); Sen (1968)",
            NotFor = "seasonal series",
            Input = ManySeries.Input,
            Output = "s,tau,z,p,sen_slope,sen_low,sen_high,provisional_left_out (how many, see --late)",
            Parameters = [new("confidence", "0.95", "Of the slope's interval"), ManySeries.Late],
            Work = (question, _) =>
                ManySeries.Each(
                    question.Input(),
                    (_, values, _) =>
                    {
                        var found = MannKendall.Of(LateMonths.Settled(values, question.Whole("late")), question.Number("confidence"));
                        return new Answer()
                            .Say("s", found.S)
                            .Say("tau", found.Tau)
                            .Say("z", found.Z)
                            .Say("p", found.P)
                            .Say("sen_slope", found.SenSlope.Value)
                            .Say("sen_low", found.SenSlope.Low)
                            .Say("sen_high", found.SenSlope.High)
                            .Say("provisional_left_out", question.Whole("late"));
                    }
                ),
        },
        new("change-points", Family, "When a series changed its level, and how often, by BIC")
        {
            Formula = "least Σ(y - level)² by dynamic programming; BIC = n(log(RSS/n) + log 2π + 1) + 2(m+1) log n",
            Source = "Bai and Perron (2003); R strucchange",
            NotFor = "saying why: a change of recording looks the same",
            Input = ManySeries.Input,
            Output =
                "segment,from,to,level,values; about the whole: changes, criterion (BIC for 0, 1, ... changes), cost, "
                + "provisional_left_out (how many of the newest, see --late)",
            Parameters =
            [
                new("min-segment", null, "Fewest values in a segment; 15% of the series"),
                new("max-changes", "5", "Most changes"),
                new("changes", null, "So many whatever BIC says"),
                Parameter.OneOf("cost", "normal", "What a segment costs", "normal", "poisson"),
                ManySeries.Late,
            ],
            Work = (question, _) => ManySeries.Each(question.Input(), (periods, values, _) => Changes(question, periods, values)),
        },
        new("forecast", Family, "The next periods with intervals and a back-test: seasonal naive, exponential smoothing, STL+ETS")
        {
            Formula = "last year's value; ETS(A,A,A); STL with the level smoothed exponentially",
            Source = "Hyndman and Athanasopoulos (2021)",
            NotFor = "deciding where to send officers; after a change of recording",
            Input = ManySeries.Input,
            Output =
                "step (1 is the first after the file; 0, -1, ... are provisional values, foretold too),period (of "
                + "those),forecast,low,high,recorded (so far),provisional (true: may still rise, see --late); about the whole: "
                + "sigma, back-test error, MASE, coverage",
            Parameters =
            [
                Period,
                new("ahead", "12", "How many periods"),
                Parameter.OneOf("model", "stl-ets", "How", "naive", "ets", "stl-ets"),
                new("confidence", "0.95", "Of the interval"),
                ManySeries.Late,
            ],
            Work = (question, _) => ManySeries.Each(question.Input(), (periods, values, _) => Ahead(question, periods, values)),
        },
        .. ChartMethods.Each,
    ];

    private static Chart Parts(string[] periods, double[] values, double[] trend, double[] season, int late) =>
        Chart.Of(
            "The series, its trend, and trend with season",
            periods,
            new("value", values, Colours.Middle),
            new("trend", trend, Colours.Blue),
            new("trend and season", season, Colours.Orange, true)
        ) with
        {
            Late = ManySeries.Shaded(values.Length, late),
        };

    private static StlOptions StlOptionsOf(Question question)
    {
        int? Given(string option) => question.Has(option) ? question.Whole(option) : null;
        return new(
            question.Whole("period"),
            question.Word("s-window") == "periodic" ? 0 : question.Whole("s-window"),
            question.Flag("robust")
        )
        {
            TrendWindow = Given("t-window"),
            LowPassWindow = Given("l-window"),
            Degrees = (question.Whole("s-degree"), question.Whole("t-degree"), Given("l-degree")),
            Jumps = (Given("s-jump"), Given("t-jump"), Given("l-jump")),
            Inner = Given("inner"),
            Outer = Given("outer"),
        };
    }

    private static Answer Changes(Question question, string[] periods, double[] all)
    {
        var late = question.Whole("late");
        var values = LateMonths.Settled(all, late);
        var least = question.Has("min-segment") ? question.Whole("min-segment") : Math.Max(2, (int)(.15 * values.Length));
        var found = ChangePoints.Of(
            values,
            least,
            question.Whole("max-changes"),
            question.Word("cost") == "poisson" ? SegmentCost.Poisson : SegmentCost.Normal,
            question.Has("changes") ? question.Whole("changes") : null
        );
        int[] from = [0, .. found.Ends.Select(e => e + 1)],
            to = [.. found.Ends, values.Length - 1];
        return new Answer()
            .Add("segment", Enumerable.Range(1, from.Length))
            .Add("from", from.Select(i => periods[i]))
            .Add("to", to.Select(i => periods[i]))
            .Add("level", found.Levels)
            .Add("values", from.Zip(to, (a, b) => b - a + 1))
            .Say("changes", found.Ends.Count)
            .Say("criterion", string.Join(' ', found.Criterion.Select(c => Written.Cell(c))))
            .Say("cost", found.Cost)
            .Say("provisional_left_out", late)
            .Draw(
                Chart.Of(
                    "Changes of level",
                    periods,
                    new("value", all, Colours.Middle),
                    new(
                        "level",
                        ManySeries.Gapped([.. values.Select((_, i) => found.Levels[found.Ends.Count(e => e < i)])], late),
                        Colours.Orange
                    )
                ) with
                {
                    Late = ManySeries.Shaded(all.Length, late),
                }
            );
    }

    private static Answer Ahead(Question question, string[] periods, double[] all)
    {
        var method = question.Word("model") switch
        {
            "naive" => ForecastMethod.SeasonalNaive,
            "ets" => ForecastMethod.ExponentialSmoothing,
            _ => ForecastMethod.StlExponentialSmoothing,
        };
        var (period, ahead, confidence, late) = (
            question.Whole("period"),
            question.Whole("ahead"),
            question.Number("confidence"),
            question.Whole("late")
        );
        var values = LateMonths.Settled(all, late);
        var found = Forecast.Of(values, period, late + ahead, method, confidence, values.Length > 0 && values.Min() >= 0);
        string[] axis = [.. periods, .. Enumerable.Range(1, ahead).Select(h => $"+{h}")];
        double[] After(Func<Rate, double> of) => [.. Enumerable.Repeat(double.NaN, values.Length), .. found.Next.Select(of)];
        var answer = new Answer()
            .Add("step", Enumerable.Range(1 - late, late + ahead))
            .Add("period", [.. periods[values.Length..], .. Enumerable.Repeat("", ahead)])
            .Add("forecast", found.Next.Select(r => r.Value))
            .Add("low", found.Next.Select(r => r.Low))
            .Add("high", found.Next.Select(r => r.High))
            .Add("recorded", ManySeries.Gapped(all[values.Length..], ahead))
            .Marked(Enumerable.Range(0, late + ahead).Select(h => h < late), [.. periods[values.Length..], .. Enumerable.Repeat("", ahead)])
            .Say("sigma", found.Sigma)
            .Draw(
                Chart.Of(
                    "What may come, if years go on as before",
                    axis,
                    new("value", [.. all, .. Enumerable.Repeat(double.NaN, ahead)], Colours.Middle),
                    new("forecast", After(r => r.Value), Colours.Blue)
                ) with
                {
                    Late = ManySeries.Shaded(all.Length, late),
                    Band = (FormattableString.Invariant($"{confidence:0.#%} interval"), After(r => r.Low), After(r => r.High)),
                }
            );
        if (values.Length < 3 * period + 1)
            return answer;
        var test = Forecast.Test(values, period, 1, method, confidence);
        return answer
            .Say("back-test mean absolute error", test.MeanAbsoluteError)
            .Say("back-test MASE", test.Scaled)
            .Say("back-test coverage", test.Coverage)
            .Say("back-test forecasts", test.Forecasts);
    }
}
