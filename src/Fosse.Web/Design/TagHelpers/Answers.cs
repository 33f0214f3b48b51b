using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>One of several answers, each a button that answers and goes on: for the only question of a page, where a choice that is pressed
/// by mistake is taken back on the page after it. Other questions of the form stand above it.</summary>
[HtmlTargetElement("fosse-answers", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Answers(IStringLocalizer<Words> words) : FormField(words)
{
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>The question is what the page is about: its legend holds the page's one first heading.</summary>
    public bool Heading { get; set; }

    /// <summary>What was answered before.</summary>
    public object? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Group(output);
        var list = Element("div", "fosse-answers");
        foreach (var (i, choice) in Items.Index())
            list.InnerHtml.AppendHtml(Item(choice, i));
        output.Content.AppendHtml(Fieldset(Heading, list));
    }

    private TagBuilder Item(Choice choice, int index)
    {
        var id = index == 0 ? FieldId : string.Create(CultureInfo.InvariantCulture, $"{FieldId}-{index + 1}");
        var button = Element("button", "govuk-button govuk-button--secondary", choice.Text);
        button.Attributes["id"] = id;
        button.Attributes["type"] = "submit";
        button.Attributes["name"] = FieldName;
        button.Attributes["value"] = choice.Value;
        button.Attributes["data-module"] = "govuk-button";
        button.Attributes["data-prevent-double-click"] = "true";
        var said = new[] { choice.Hint, choice.Value == Text(Value) ? Words["Answers.Before"].Value : null }.OfType<string>().ToList();
        var item = Element("div", "fosse-answers__item");
        item.InnerHtml.AppendHtml(button);
        if (said.Count == 0)
            return item;
        button.Attributes["aria-describedby"] = id + "-item-hint";
        var hint = Element("div", "govuk-hint", string.Join(" ", said));
        hint.Attributes["id"] = id + "-item-hint";
        item.InnerHtml.AppendHtml(hint);
        return item;
    }
}
