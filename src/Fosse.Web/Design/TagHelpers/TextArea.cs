using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>Several lines of text; with a limit it says how many characters there is room for.</summary>
[HtmlTargetElement("fosse-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextArea(IStringLocalizer<Words> words) : FormField(words)
{
    public int Rows { get; set; } = 5;

    /// <summary>The most characters it may hold. It is said, not enforced here: what is pasted must not be cut in silence.</summary>
    public int? Limit { get; set; }

    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var box = new TagBuilder("textarea");
        GiveTo(box, output);
        if (Limit is not null)
            box.AddCssClass("govuk-js-character-count");
        if (Error is not null)
            box.AddCssClass("govuk-textarea--error");
        box.AddCssClass("govuk-textarea");
        box.Attributes["id"] = FieldId;
        box.Attributes["name"] = FieldName;
        box.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        if (DescribedBy(Limit is null ? null : FieldId + "-info") is { } ids)
            box.Attributes["aria-describedby"] = ids;
        var text = Sent(FieldName) is [var sent, ..] ? sent : Value ?? Text(For?.Model) ?? "";
        // A browser drops a line feed that follows the tag at once, so one of the text's own needs another before it.
        box.InnerHtml.Append(text is ['\n' or '\r', ..] ? "\n" + text : text);

        Group(output);
        output.Content.AppendHtml(LabelOf(FieldId, Label)).AppendHtml(HintAndError()).AppendHtml(box);
        if (Limit is { } most)
            Say(output, most);
    }

    private void Say(TagHelperOutput output, int most)
    {
        output.Attributes.SetAttribute("class", output.Attributes["class"].Value + " govuk-character-count");
        output.Attributes.SetAttribute("data-module", "govuk-character-count");
        output.Attributes.SetAttribute("data-maxlength", most.ToString(CultureInfo.InvariantCulture));
        var info = Element("div", "govuk-hint govuk-character-count__message", Words["TextArea.Limit", most].Value);
        info.Attributes["id"] = FieldId + "-info";
        output.Content.AppendHtml(info);
    }
}
