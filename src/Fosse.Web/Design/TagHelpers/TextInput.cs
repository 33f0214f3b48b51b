using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>One line of text: <c>&lt;fosse-input for="Name" label="…" width="20" autocomplete="off" /&gt;</c>. A password is never shown
/// again.</summary>
[HtmlTargetElement("fosse-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextInput(IStringLocalizer<Words> words) : FormField(words)
{
    public string Type { get; set; } = "text";

    /// <summary>About as wide as that many characters: 2, 3, 4, 5, 10, 20 or 30; none for the whole column.</summary>
    public int? Width { get; set; }

    /// <summary>What stands in it first; where it is for a property, what the property holds.</summary>
    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        GiveTo(box, output);
        if (Error is not null)
            box.AddCssClass("govuk-input--error");
        if (Width is { } width)
            box.AddCssClass("govuk-input--width-" + width.ToString(CultureInfo.InvariantCulture));
        box.AddCssClass("govuk-input");
        box.Attributes["id"] = FieldId;
        box.Attributes["name"] = FieldName;
        box.Attributes["type"] = Type;
        if (Type != "password" && (Sent(FieldName) is [var sent, ..] ? sent : Value ?? Text(For?.Model)) is { Length: > 0 } value)
            box.Attributes["value"] = value;
        if (DescribedBy() is { } ids)
            box.Attributes["aria-describedby"] = ids;

        Group(output);
        output.Content.AppendHtml(LabelOf(FieldId, Label)).AppendHtml(HintAndError()).AppendHtml(box);
    }
}
