using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Counts and densities over a grid.</summary>
internal static class SurfaceMethods
{
    private const string Family = "Surfaces";
    private const string NotFiner = "anything finer than 250 m of open data, whose points are map points";

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("grid-count", Family, "Counts by square cell")
        {
            Formula = "cell = floor((x - x0)/c), half-open",
            Source = "Chainey and Ratcliffe (2005)",
            NotFor = NotFiner,
            Input = Inputs.PointColumns,
            Output = "column,row (from 0 at x0,y0; whole multiples of the cell without --extent),x,y (middle of the cell),count",
            Parameters = SurfaceInputs.GridParameters,
            Work = (question, _) =>
            {
                var points = question.Input().Points();
                var grid = SurfaceInputs.GridOf(question, points.X, points.Y, 0);
                var counts = grid.CountPoints(points.X, points.Y, points.Weights());
                return SurfaceInputs
                    .Surface(grid, "count", counts, $"events in a cell of {Ticks.Words(grid.Cell)} m")
                    .Add("column", Enumerable.Range(0, grid.Count).Select(i => i % grid.Columns))
                    .Add("row", Enumerable.Range(0, grid.Count).Select(i => i / grid.Columns))
                    .Say("counted", counts.Sum())
                    .Say("points", points.Count);
            },
        },
        new("kde", Family, "Kernel density, exact, weighted, with edge correction")
        {
            Formula =
                "Σ w K(d/h)/h²; quartic 3/(πh²)(1 - d²/h²)²; uniform edges: divided by the kernel's mass inside; jones-diggle: "
                + "each point over its own",
            Source = "Silverman (1986); Diggle (1985); Jones (1993)",
            NotFor = NotFiner,
            Input = Inputs.PointColumns + "; --at x,y; --boundary x,y (corners of the outline in order)",
            Output = "x,y,density (events per square metre),density_km2 (per square kilometre)",
            Parameters =
            [
                SurfaceInputs.Bandwidth,
                SurfaceInputs.Kernel,
                .. SurfaceInputs.GridParameters,
                Parameter.File("at", "Places to evaluate at, in place of a grid"),
                Parameter.OneOf("edge", "none", "Edge correction, with --boundary", "none", "uniform", "jones-diggle"),
                Parameter.File("boundary", "Corners of the study area"),
            ],
            Work = Density,
        },
        new("kde-adaptive", Family, "Kernel density with own bandwidths (Abramson)")
        {
            Formula = "h_i = h0 f(x_i)^(-1/2)/γ, at most trim times their median",
            Source = "Abramson (1982); R sparr",
            NotFor = NotFiner,
            Input = Inputs.PointColumns,
            Output = "x,y,density (events per square metre),density_km2",
            Parameters =
            [
                SurfaceInputs.Bandwidth,
                SurfaceInputs.Kernel with
                {
                    Default = "gaussian",
                },
                .. SurfaceInputs.GridParameters,
                new("trim", "5", "Times the median bandwidth; inf for none"),
            ],
            Work = (question, stop) =>
            {
                var points = question.Input().Points();
                var h = question.Number("bandwidth");
                var grid = SurfaceInputs.GridOf(question, points.X, points.Y, h);
                return Found(
                    grid,
                    KdeEdges.Adaptive(
                        points.X,
                        points.Y,
                        grid,
                        h,
                        SurfaceInputs.KernelOf(question),
                        points.Weights(),
                        question.Number("trim"),
                        stop
                    )
                );
            },
        },
        new("relative-risk", Family, "Dual density: log of cases over controls, with a p-surface")
        {
            Formula = "log(f/g), each scaled to 1; p: share of relabellings as high",
            Source = "Kelsall and Diggle (1995)",
            NotFor = NotFiner,
            Input = "cases x,y (or lon,lat); --controls x,y",
            Output = "x,y,log_risk,p (upper side)",
            Parameters =
            [
                Parameter.File("controls", "The second kind of points"),
                SurfaceInputs.Bandwidth,
                SurfaceInputs.Kernel with
                {
                    Default = "gaussian",
                },
                .. SurfaceInputs.GridParameters,
                new("permutations", "99", "Relabellings; 0 for no p"),
                new("seed", "1", "Seed of chance"),
            ],
            Work = (question, stop) =>
            {
                var (cases, controls, h) = (question.Input().Points(), question.Needed("controls").Points(), question.Number("bandwidth"));
                var grid = SurfaceInputs.GridOf(question, [.. cases.X, .. controls.X], [.. cases.Y, .. controls.Y], h);
                var (risk, p) = KdeEdges.RelativeRisk(
                    cases.X,
                    cases.Y,
                    controls.X,
                    controls.Y,
                    grid,
                    h,
                    SurfaceInputs.KernelOf(question),
                    question.Whole("permutations"),
                    question.Whole("seed"),
                    stop
                );
                return SurfaceInputs
                    .Surface(grid, "log_risk", risk, "log of cases over controls")
                    .Add("p", p)
                    .On(Told(grid, risk, cases, controls, h));
            },
        },
        new("bandwidth", Family, "Bandwidths that the points suggest, with the bound for stacked points")
        {
            Formula =
                "Scott σ n^(-1/6); likelihood and least squares cross-validation (Gaussian); Berman-Diggle: least (1/λ - "
                + "2K(r))/(πr²) + ∫ shared disc dK/(πr²)², σ = r/2; bound: twice the median spacing of places",
            Source = "Scott (1992); Silverman (1986); Berman and Diggle (1989), as bw.diggle of R's spatstat",
            NotFor = "deciding alone: what the map is for matters as much",
            Input = Inputs.PointColumns,
            Output =
                "scott,scott_x,scott_y,likelihood_cv,least_squares_cv,lower_bound,chosen (by likelihood, at least the "
                + "bound),diggle,diggle_chosen (at least the bound),diggle_at_end (true: a larger one than --hmax may be better); "
                + "all metres, standard deviations of a Gaussian (a quartic as wide has √8 times that)",
            Parameters =
            [
                Parameter.OneOf(
                    "selector",
                    "all",
                    "Which; all takes the square of the number of places, diggle many points",
                    "all",
                    "diggle"
                ),
                SurfaceInputs.GridParameters[1] with
                {
                    Meaning = "west,south,east,north of the rectangle studied, for diggle; the points' own when left out",
                },
                Parameter.OneOf(
                    "edge",
                    "isotropic",
                    "How diggle weighs pairs near the edge (spatstat changes to translate from 1,000 points)",
                    "isotropic",
                    "translate",
                    "none"
                ),
                new("hmax", null, "Largest σ that diggle tries, metres; a sixteenth of the short side, or less where points are dense"),
            ],
            Work = Suggested,
        },
    ];

    private static Answer Density(Question question, CancellationToken stop)
    {
        var points = question.Input().Points();
        var (h, kernel, edge) = (question.Number("bandwidth"), SurfaceInputs.KernelOf(question), question.Word("edge"));
        if (question.File("at") is { } table)
        {
            var at = table.Points();
            var density = Kde.At(at.X, at.Y, points.X, points.Y, h, kernel, points.Weights(), stop);
            return new Answer().Add("x", at.X).Add("y", at.Y).Add("density", density).Add("density_km2", density.Select(d => d * 1e6));
        }
        var ring = edge == "none" && !question.Has("boundary") ? null : question.Needed("boundary").Points();
        var grid =
            ring is null || question.Has("extent")
                ? SurfaceInputs.GridOf(question, points.X, points.Y, h)
                : SurfaceInputs.GridOf(question, ring.X, ring.Y, 0);
        if (ring is null)
            return Found(grid, Kde.Over(points.X, points.Y, grid, h, kernel, points.Weights(), stop));
        var correction = edge switch
        {
            "uniform" => EdgeCorrection.Uniform,
            "jones-diggle" => EdgeCorrection.JonesDiggle,
            _ => EdgeCorrection.None,
        };
        return Found(
            grid,
            KdeEdges.Over(points.X, points.Y, grid, SurfaceInputs.Inside(grid, ring), h, correction, kernel, points.Weights(), stop)
        );
    }

    private static Answer Suggested(Question question, CancellationToken stop)
    {
        var points = question.Input().Points();
        (double, double, double, double)? studied = null;
        if (question.Has("extent"))
            studied = question.Numbers("extent") is [var west, var south, var east, var north]
                ? (west, south, east, north)
                : throw new FormatException("--extent must be four numbers, west,south,east,north, as 450000,300000,470000,320000.");
        var edges = question.Word("edge") switch
        {
            "translate" => PairEdges.Translate,
            "none" => PairEdges.None,
            _ => PairEdges.Isotropic,
        };
        var diggle = BermanDiggle.Of(points.X, points.Y, studied, edges, question.NumberIfGiven("hmax"), stop);
        var answer = new Answer();
        if (question.Word("selector") == "all")
        {
            var found = Bandwidths.Of(points.X, points.Y);
            answer
                .Say("scott", found.Scott)
                .Say("scott_x", found.ScottX)
                .Say("scott_y", found.ScottY)
                .Say("likelihood_cv", found.LikelihoodCv)
                .Say("least_squares_cv", found.LeastSquaresCv)
                .Say("lower_bound", found.LowerBound)
                .Say("chosen", found.Chosen);
        }
        else
            answer.Say("lower_bound", diggle.LowerBound);
        return answer.Say("diggle", diggle.Sigma).Say("diggle_chosen", diggle.Chosen).Say("diggle_at_end", diggle.AtEnd);
    }

    // Where nearly no case would be looked for, the ratio of two densities is made of tails; a picture does not show it.
    private static Surface Told(Grid grid, double[] risk, PointTable cases, PointTable controls, double h)
    {
        var all = Kde.Over([.. cases.X, .. controls.X], [.. cases.Y, .. controls.Y], grid, h);
        var share = (double)cases.Count / (cases.Count + controls.Count);
        return new(grid, [.. risk.Select((r, i) => all[i] * share * Math.PI * h * h < 1 ? double.NaN : r)], "log of cases over controls")
        {
            NoValue = "less than 1 case expected within the bandwidth",
        };
    }

    private static Answer Found(Grid grid, double[] density)
    {
        var perKm2 = density.Select(d => d * 1e6).ToArray();
        return SurfaceInputs
            .Surface(grid, "density", density, "events")
            .Add("density_km2", perKm2)
            .On(new(grid, perKm2, "events per square kilometre") { Title = "Kernel density", NoValue = "outside the study area" })
            .Say("volume", density.Where(double.IsFinite).Sum() * grid.Cell * grid.Cell);
    }
}
