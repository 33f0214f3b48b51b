using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>One of many answers, folded away. Radios are better where there are few.</summary>
[HtmlTargetElement("fosse-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectBox(IStringLocalizer<Words> words) : FormField(words)
{
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>The words of the answer that is none, such as "Choose an agency"; without them the first answer is chosen.</summary>
    public string? Empty { get; set; }

    public object? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var box = new TagBuilder("select");
        GiveTo(box, output);
        if (Error is not null)
            box.AddCssClass("govuk-select--error");
        box.AddCssClass("govuk-select");
        box.Attributes["id"] = FieldId;
        box.Attributes["name"] = FieldName;
        if (DescribedBy() is { } ids)
            box.Attributes["aria-describedby"] = ids;
        var chosen = Sent(FieldName) is [var sent, ..] ? sent : Text(Value ?? For?.Model);
        if (Empty is not null)
            box.InnerHtml.AppendHtml(Option(new("", Empty), chosen));
        foreach (var choice in Items)
            box.InnerHtml.AppendHtml(Option(choice, chosen));

        Group(output);
        output.Content.AppendHtml(LabelOf(FieldId, Label)).AppendHtml(HintAndError()).AppendHtml(box);
    }

    private static TagBuilder Option(Choice choice, string? chosen)
    {
        var option = new TagBuilder("option") { Attributes = { ["value"] = choice.Value } };
        if (string.Equals(choice.Value, chosen ?? "", StringComparison.OrdinalIgnoreCase))
            option.Attributes["selected"] = "";
        option.InnerHtml.Append(choice.Text);
        return option;
    }
}
