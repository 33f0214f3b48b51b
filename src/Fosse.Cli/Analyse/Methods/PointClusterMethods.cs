using System.Globalization;
using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>DBSCAN and scans.</summary>
internal static class PointClusterMethods
{
    private const string Family = "Clusters";

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("dbscan", Family, "Density-based clusters of points (weighted)")
        {
            Formula =
                "core: weights within d <= eps, its own included, reach minimum; clusters: connected cores; borders join the nearest core",
            Source = "Ester, Kriegel, Sander and Xu (1996)",
            NotFor = "a significance test: chance makes clusters too",
            Input = Inputs.PointColumns,
            Output = "[id,]x,y,label (-1 is noise),core,border_ambiguous; about the whole: clusters, core, noise",
            Parameters =
            [
                new("eps", null, "Metres"),
                new("minimum", "5", "Points (or weight) within eps that make a core; min_samples, minPts"),
            ],
            Work = (question, _) =>
            {
                var points = question.Input().Points();
                return Labelled(
                    points,
                    Dbscan.Of(points.X, points.Y, question.Number("eps"), question.Number("minimum"), points.Weights())
                );
            },
        },
        new("st-dbscan", Family, "Density-based clusters in space and time (weighted)")
        {
            Formula = "as dbscan, with neighbours d <= eps and |dt| <= span",
            Source = "Birant and Kut (2007)",
            NotFor = "month data; a significance test",
            Input = "x,y (or lon,lat),time[,weight]; time in days or as dates",
            Output = "[id,]x,y,label (-1 is noise),core,border_ambiguous",
            Parameters =
            [
                new("eps", null, "Metres"),
                new("span", null, "Days, or the unit of time"),
                new("minimum", "5", "Points (or weight) that make a core"),
            ],
            Work = (question, _) =>
            {
                var points = question.Input().Points();
                return Labelled(
                    points,
                    StDbscan.Of(
                        points.X,
                        points.Y,
                        points.Table.Days(),
                        question.Number("eps"),
                        question.Number("span"),
                        question.Number("minimum"),
                        points.Weights()
                    )
                );
            },
        },
        new("scan", Family, "Kulldorff's circular scan: Poisson, Bernoulli or expectation-based")
        {
            Formula =
                "Poisson: c ln(c/E) + (C-c) ln((C-c)/(C-E)); expectation-based: C ln(C/B) + B - C; p = (1 + #{simulations >= "
                + "seen})/(1 + simulations)",
            Source = "Kulldorff (1997); Neill (2005); tied distances come in together",
            NotFor = "a boundary: circles cross rivers",
            Input = "id,x,y,cases,population (people at risk, or expected cases)",
            Output = "cluster,ids,areas,radius,population,cases,expected,relative_risk,llr,p,p_gumbel",
            Parameters =
            [
                Parameter.OneOf("model", "poisson", "What cases are taken for", "poisson", "bernoulli", "expectation"),
                Parameter.OneOf("look-for", "high", "Clusters of many or of few", "high", "low", "both"),
                new("max-population", "0.5", "Largest share of the population in a circle; for crime 0.05 to 0.1"),
                new("max-radius", "inf", "Largest radius, metres"),
                new("min-cases", "2", "Fewest cases in a circle"),
                new("simulations", "999", "Simulations"),
                new("seed", "1", "Seed of chance"),
                new("clusters", "20", "Most clusters to list"),
            ],
            Work = Scan,
        },
    ];

    private static Answer Labelled(PointTable points, DbscanResult found) =>
        new Answer()
            .AddPoints(points)
            .Add("label", found.Labels)
            .Add("core", found.Core)
            .Add("border_ambiguous", found.Ambiguous)
            .Say("clusters", found.Clusters)
            .Say("core", found.Core.Count(c => c))
            .Say("noise", found.Labels.Count(l => l < 0));

    private static Answer Scan(Question question, CancellationToken stop)
    {
        var table = question.Input();
        var (ids, points) = (table.Ids(), table.Points());
        var model = question.Word("model") switch
        {
            "bernoulli" => ScanModel.Bernoulli,
            "expectation" => ScanModel.ExpectationPoisson,
            _ => ScanModel.Poisson,
        };
        var look = question.Word("look-for") switch
        {
            "low" => ScanFor.Low,
            "both" => ScanFor.Both,
            _ => ScanFor.High,
        };
        var options = new ScanOptions(
            model,
            look,
            question.Number("max-population"),
            question.Whole("simulations"),
            question.Whole("seed"),
            question.Number("min-cases"),
            question.Whole("clusters"),
            question.Number("max-radius")
        );
        var found = SpatialScan.Of(points.X, points.Y, table.Numbers("cases", "value", "count"), table.Population(), options, stop);
        return new Answer()
            .Add("cluster", Enumerable.Range(1, found.Count))
            .Add("ids", found.Select(c => string.Join(' ', c.Areas.Select(a => ids[a]))))
            .Add("areas", found.Select(c => c.Areas.Count))
            .Add("radius", found.Select(c => c.Radius))
            .Add("population", found.Select(c => c.Population))
            .Add("cases", found.Select(c => c.Cases))
            .Add("expected", found.Select(c => c.Expected))
            .Add("relative_risk", found.Select(c => c.RelativeRisk))
            .Add("llr", found.Select(c => c.LogLikelihoodRatio))
            .Add("p", found.Select(c => c.P))
            .Add("p_gumbel", found.Select(c => c.GumbelP))
            .Of([.. found.Select(c => c.Areas.Select(a => ids[a]).ToArray())]);
    }

    /// <summary>Days as numbers, or dates as days since the first of January of the year 1. Months without a day are refused: the methods
    /// that ask need days.</summary>
    public static double[] Days(this CsvTable table)
    {
        var words = table.Words("time", "t", "date", "day");
        var column =
            table.Has("time") ? "time"
            : table.Has("t") ? "t"
            : table.Has("date") ? "date"
            : "day";
        var days = new double[words.Length];
        for (var i = 0; i < days.Length; i++)
        {
            if (double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out days[i]) && double.IsFinite(days[i]))
                continue;
            if (words[i].Length is 7 && words[i][4] == '-')
                throw new NotSupportedForMonthlyData(table.Name);
            if (!DateTime.TryParse(words[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
                throw table.Bad(i, column, "must be a number of days or a date as 2024-01-31");
            days[i] = (at - DateTime.MinValue).TotalDays;
        }
        return days;
    }
}
