using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Control charts and alarms.</summary>
internal static class ChartMethods
{
    private const string Family = "Time";
    private static readonly Parameter Baseline = new("baseline", null, "The first so many values make the limits; all when left out");
    private static readonly Parameter Shift = new("shift", "9", "Length of run rule 2 (NHS England: 7)");
    private const string ChartOutput =
        "period,value,centre,low,high,signal,rules (of Nelson's eight that end there)" + ManySeries.LateOutput;

    public static IReadOnlyList<Method> Each { get; } =
    [
        Shewhart(
            "i-mr",
            "Individuals and moving range chart",
            "mean ± 2.66 mean moving range; ranges up to 3.267 times their mean",
            "Shewhart (1931); NHS England Making Data Count",
            (q, values, _) => ControlCharts.Individuals(values, BaselineOf(q), q.Whole("shift"), late: q.Whole("late"))
        ),
        Shewhart(
            "c-chart",
            "Counts in equal spans",
            "c̄ ± 3√c̄",
            "Montgomery (2013)",
            (q, values, _) => ControlCharts.Counts(values, BaselineOf(q), q.Whole("shift"), late: q.Whole("late"))
        ),
        Shewhart(
            "u-chart",
            "Rates of counts (value over population)",
            "ū ± 3√(ū/n)",
            "Montgomery (2013)",
            (q, values, people) => ControlCharts.Rates(values, Must(people), BaselineOf(q), q.Whole("shift"), late: q.Whole("late"))
        ),
        Shewhart(
            "laney-u",
            "Laney's u': rates that vary more than chance",
            "ū ± 3 σz √(ū/n), σz the mean moving range of z over 1.128",
            "Laney (2002)",
            (q, values, people) =>
                ControlCharts.Rates(values, Must(people), BaselineOf(q), q.Whole("shift"), laney: true, late: q.Whole("late"))
        ),
        new("ewma", Family, "Exponentially weighted moving average: small lasting shifts")
        {
            Formula = "z = λx + (1-λ)z; target ± Lσ√(λ/(2-λ)(1-(1-λ)^2i))",
            Source = "Roberts (1959); NIST e-Handbook 6.3.2.4",
            NotFor = "seasonal series with their season on",
            Input = ManySeries.Input,
            Output = "period,value,ewma,low,high,signal" + ManySeries.LateOutput,
            Parameters =
            [
                new("lambda", "0.2", "Weight of the newest, 0.2 to 0.3"),
                new("l", "3", "Width of the limits, 2.7 to 3"),
                new("target", null, "Level; the mean when left out"),
                new("sigma", null, "Standard deviation; mean moving range over 1.128 when left out"),
                ManySeries.Late,
            ],
            Work = (question, _) =>
                ManySeries.Each(
                    question.Input(),
                    (periods, values, _) =>
                    {
                        var found = SmallShifts.Ewma(
                            values,
                            question.NumberIfGiven("target"),
                            question.NumberIfGiven("sigma"),
                            question.Number("lambda"),
                            question.Number("l"),
                            question.Whole("late")
                        );
                        return new Answer()
                            .Add("period", periods)
                            .Add("value", values)
                            .Add("ewma", found.Select(p => p.Average))
                            .Add("low", found.Select(p => p.Low))
                            .Add("high", found.Select(p => p.High))
                            .Add("signal", found.Select(p => p.Signal))
                            .Marked(found.Select(p => p.Provisional), periods)
                            .Draw(
                                Chart.Of(
                                    "Exponentially weighted moving average and its limits",
                                    periods,
                                    new("value", values, Colours.Middle, Dots: true),
                                    new("moving average", [.. found.Select(p => p.Average)], Colours.Blue),
                                    new("limits", [.. found.Select(p => p.Low)], Colours.Orange, true),
                                    new("", [.. found.Select(p => p.High)], Colours.Orange, true)
                                ) with
                                {
                                    Late = ManySeries.Shaded(values.Length, question.Whole("late")),
                                }
                            );
                    }
                ),
        },
        new("cusum", Family, "Cumulative sums: small lasting shifts")
        {
            Formula = "high = max(0, high + x - target - kσ), low = max(0, low + target - kσ - x); signal beyond hσ",
            Source = "Page (1954); Montgomery and Runger section 16-9",
            NotFor = "seasonal series with their season on",
            Input = ManySeries.Input,
            Output = "period,value,cusum_high,cusum_low,signal" + ManySeries.LateOutput,
            Parameters =
            [
                new("target", null, "Level; the mean when left out"),
                new("sigma", null, "Standard deviation; 1 for k and h in the unit of the values"),
                new("k", "0.5", "Slack, in sigmas"),
                new("h", "5", "Decision interval, in sigmas"),
                Parameter.Flag("reset", "Begin again after a signal"),
                ManySeries.Late,
            ],
            Work = (question, _) =>
                ManySeries.Each(
                    question.Input(),
                    (periods, values, _) =>
                    {
                        var found = SmallShifts.Cusum(
                            values,
                            question.NumberIfGiven("target"),
                            question.NumberIfGiven("sigma"),
                            question.Number("k"),
                            question.Number("h"),
                            question.Flag("reset"),
                            question.Whole("late")
                        );
                        return new Answer()
                            .Add("period", periods)
                            .Add("value", values)
                            .Add("cusum_high", found.Select(p => p.High))
                            .Add("cusum_low", found.Select(p => p.Low))
                            .Add("signal", found.Select(p => p.Signal))
                            .Marked(found.Select(p => p.Provisional), periods)
                            .Draw(
                                Chart.Of(
                                    "Cumulative sums: what has gathered above and below the target",
                                    periods,
                                    new("above", [.. found.Select(p => p.High)], Colours.Orange),
                                    new("below", [.. found.Select(p => p.Low)], Colours.Blue, true),
                                    new(
                                        "signal",
                                        [.. found.Select(p => p.Signal ? Math.Max(p.High, p.Low) : double.NaN)],
                                        Colours.Ink,
                                        Dots: true
                                    )
                                ) with
                                {
                                    Late = ManySeries.Shaded(values.Length, question.Whole("late")),
                                    Unit = "sum, in the unit of the values",
                                }
                            );
                    }
                ),
        },
        Alarms(
            "farrington",
            "Exceptional counts against the same weeks of past years (1996)",
            FarringtonOptions.Classic,
            "Farrington et al. (1996) JRSS A 159:547"
        ),
        Alarms(
            "farrington-flexible",
            "Exceptional counts, with seasonal levels and a negative binomial limit (2013)",
            FarringtonOptions.Flexible,
            "Noufaily et al. (2013) Statistics in Medicine 32:1206"
        ),
    ];

    private static int? BaselineOf(Question question) => question.Has("baseline") ? question.Whole("baseline") : null;

    private static double[] Must(double[]? people) =>
        people ?? throw new FormatException("This chart needs a column population (or exposure).");

    private static Method Shewhart(
        string name,
        string line,
        string formula,
        string source,
        Func<Question, double[], double[]?, ControlChart> work
    ) =>
        new(name, Family, line)
        {
            Formula = formula,
            Source = source + "; run rules: Nelson (1984)",
            NotFor = "seasonal series with their season on; months of unlike lengths (divide by days first)",
            Input = ManySeries.Input,
            Output =
                name == "i-mr"
                    ? ChartOutput + ",moving_range; about the whole: sigma, moving_range_high"
                    : ChartOutput + "; about the whole: sigma",
            Parameters = [Baseline, Shift, ManySeries.Late],
            Work = (question, _) =>
                ManySeries.Each(
                    question.Input(),
                    (periods, values, people) =>
                    {
                        var chart = work(question, values, people);
                        var answer = new Answer()
                            .Add("period", periods)
                            .Add("value", chart.Points.Select(p => p.Value))
                            .Add("centre", chart.Points.Select(p => p.Centre))
                            .Add("low", chart.Points.Select(p => p.Low))
                            .Add("high", chart.Points.Select(p => p.High))
                            .Add("signal", chart.Points.Select(p => p.Signal))
                            .Add("rules", chart.Points.Select(p => string.Join(' ', p.Rules)))
                            .Marked(chart.Points.Select(p => p.Provisional), periods);
                        if (chart.MovingRanges.Count > 0)
                            answer.Add("moving_range", chart.MovingRanges).Say("moving_range_high", chart.MovingRangeHigh);
                        double[] Each(Func<ChartPoint, double> of) => [.. chart.Points.Select(of)];
                        var drawn = Chart.Of(
                            line,
                            periods,
                            new("value", Each(p => p.Value), Colours.Blue),
                            new("centre", Each(p => p.Centre), Colours.Middle),
                            new("limits", Each(p => p.High), Colours.Orange, true),
                            new("", Each(p => p.Low), Colours.Orange, true),
                            new("outside", Each(p => p.Signal ? p.Value : double.NaN), Colours.Orange, Dots: true),
                            new("run rule", Each(p => p.Rules.Count > 0 && !p.Signal ? p.Value : double.NaN), Colours.Ink, Dots: true)
                        );
                        return answer
                            .Say("sigma", chart.Sigma)
                            .Draw(
                                drawn with
                                {
                                    Late = ManySeries.Shaded(values.Length, question.Whole("late")),
                                    Unit = name is "u-chart" or "laney-u" ? "value over population" : "value, as in the file",
                                }
                            );
                    }
                ),
        };

    private static Method Alarms(string name, string line, FarringtonOptions standard, string source)
    {
        string Text(double number) => Written.Cell(number);
        var threshold = standard.Threshold == FarringtonThreshold.Delta ? "delta" : "nbPlugin";
        return new(name, Family, line)
        {
            Formula =
                "quasi-Poisson log-linear fit of windows in past years, past outbreaks weighed down; limit: power transformation "
                + "(delta), or negative binomial quantile (nbPlugin, muan)",
            Source = source + "; as R's surveillance",
            NotFor = "saying that a provisional month is calm; many series without p_fdr; after a change of recording",
            Input = ManySeries.Input + " (whole counts)",
            Output =
                "period,i (from 1),observed,expected,upper,score,alarm,p,dispersion,trend"
                + ManySeries.LateOutput
                + ",p_fdr (Benjamini-Hochberg over all rows of the same period)",
            Parameters =
            [
                new("freq", "52", "Values in a year: 52 or 12"),
                new("b", Text(standard.Years), "Years back"),
                new("w", Text(standard.HalfWindow), "Half window around the same week (1 for months)"),
                new("no-periods", Text(standard.Periods), "Seasonal levels (10 for weeks, 4 for months, 1 for none)"),
                new(
                    "past-weeks-not-included",
                    null,
                    $"The last so many are not learnt from [{(name == "farrington" ? "w" : "26, or half a year for other frequencies")}]"
                ),
                new("alpha", Text(standard.Alpha), standard.TwoSided ? "Level, both sides together" : "Level, one side"),
                new("p-threshold-trend", Text(standard.TrendP), "Keep the trend below this p; 1 for always"),
                Parameter.Flag("no-trend", "Fit no trend"),
                new("weights-threshold", Text(standard.WeightsFrom), "Residuals above this are weighed down"),
                Parameter.Flag("no-reweight", "Weigh nothing down"),
                Parameter.OneOf("threshold-method", threshold, "How the limit is made", "delta", "nbPlugin", "muan"),
                Parameter.OneOf("powertrans", "2/3", "Power of delta", "2/3", "1/2", "none"),
                new("limit54", "5,4", "No alarm with fewer events than this in so many last values"),
                new("from", "0", "First value to judge, from 1; 0 for the first with enough history"),
                Parameter.Flag("pearson", "Standard errors from Pearson's dispersion everywhere (surveillance's flexible form differs)"),
                ManySeries.Late,
            ],
            Work = (question, stop) => Judged(question, line, standard, name == "farrington", stop),
        };
    }

    private static Answer Judged(Question question, string line, FarringtonOptions standard, bool classic, CancellationToken stop)
    {
        var least = question.Numbers("limit54");
        if (least.Length != 2)
            throw new FormatException("--limit54 must be two numbers, as 5,4.");
        var (freq, w) = (question.Whole("freq"), question.Whole("w"));
        var options = standard with
        {
            Frequency = freq,
            Years = question.Whole("b"),
            HalfWindow = w,
            Periods = question.Whole("no-periods"),
            PastNotIncluded =
                question.Has("past-weeks-not-included") ? question.Whole("past-weeks-not-included")
                : classic ? w
                : freq / 2,
            Alpha = question.Number("alpha"),
            TrendP = question.Number("p-threshold-trend"),
            Trend = !question.Flag("no-trend"),
            WeightsFrom = question.Number("weights-threshold"),
            Reweight = !question.Flag("no-reweight"),
            Threshold = question.Word("threshold-method") switch
            {
                "nbPlugin" => FarringtonThreshold.NegativeBinomial,
                "muan" => FarringtonThreshold.NegativeBinomialUpper,
                _ => FarringtonThreshold.Delta,
            },
            Power = question.Word("powertrans") switch
            {
                "1/2" => .5,
                "none" => 1,
                _ => 2.0 / 3,
            },
            Least = (least[0], (int)least[1]),
            From = question.Whole("from"),
            RelativeResiduals = standard.RelativeResiduals && !question.Flag("pearson"),
        };
        var answer = ManySeries.Each(
            question.Input(),
            (periods, values, _) =>
            {
                var (found, late) = (Farrington.Of(values, options, stop), LateMonths.Marked(values.Length, question.Whole("late")));
                double[] Drawn(Func<FarringtonPoint, double> of) =>
                    [.. Enumerable.Repeat(double.NaN, values.Length - found.Count), .. found.Select(of)];
                return new Answer()
                    .Add("period", found.Select(f => periods[f.Time]))
                    .Add("i", found.Select(f => f.Time + 1))
                    .Add("observed", found.Select(f => f.Observed))
                    .Add("expected", found.Select(f => f.Expected))
                    .Add("upper", found.Select(f => f.Upper))
                    .Add("score", found.Select(f => f.Score))
                    .Add("alarm", found.Select(f => f.Alarm))
                    .Add("p", found.Select(f => f.P))
                    .Add("dispersion", found.Select(f => f.Overdispersion))
                    .Add("trend", found.Select(f => f.Trend))
                    .Marked(found.Select(f => late[f.Time]), [.. found.Select(f => periods[f.Time])])
                    .Draw(
                        Chart.Of(
                            line,
                            periods,
                            new("observed", values, Colours.Middle),
                            new("expected", Drawn(f => f.Expected), Colours.Blue),
                            new("upper limit", Drawn(f => f.Upper), Colours.Orange, true),
                            new("alarm", Drawn(f => f.Alarm ? f.Observed : double.NaN), Colours.Orange, Dots: true)
                        ) with
                        {
                            Late = ManySeries.Shaded(values.Length, question.Whole("late")),
                        }
                    );
            }
        );
        var (period, p) = (
            (string[])answer.Columns.First(c => c.Name == "period").Values,
            (double[])answer.Columns.First(c => c.Name == "p").Values
        );
        var adjusted = new double[p.Length];
        foreach (var rows in Enumerable.Range(0, p.Length).GroupBy(i => period[i]).Select(g => g.ToArray()))
        {
            var group = FalseDiscovery.BenjaminiHochberg([.. rows.Select(i => double.IsNaN(p[i]) ? p[i] : Math.Clamp(p[i], 0, 1))]);
            for (var k = 0; k < rows.Length; k++)
                adjusted[rows[k]] = group[k];
        }
        return answer.Add("p_fdr", adjusted);
    }
}
