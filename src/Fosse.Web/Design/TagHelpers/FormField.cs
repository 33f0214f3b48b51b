using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>
/// What every question of a form has: a name, a label, a hint, what was typed and what has to be mended. A refused form keeps what
/// was typed, because the value comes from the model state before it comes from the model.
/// </summary>
public abstract class FormField(IStringLocalizer<Words> words) : TagHelper
{
    /// <summary>The property that it fills; or say <see cref="Name"/>.</summary>
    public ModelExpression? For { get; set; }

    public string? Name { get; set; }
    public string? Id { get; set; }
    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    protected IStringLocalizer<Words> Words => words;
    protected string FieldName =>
        Name
        ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(
            For?.Name ?? throw new InvalidOperationException("A field says for or name.")
        );

    // The error summary links to this id by the same rule.
    protected string FieldId => Id ?? TagBuilder.CreateSanitizedId(FieldName, "_");
    protected string? Error => State?.Errors is [var first, ..] ? first.ErrorMessage : null;
    private ModelStateEntry? State => ViewContext.ViewData.ModelState[FieldName];

    /// <summary>What was sent under a name; none when nothing was.</summary>
    protected IReadOnlyList<string>? Sent(string name) =>
        ViewContext.ViewData.ModelState[name]?.RawValue switch
        {
            string one => [one],
            IEnumerable<string> many => [.. many],
            _ => null,
        };

    protected static string? Text(object? value) =>
        value switch
        {
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.CurrentCulture),
        };

    protected void Group(TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
    }

    /// <summary>Attributes that are not ours, such as autocomplete, inputmode and spellcheck, belong to the box.</summary>
    protected static void GiveTo(TagBuilder box, TagHelperOutput output)
    {
        foreach (var attribute in output.Attributes)
        {
            if (attribute.Name == "class")
                box.AddCssClass(Plain(attribute.Value));
            else
                box.MergeAttribute(attribute.Name, Plain(attribute.Value), replaceExisting: true);
        }
    }

    protected string? DescribedBy(params string?[] more)
    {
        var ids = more.Append(Hint is null ? null : FieldId + "-hint")
            .Append(Error is null ? null : FieldId + "-error")
            .OfType<string>()
            .ToList();
        return ids.Count == 0 ? null : string.Join(' ', ids);
    }

    protected static TagBuilder LabelOf(string id, string text, string more = "")
    {
        var label = Element("label", "govuk-label" + more, text);
        label.Attributes["for"] = id;
        return label;
    }

    protected IHtmlContent HintAndError()
    {
        var both = new HtmlContentBuilder();
        if (Hint is not null)
        {
            var hint = Element("div", "govuk-hint", Hint);
            hint.Attributes["id"] = FieldId + "-hint";
            both.AppendHtml(hint);
        }
        if (Error is not null)
        {
            var error = Element("p", "govuk-error-message");
            error.Attributes["id"] = FieldId + "-error";
            error.InnerHtml.AppendHtml(Element("span", "govuk-visually-hidden", words["Errors.Prefix"].Value)).Append(" " + Error);
            both.AppendHtml(error);
        }
        return both;
    }

    /// <summary>The question around its answers: its label is the legend.</summary>
    /// <param name="heading">The legend holds the page's one first heading.</param>
    protected TagBuilder Fieldset(bool heading, IHtmlContent answers)
    {
        var fieldset = Element("fieldset", "govuk-fieldset");
        if (DescribedBy() is { } ids)
            fieldset.Attributes["aria-describedby"] = ids;
        var legend = Element("legend", heading ? "govuk-fieldset__legend govuk-fieldset__legend--l" : "govuk-fieldset__legend");
        if (heading)
        {
            var title = new TagBuilder("h1");
            title.InnerHtml.Append(Label);
            legend.InnerHtml.AppendHtml(title);
        }
        else
            legend.InnerHtml.Append(Label);
        fieldset.InnerHtml.AppendHtml(legend).AppendHtml(HintAndError()).AppendHtml(answers);
        return fieldset;
    }

    internal static TagBuilder Element(string tag, string css, string? text = null)
    {
        var element = new TagBuilder(tag);
        element.AddCssClass(css);
        if (text is not null)
            element.InnerHtml.Append(text);
        return element;
    }

    private static string Plain(object? value)
    {
        if (value is not IHtmlContent html)
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        using var text = new StringWriter();
        html.WriteTo(text, HtmlEncoder.Default);
        return WebUtility.HtmlDecode(text.ToString());
    }
}
