using System.Globalization;
using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>The space-time permutation scan.</summary>
internal static class SpaceTimeMethods
{
    public static IReadOnlyList<Method> Each { get; } =
    [
        new("st-scan", "Clusters", "Kulldorff's space-time permutation scan: where and when more than place and time alone explain")
        {
            Formula =
                "μ = C_z C_t/C; c ln(c/μ) + (C-c) ln((C-c)/(C-μ)) where c > μ, over circles and windows; p = (1 + #{shuffles of "
                + "the times >= seen})/(1 + simulations)",
            Source = "Kulldorff et al. (2005) PLoS Medicine 2:e59; tied distances come in together",
            NotFor = "month data and anonymised points; places that are always busy, which are expected to be; a boundary",
            Input =
                "[id,]x,y (or lon,lat),time (days, or dates as 2024-01-31; months are refused)[,cases (whole numbers, 1)]; one "
                + "row for each event",
            Output =
                "cluster,ids (rows from 1 where the file has no id),x,y (middle),radius,from,to (first and last "
                + "day),places,cases,cases_of_places,cases_of_window,expected,ratio (cases/expected),llr,p,p_gumbel; with "
                + "--prospective recurrence_days (step/p: how often chance alone would show as much)",
            Parameters =
            [
                Parameter.Flag("prospective", "Only windows that reach the last day: what goes on now"),
                new("max-share", "0.5", "Largest share of all cases in a circle; for crime 0.05 to 0.1"),
                new("max-radius", "inf", "Largest radius, metres"),
                new("max-window", null, "Longest window, days; half of the time studied when left out"),
                new("step", "1", "Days taken together, counted back from the last"),
                new("min-cases", "2", "Fewest cases in a cylinder"),
                new("simulations", "999", "Shuffles of the times"),
                new("seed", "1", "Seed of chance"),
                new("clusters", "20", "Most clusters to list"),
            ],
            Work = Work,
        },
    ];

    private static Answer Work(Question question, CancellationToken stop)
    {
        var points = question.Input().Points();
        var (table, days) = (points.Table, points.Table.Days());
        var cases = table.Has("cases", "count") ? table.Wholes("cases", "count") : [.. Enumerable.Repeat(1L, points.Count)];
        for (var i = 0; i < cases.Length; i++)
            if (cases[i] is < 0 or > 1_000_000)
                throw table.Bad(i, table.Has("cases") ? "cases" : "count", "must be 0 to 1,000,000");
        int[] rows = [.. Enumerable.Range(0, points.Count).SelectMany(i => Enumerable.Repeat(i, (int)cases[i]))];
        var options = new SpaceTimeScanOptions(
            question.Number("max-share"),
            question.Number("max-radius"),
            question.NumberIfGiven("max-window"),
            question.Whole("step"),
            question.Flag("prospective"),
            question.Whole("simulations"),
            question.Whole("seed"),
            question.Whole("min-cases"),
            question.Whole("clusters")
        );
        var found = SpaceTimeScan.Of(
            [.. rows.Select(i => points.X[i])],
            [.. rows.Select(i => points.Y[i])],
            [.. rows.Select(i => days[i])],
            options,
            stop
        );
        var ids = table.Has("id")
            ? table.Words("id")
            : [.. Enumerable.Range(1, points.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var dated =
            points.Count > 0
            && !double.TryParse(table.Words("time", "t", "date", "day")[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        string Day(double day) =>
            dated ? DateTime.MinValue.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Written.Cell(day);
        var answer = new Answer()
            .Add("cluster", Enumerable.Range(1, found.Count))
            .Add("ids", found.Select(c => string.Join(' ', c.Events.Select(e => rows[e]).Distinct().Select(i => ids[i]))))
            .Add("x", found.Select(c => c.X))
            .Add("y", found.Select(c => c.Y))
            .Add("radius", found.Select(c => c.Radius))
            .Add("from", found.Select(c => Day(c.FromDay)))
            .Add("to", found.Select(c => Day(c.ToDay)))
            .Add("places", found.Select(c => c.Places))
            .Add("cases", found.Select(c => c.Cases))
            .Add("cases_of_places", found.Select(c => c.CasesOfPlaces))
            .Add("cases_of_window", found.Select(c => c.CasesOfWindow))
            .Add("expected", found.Select(c => c.Expected))
            .Add("ratio", found.Select(c => c.Ratio))
            .Add("llr", found.Select(c => c.LogLikelihoodRatio))
            .Add("p", found.Select(c => c.P))
            .Add("p_gumbel", found.Select(c => c.GumbelP));
        return options.Prospective ? answer.Add("recurrence_days", found.Select(c => options.Step / c.P)) : answer;
    }
}
