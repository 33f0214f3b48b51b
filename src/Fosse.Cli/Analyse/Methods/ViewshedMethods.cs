using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Lines of sight over a grid of heights.</summary>
internal static class ViewshedMethods
{
    public static IReadOnlyList<Method> Each { get; } =
    [
        new("viewshed-raster", "Places and routes", "What is seen over ground: lines of sight on a grid of heights (R3)")
        {
            Formula =
                "a cell is seen when (z + target - eye)/d >= the steepest (z - eye)/d where its line crosses the lines between "
                + "middles of neighbouring cells; needed = metres above its ground from which on it is",
            Source = "Franklin and Ray (1994), R3",
            NotFor = "placing cameras without an assessment of privacy; leaves, light, and buildings that the heights do not have",
            Input = "an ESRI ASCII grid of heights, metres (.asc); --observer x,y[,height]",
            Output =
                "x,y (middle of a cell),visible (1 or 0; empty out of range or without a height),needed (metres above ground); "
                + "about the whole: x,y of the observer (middle of the cell), cells seen, area seen (square metres)",
            Parameters =
            [
                new("observer", null, "x,y or x,y,height of the observer, metres"),
                new("height", "1.75", "Of the observer above the ground, where --observer does not say"),
                new("target-height", "0", "Above the ground of what is looked at"),
                new("range", "inf", "Metres"),
                new("azimuth", "0", "Degrees clockwise from north"),
                new("fov", "360", "Field of view, degrees"),
                Parameter.Flag("curvature", "Of the earth, with refraction"),
                new("refraction", "0.13", "Share by which air bends light after the earth"),
                Parameter.OneOf("surface", "visible", "What a picture or grid shows", "visible", "needed"),
            ],
            Work = Work,
        },
    ];

    private static Answer Work(Question question, CancellationToken stop)
    {
        var heights = question.InputGrid();
        var (grid, observer) = (heights.Grid, question.Numbers("observer"));
        if (observer.Length is not (2 or 3))
            throw new FormatException("--observer must be x,y or x,y,height, as 458000,304500,4.");
        var found = RasterViewshed.Of(
            grid,
            heights.Values,
            observer[0],
            observer[1],
            observer.Length == 3 ? observer[2] : question.Number("height"),
            question.Number("target-height"),
            question.Number("range"),
            question.Number("azimuth"),
            question.Number("fov"),
            question.Flag("curvature"),
            question.Number("refraction"),
            stop
        );
        double[] needed = [.. found.Needed],
            visible =

            [
                .. found.Visible.Select(
                    (v, i) =>
                        double.IsNaN(needed[i]) ? double.NaN
                        : v ? 1
                        : 0
                ),
            ];
        var seen = found.Visible.Count(v => v);
        var mark = (grid.CentreX(found.Column), grid.CentreY(found.Row), "observer");
        var surface =
            question.Word("surface") == "needed"
                ? new Surface(grid, needed, "metres above ground from which on it is seen")
                : new Surface(grid, visible, "seen") { Classes = ["hidden", "seen"] };
        var answer = SurfaceInputs
            .Surface(grid, "visible", visible, "seen")
            .Add("needed", needed)
            .On(surface with { Mark = mark, NoValue = "out of range, or no height" });
        return answer
            .Say("observer_x", grid.CentreX(found.Column))
            .Say("observer_y", grid.CentreY(found.Row))
            .Say("cells seen", seen)
            .Say("area seen", seen * grid.Cell * grid.Cell);
    }
}
