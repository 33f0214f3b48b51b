using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>What is known about one thing, a row each, with what can be done about the row.</summary>
[HtmlTargetElement("fosse-summary-list")]
public sealed class SummaryList : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-summary-list");
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
    }
}

/// <summary>One row: <c>&lt;fosse-row key="Name"&gt;value &lt;fosse-row-action href="…"
/// about="name"&gt;Change&lt;/fosse-row-action&gt;&lt;/fosse-row&gt;</c>.</summary>
[HtmlTargetElement("fosse-row", ParentTag = "fosse-summary-list")]
public sealed class SummaryRow : TagHelper
{
    public string Key { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = new List<TagBuilder>();
        context.Items[typeof(SummaryRow)] = actions;
        var value = FormField.Element("dd", "govuk-summary-list__value");
        value.InnerHtml.AppendHtml(await output.GetChildContentAsync());

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-summary-list__row");
        output.Content.AppendHtml(FormField.Element("dt", "govuk-summary-list__key", Key)).AppendHtml(value);
        if (actions.Count > 0)
            output.Content.AppendHtml(Cell(actions));
    }

    private static TagBuilder Cell(List<TagBuilder> actions)
    {
        var cell = FormField.Element("dd", "govuk-summary-list__actions");
        if (actions is [var only])
        {
            cell.InnerHtml.AppendHtml(only);
            return cell;
        }
        var list = FormField.Element("ul", "govuk-summary-list__actions-list");
        foreach (var action in actions)
        {
            var item = FormField.Element("li", "govuk-summary-list__actions-list-item");
            item.InnerHtml.AppendHtml(action);
            list.InnerHtml.AppendHtml(item);
        }
        cell.InnerHtml.AppendHtml(list);
        return cell;
    }
}

/// <summary>A link in a row; <see cref="About"/> is heard and not seen, so that no two links say the same.</summary>
[HtmlTargetElement("fosse-row-action", ParentTag = "fosse-row")]
public sealed class SummaryAction(IUrlHelperFactory urls) : TagHelper
{
    public string Href { get; set; } = "";
    public string? About { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        var link = FormField.Element("a", "govuk-link");
        link.Attributes["href"] = urls.GetUrlHelper(ViewContext).Content(Href);
        link.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        if (About is not null)
            link.InnerHtml.AppendHtml(FormField.Element("span", "govuk-visually-hidden", " " + About));
        ((List<TagBuilder>)context.Items[typeof(SummaryRow)]).Add(link);
        output.SuppressOutput();
    }
}
