using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Design.Charts;

/// <summary>Writes SVG as text: encodes what it is given, keeps numbers short, uses classes only, since the content policy forbids inline
/// styles.</summary>
internal sealed class Drawing
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder text = new();

    /// <summary>A picture with its title and description. One that holds links is a group: inside an image nobody could reach
    /// them.</summary>
    internal static Drawing Picture(
        string id,
        string kind,
        double width,
        double height,
        string title,
        string description,
        bool links = false
    ) =>
        new Drawing()
            .Open(
                "svg",
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", $"chart {kind}"),
                ("viewBox", $"0 0 {Number(width)} {Number(height)}"),
                ("role", links ? "group" : "img"),
                ("aria-labelledby", $"{id}-title {id}-desc")
            )
            .Leaf("title", title, ("id", $"{id}-title"))
            .Leaf("desc", description, ("id", $"{id}-desc"));

    /// <summary>A picture for the eye alone, beside the number that says the same.</summary>
    internal static Drawing Ornament(string kind, double width, double height, bool stretches = false) =>
        new Drawing().Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", $"chart {kind}"),
            ("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            ("width", width),
            ("height", height),
            ("preserveAspectRatio", stretches ? "none" : null),
            ("aria-hidden", "true"),
            ("focusable", "false")
        );

    internal Drawing Open(string tag, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(tag, attributes);
        text.Append('>');
        return this;
    }

    internal Drawing Close(string tag)
    {
        text.Append("</").Append(tag).Append('>');
        return this;
    }

    internal Drawing Mark(string tag, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(tag, attributes);
        text.Append("/>");
        return this;
    }

    internal Drawing Leaf(string tag, string content, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Open(tag, attributes);
        text.Append(Encoder.Encode(content));
        return Close(tag);
    }

    internal Drawing Line(string kind, double x1, double y1, double x2, double y2) =>
        Mark("line", ("class", kind), ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    internal Drawing Words(string content, string kind, double x, double y, string anchor = "start") =>
        Leaf("text", content, ("class", kind), ("x", x), ("y", y), ("text-anchor", anchor));

    /// <summary>The pattern that says "not held" without a colour. Its id is the picture's own, since patterns are found across the whole
    /// page.</summary>
    internal Drawing Hatch(string id) =>
        Open("defs")
            .Open(
                "pattern",
                ("id", $"{id}-hatch"),
                ("width", 7),
                ("height", 7),
                ("patternUnits", "userSpaceOnUse"),
                ("patternTransform", "rotate(45)")
            )
            .Mark("rect", ("class", "chart-hatch-ground"), ("width", 7), ("height", 7))
            .Mark("line", ("class", "chart-hatch-line"), ("y2", 7), ("stroke-width", 2))
            .Close("pattern")
            .Close("defs");

    internal HtmlString Done(string root = "svg") => new(Close(root).text.ToString());

    internal static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private void Start(string tag, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            var written = value switch
            {
                null => null,
                double number => Number(number),
                int number => Number(number),
                _ => Encoder.Encode(value.ToString()!),
            };
            if (written is not null)
                text.Append(' ').Append(name).Append("=\"").Append(written).Append('"');
        }
    }
}
