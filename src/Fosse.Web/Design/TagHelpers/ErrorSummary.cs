using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>What has to be mended on this page, each with a link to its box; nothing when there is nothing to mend.</summary>
[HtmlTargetElement("fosse-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummary(IStringLocalizer<Words> words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ViewData.ModelState;
        if (state.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("data-errors", "");
        output.Attributes.SetAttribute("tabindex", "-1");

        var heading = new TagBuilder("h2");
        heading.AddCssClass("govuk-error-summary__title");
        heading.InnerHtml.Append(words["Errors.Title"].Value);

        var list = new TagBuilder("ul");
        list.AddCssClass("govuk-list govuk-error-summary__list");
        foreach (var (field, entry) in state)
        {
            foreach (var error in entry.Errors)
                list.InnerHtml.AppendHtml(Line(field, error.ErrorMessage));
        }

        var body = new TagBuilder("div") { Attributes = { ["role"] = "alert" } };
        body.InnerHtml.AppendHtml(heading).AppendHtml(list);
        output.Content.SetHtmlContent(body);
    }

    private static TagBuilder Line(string field, string message)
    {
        var item = new TagBuilder("li");
        if (field.Length == 0)
        {
            item.InnerHtml.Append(message);
            return item;
        }
        // The same rule that asp-for uses for the id of the box.
        var link = new TagBuilder("a") { Attributes = { ["href"] = "#" + TagBuilder.CreateSanitizedId(field, "_") } };
        link.InnerHtml.Append(message);
        item.InnerHtml.AppendHtml(link);
        return item;
    }
}
