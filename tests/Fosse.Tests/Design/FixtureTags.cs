using System.Globalization;
using System.Net;
using System.Text.Json;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fosse.Tests.Design;

/// <summary>Writes with our tags what the options of a Design System example ask for.</summary>
internal static class FixtureTags
{
    public static string Write(string component, JsonElement o) =>
        component switch
        {
            "input" => Field(
                o,
                new TextInput(Rendered.Words)
                {
                    ViewContext = null!,
                    Type = At(o, "type") ?? "text",
                    Value = At(o, "value"),
                    Width = At(o, "classes") is { } c ? int.Parse(c[(c.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture) : null,
                }
            ),
            "textarea" => Field(
                o,
                new TextArea(Rendered.Words)
                {
                    ViewContext = null!,
                    Value = At(o, "value"),
                    Rows = o.TryGetProperty("rows", out var rows) ? rows.GetInt32() : 5,
                }
            ),
            "character-count" => Field(
                o,
                new TextArea(Rendered.Words)
                {
                    ViewContext = null!,
                    Value = At(o, "value"),
                    Limit = o.GetProperty("maxlength").GetInt32(),
                }
            ),
            "select" => Field(
                o,
                new SelectBox(Rendered.Words)
                {
                    ViewContext = null!,
                    Items = Choices(o),
                    Value = At(o, "value") ?? Marked(o, "selected").SingleOrDefault() ?? "none of them",
                }
            ),
            "radios" => Field(
                o,
                new Radios(Rendered.Words)
                {
                    ViewContext = null!,
                    Items = Choices(o),
                    Inline = Has(o, "--inline"),
                    Small = Has(o, "--small"),
                    Value = At(o, "value") ?? (object)Marked(o, "checked"),
                }
            ),
            "checkboxes" => Field(
                o,
                new Checkboxes(Rendered.Words)
                {
                    ViewContext = null!,
                    Items = Choices(o),
                    Value = o.TryGetProperty("values", out var v) ? v.EnumerateArray().Select(x => x.GetString()) : Marked(o, "checked"),
                }
            ),
            "date-input" => Field(
                o,
                new DateBoxes(Rendered.Words)
                {
                    ViewContext = null!,
                    Value = o.TryGetProperty("values", out var v)
                        ? new DateOnly(Number(v, "year"), Number(v, "month"), Number(v, "day"))
                        : null,
                }
            ),
            "button" => Rendered.Html(
                new Button(Rendered.Urls)
                {
                    ViewContext = Rendered.View(),
                    Href = At(o, "href"),
                    Kind =
                        Has(o, "secondary") ? ButtonKind.Secondary
                        : Has(o, "warning") ? ButtonKind.Warning
                        : ButtonKind.Primary,
                },
                Content(o),
                [.. At(o, "name") is { } name ? new[] { ("name", name) } : []]
            ),
            "summary-list" => Rendered.Html(new SummaryList(), string.Concat(o.GetProperty("rows").EnumerateArray().Select(Row))),
            "tag" => Rendered.Html(
                new StatusTag { Colour = At(o, "classes")?.Replace("govuk-tag--", "", StringComparison.Ordinal) },
                Content(o)
            ),
            "details" => Rendered.Html(new Details { Summary = At(o, "summaryText")! }, Content(o)),
            "notification-banner" => Rendered.Html(new Notification(Rendered.Words) { Success = At(o, "type") == "success" }, Content(o)),
            "panel" => Rendered.Html(
                new Panel { Title = At(o, "titleText") ?? At(o, "titleHtml")! },
                At(o, "html") ?? (At(o, "text") is null ? "" : Content(o))
            ),
            "warning-text" => Rendered.Html(new WarningText(Rendered.Words), Content(o)),
            "inset-text" => Rendered.Html(new InsetText(), Content(o)),
            _ => throw new ArgumentOutOfRangeException(nameof(component), component, null),
        };

    /// <summary>The example, where ours differs from it on purpose.</summary>
    public static string AsOurs(string component, JsonElement o, string html) =>
        component switch
        {
            // A second press never sends twice: always, not on request.
            "button" when At(o, "href") is null && !o.TryGetProperty("preventDoubleClick", out _) => html.Replace(
                "<button ",
                "<button data-prevent-double-click=\"true\" ",
                StringComparison.Ordinal
            ),
            // The first box has the field's id, so that the error summary finds it by its one rule. The parts of a name are joined by a
            // dot.
            "date-input" => Parts(
                html.Replace($"id=\"{Id(o)}\"", $"id=\"{Id(o)}-boxes\"", StringComparison.Ordinal)
                    .Replace($"\"{Id(o)}-day\"", $"\"{Id(o)}\"", StringComparison.Ordinal),
                Id(o),
                At(o, "errorMessage.text") is not null
            ),
            // An answer that cannot be chosen is not offered.
            "select" => html.Replace(" disabled", "", StringComparison.Ordinal),
            _ => html,
        };

    private static string Parts(string html, string id, bool wrong)
    {
        foreach (var part in (string[])["day", "month", "year"])
            html = html.Replace(
                $"name=\"{part}\"",
                $"name=\"{id}.{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(part)}\"",
                StringComparison.Ordinal
            );
        return wrong && !html.Contains("govuk-input--error", StringComparison.Ordinal)
            ? html.Replace("govuk-date-input__input", "govuk-date-input__input govuk-input--error", StringComparison.Ordinal)
            : html;
    }

    private static string Field(JsonElement o, FormField field)
    {
        var name = At(o, "name") ?? At(o, "idPrefix") ?? Id(o);
        field.Name = name;
        field.Id = At(o, "id") ?? At(o, "idPrefix");
        field.Label = At(o, "label.text") ?? At(o, "fieldset.legend.text") ?? "";
        field.Hint = At(o, "hint.text");
        field.ViewContext = Rendered.View(Rendered.Wrong(name, At(o, "errorMessage.text")));
        string[] own = ["autocomplete", "inputmode", "spellcheck"];
        return Rendered.Html(field, "", [.. own.Select(a => (a, At(o, a))).Where(a => a.Item2 is not null).Select(a => (a.a, a.Item2!))]);
    }

    private static string Row(JsonElement row) =>
        Rendered.Html(
            new SummaryRow { Key = At(row, "key.text")! },
            context =>
            {
                if (row.TryGetProperty("actions", out var actions))
                {
                    foreach (var a in actions.GetProperty("items").EnumerateArray())
                    {
                        Rendered.Html(
                            new SummaryAction(Rendered.Urls)
                            {
                                ViewContext = Rendered.View(),
                                Href = At(a, "href")!,
                                About = At(a, "visuallyHiddenText"),
                            },
                            _ => At(a, "text")!,
                            context.Items
                        );
                    }
                }
                return Content(row.GetProperty("value"));
            }
        );

    private static string Content(JsonElement o) => At(o, "html") ?? WebUtility.HtmlEncode(At(o, "text") ?? "");

    private static string Id(JsonElement o) => At(o, "id") ?? At(o, "name")!;

    private static bool Has(JsonElement o, string css) => At(o, "classes")?.Contains(css, StringComparison.Ordinal) == true;

    private static int Number(JsonElement o, string name) => int.Parse(At(o, name)!, CultureInfo.InvariantCulture);

    private static List<Choice> Choices(JsonElement o) =>
        [.. o.GetProperty("items").EnumerateArray().Select(i => new Choice(At(i, "value")!, At(i, "text")!, At(i, "hint.text")))];

    private static List<string> Marked(JsonElement o, string mark) =>
        [
            .. o.GetProperty("items")
                .EnumerateArray()
                .Where(i => i.TryGetProperty(mark, out var m) && m.GetBoolean())
                .Select(i => At(i, "value")!),
        ];

    private static string? At(JsonElement o, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (!o.TryGetProperty(step, out o))
                return null;
        }
        return o.ValueKind is JsonValueKind.String ? o.GetString() : o.ToString().ToLowerInvariant();
    }
}
