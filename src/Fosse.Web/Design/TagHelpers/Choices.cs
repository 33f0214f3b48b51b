using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>One answer that can be chosen.</summary>
public sealed record Choice(string Value, string Text, string? Hint = null)
{
    /// <summary>Every value of an enumeration, in its order, with words for each.</summary>
    public static IReadOnlyList<Choice> Of<T>(Func<T, string> words, Func<T, string?>? hint = null)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new Choice(v.ToString(), words(v), hint?.Invoke(v)))];

    /// <summary>The words of a list, in its order, with what each is to people.</summary>
    public static IReadOnlyList<Choice> Of<T>(IEnumerable<T> list, Func<T, string> words, Func<T, string?>? hint = null)
        where T : notnull => [.. list.Select(v => new Choice(v.ToString()!, words(v), hint?.Invoke(v)))];
}

/// <summary>A question whose answers are all shown. Its label is the legend; a single box without a label says all itself.</summary>
public abstract class ChoiceField(IStringLocalizer<Words> words) : FormField(words)
{
    public IEnumerable<Choice> Items { get; set; } = [];
    public bool Inline { get; set; }

    /// <summary>The question is what the page is about: its legend holds the page's one first heading.</summary>
    public bool Heading { get; set; }
    public bool Small { get; set; }

    /// <summary>What is chosen first; where it is for a property, what the property holds.</summary>
    public object? Value { get; set; }

    protected void Draw(TagHelperOutput output, string kind, string type)
    {
        var set = Element("div", $"govuk-{kind}");
        set.Attributes["data-module"] = $"govuk-{kind}";
        if (Inline)
            set.AddCssClass($"govuk-{kind}--inline");
        if (Small)
            set.AddCssClass($"govuk-{kind}--small");
        var chosen = Sent(FieldName) ?? Held(Value ?? For?.Model);
        foreach (var (i, choice) in Items.Index())
            set.InnerHtml.AppendHtml(Item(choice, i, chosen, kind, type));
        Group(output);
        if (Label.Length == 0)
        {
            output.Content.AppendHtml(HintAndError()).AppendHtml(set);
            return;
        }
        output.Content.AppendHtml(Fieldset(Heading, set));
    }

    private TagBuilder Item(Choice choice, int index, IReadOnlyList<string> chosen, string kind, string type)
    {
        var id = index == 0 ? FieldId : string.Create(CultureInfo.InvariantCulture, $"{FieldId}-{index + 1}");
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass($"govuk-{kind}__input");
        box.Attributes["id"] = id;
        box.Attributes["name"] = FieldName;
        box.Attributes["type"] = type;
        box.Attributes["value"] = choice.Value;
        if (chosen.Contains(choice.Value, StringComparer.OrdinalIgnoreCase))
            box.Attributes["checked"] = "";
        // Without a legend there is no other place that could point to the error.
        var outer = Label.Length == 0 ? DescribedBy() : null;
        if ((outer, choice.Hint) is not (null, null))
            box.Attributes["aria-describedby"] = string.Join(
                ' ',
                new[] { outer, choice.Hint is null ? null : id + "-item-hint" }.OfType<string>()
            );
        var item = Element("div", $"govuk-{kind}__item");
        item.InnerHtml.AppendHtml(box).AppendHtml(LabelOf(id, choice.Text, $" govuk-{kind}__label"));
        if (choice.Hint is null)
            return item;
        var hint = Element("div", $"govuk-hint govuk-{kind}__hint", choice.Hint);
        hint.Attributes["id"] = id + "-item-hint";
        item.InnerHtml.AppendHtml(hint);
        return item;
    }

    private static IReadOnlyList<string> Held(object? value) =>
        value switch
        {
            null => [],
            string one => [one],
            System.Collections.IEnumerable many => [.. many.Cast<object?>().Select(v => Text(v) ?? "")],
            _ => [Text(value) ?? ""],
        };
}

/// <summary>One of several answers.</summary>
[HtmlTargetElement("fosse-radios", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Radios(IStringLocalizer<Words> words) : ChoiceField(words)
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Draw(output, "radios", "radio");
}

/// <summary>Any of several answers, or one to be ticked: then it has one item of the value "true" and no label.</summary>
[HtmlTargetElement("fosse-checkboxes", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Checkboxes(IStringLocalizer<Words> words) : ChoiceField(words)
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Draw(output, "checkboxes", "checkbox");
}
