using System.Text.Encodings.Web;
using System.Xml.Linq;
using Fosse.Web.Design.Charts;
using Microsoft.AspNetCore.Html;

namespace Fosse.Tests.Design;

public sealed class ChartTests
{
    private static readonly IntervalRow[] Districts =
    [
        new("Leicester", "/places/leicester", 131.1, 129.9, 132.3),
        new("North West Leicestershire", null, 78.5, 76.8, 80.2, IsThis: true),
        new("Oadby & Wigston <new>", null, 0, 0, 0.1),
    ];

    private static readonly double[] Square = [-1.4, 52.7, -1.3, 52.7, -1.3, 52.8, -1.4, 52.8];
    private static readonly double[] East = [-1.3, 52.7, -1.2, 52.7, -1.2, 52.8, -1.3, 52.8];

    private static MonthPoint[] Months(params int?[] values) =>
        [.. values.Select((value, i) => new MonthPoint((2020 + i / 12) * 100 + i % 12 + 1, value))];

    private static int?[] Repeat(int? value, int times) => [.. Enumerable.Repeat(value, times)];

    private static XElement Read(IHtmlContent chart)
    {
        using var text = new StringWriter();
        chart.WriteTo(text, HtmlEncoder.Default);
        return XElement.Parse(text.ToString()); // throws unless it is well formed
    }

    private static IEnumerable<XElement> Having(XElement chart, string kind) =>
        chart.Descendants().Where(part => ((string?)part.Attribute("class") ?? "").Split(' ').Contains(kind));

    private static double At(XElement part, string name) => (double)part.Attribute(name)!;

    public static TheoryData<string> Pictures => ["intervals", "links", "months", "map", "nothing", "no months"];

    private static XElement Draw(string which) =>
        Read(
            which switch
            {
                "intervals" => IntervalChart.Render("c1", "Rates & more", Districts[1..], "recorded crimes per 1,000 residents"),
                "links" => IntervalChart.Render("c1", "Rates & more", Districts, "recorded crimes per 1,000 residents"),
                "months" => MonthChart.Render("c1", "Rates & more", Months([10, 12, null, 14]), [new(202002, "a <change>")]),
                "map" => OutlineMap.Render("c1", "Rates & more", [new("a", "A & B", 3, [Square])], new(-1.4, 52.7, -1.3, 52.8)),
                "nothing" => IntervalChart.Render("c1", "Rates & more", [], "per 1,000"),
                _ => MonthChart.Render("c1", "Rates & more", Months([null, null]), []),
            }
        );

    [Theory, MemberData(nameof(Pictures))]
    public void Every_picture_names_and_describes_itself_and_carries_no_style(string which)
    {
        var picture = Draw(which);
        var named = ((string)picture.Attribute("aria-labelledby")!)
            .Split(' ')
            .Select(id => picture.Elements().Single(part => (string?)part.Attribute("id") == id))
            .ToArray();
        Assert.Equal("Rates & more", named[0].Value);
        Assert.NotEmpty(named[1].Value);
        // A picture with links is a group: inside an image they could not be reached.
        Assert.Equal(which == "links" ? "group" : "img", (string?)picture.Attribute("role"));
        Assert.NotNull(picture.Attribute("viewBox"));
        Assert.DoesNotContain(
            picture.DescendantsAndSelf(),
            part => part.Attribute("style") is not null || part.Name.LocalName is "style" or "script"
        );
        Assert.Equal("chart", ((string)picture.Attribute("class")!).Split(' ')[0]);
    }

    [Fact]
    public void Each_row_has_its_label_its_rate_and_an_interval_as_long_as_it_should_be()
    {
        var chart = Draw("links");
        Assert.Equal(
            ["Leicester", "North West Leicestershire", "Oadby & Wigston <new>"],
            Having(chart, "chart-label").Select(label => label.Value)
        );
        Assert.Equal(["131.1", "78.5", "0.0"], Having(chart, "chart-value").Select(value => value.Value));
        Assert.Equal("78.5", Having(Having(chart, "chart-this").Single(), "chart-value").Single().Value);

        var row = Having(chart, "chart-this").Single();
        var (interval, dot) = (Having(row, "chart-interval").First(), Having(row, "chart-dot").Single());
        Assert.InRange(At(dot, "cx"), At(interval, "x1"), At(interval, "x2"));
        // From zero: the dot's way along the axis is the rate's share of the top.
        var (zero, other) = (At(Having(chart, "chart-base").Single(), "x1"), At(Having(chart, "chart-dot").First(), "cx"));
        Assert.Equal(78.5 / 131.1, (At(dot, "cx") - zero) / (other - zero), 0.01);
    }

    [Fact]
    public void Months_that_are_not_held_are_hatched_labelled_and_not_bridged()
    {
        var chart = Read(MonthChart.Render("crime", "By month", Months([.. Repeat(500, 20), .. Repeat(null, 14), .. Repeat(600, 20)]), []));
        Assert.Equal("url(#crime-hatch)", (string?)Having(chart, "chart-gap").Single().Attribute("fill"));
        Assert.Contains(chart.Descendants(), part => part.Name.LocalName == "pattern" && (string?)part.Attribute("id") == "crime-hatch");
        Assert.Equal("not held", Having(chart, "chart-gap-text").Single().Value);
        Assert.Equal([20, 20], Having(chart, "chart-line").Select(line => ((string)line.Attribute("points")!).Split(' ').Length));
        Assert.Contains("14 months are not held", chart.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_month_that_is_missing_from_the_list_is_a_gap_too_and_a_lone_month_is_a_point()
    {
        var chart = Read(MonthChart.Render("c", "By month", [new(202001, 4), new(202002, 5), new(202004, 6)], []));
        Assert.Single(Having(chart, "chart-gap"));
        Assert.Single(Having(chart, "chart-line"));
        Assert.Single(Having(chart, "chart-point"));
    }

    [Fact]
    public void A_gap_too_narrow_for_words_is_explained_beneath()
    {
        var chart = Read(MonthChart.Render("c", "By month", Months([.. Repeat(5, 40), null, .. Repeat(5, 40)]), []));
        Assert.Equal("not held", Having(chart, "chart-gap-text").Single().Value);
        Assert.Equal(2, Having(chart, "chart-gap").Count());
    }

    [Fact]
    public void Notes_that_would_touch_stand_in_different_lanes()
    {
        var chart = Read(
            MonthChart.Render(
                "c",
                "By month",
                Months(Repeat(5, 60)),
                [
                    new(202206, "map points replaced"),
                    new(202207, "new recording rule"),
                    new(202412, "the last month of all"),
                    new(201901, "before the chart"),
                ]
            )
        );
        var texts = Having(chart, "chart-mark-text").ToArray();
        Assert.Equal(3, texts.Length);
        var close = texts.Where(text => text.Value is "map points replaced" or "new recording rule").ToArray();
        Assert.NotEqual(At(close[0], "y"), At(close[1], "y"));
    }

    [Fact]
    public void The_line_starts_from_zero_and_the_axis_is_round()
    {
        var chart = Read(MonthChart.Render("c", "By month", Months([1700, 850]), []));
        Assert.Contains(Having(chart, "chart-tick"), tick => tick.Value == "0");
        var points = ((string)Having(chart, "chart-line").Single().Attribute("points")!)
            .Split(' ')
            .Select(point => double.Parse(point.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        var zero = At(Having(chart, "chart-base").Single(), "y1");
        Assert.Equal(2, (zero - points[0]) / (zero - points[1]), 0.01);
    }

    [Fact]
    public void A_map_shades_what_is_held_hatches_what_is_not_and_draws_the_chosen_area_last()
    {
        var chart = Read(
            OutlineMap.Render(
                "m",
                "Rates",
                [new("coalville", "Coalville", 6, [Square], Highlight: true), new("ibstock", "Ibstock", -1, [East])],
                new(-1.4, 52.7, -1.2, 52.8)
            )
        );
        var areas = Having(chart, "chart-area").ToArray();
        Assert.Equal(["ibstock", "coalville"], areas.Select(area => (string?)area.Attribute("data-area")));
        Assert.Equal("url(#m-hatch)", (string?)areas[0].Attribute("fill"));
        Assert.Contains("chart-ramp-6", (string)areas[1].Attribute("class")!, StringComparison.Ordinal);
        Assert.Equal("Ibstock: not held", areas[0].Value);
    }

    [Fact]
    public void A_degree_east_is_shorter_than_a_degree_north()
    {
        var chart = Read(OutlineMap.Render("m", "Rates", [new("a", "A", 0, [Square])], new(-1.4, 52.7, -1.3, 52.8)));
        var size = ((string)chart.Attribute("viewBox")!)
            .Split(' ')
            .Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        Assert.Equal(Math.Cos(52.75 * Math.PI / 180), (size[2] - 8) / (size[3] - 8), 0.001);
    }

    [Fact]
    public void The_legend_says_every_class_in_words_and_the_highest_is_darkest()
    {
        var legend = Read(Legend.Render([20, 40], "recorded crimes per 1,000", withNotHeld: true));
        Assert.Equal(
            ["under 20", "20 to under 40", "40 and over", "not held"],
            legend.Descendants().Where(part => part.Name.LocalName == "span").Select(part => part.Value)
        );
        Assert.Single(Having(legend, "chart-ramp-6"));
    }

    [Fact]
    public void Ornaments_are_hidden_from_those_who_hear_the_page()
    {
        var spark = Read(Sparkline.Render([1, 2, null, 4, 5]));
        var bar = Read(BarCell.Render(25, 100));
        Assert.All(
            [spark, bar, Read(Sparkline.Render([])), Read(BarCell.Render(0, 0))],
            drawing => Assert.Equal("true", (string?)drawing.Attribute("aria-hidden"))
        );
        Assert.Equal(2, Having(spark, "chart-line").Count());
        Assert.Equal(25, At(Having(bar, "chart-bar-fill").Single(), "width"));
    }
}
