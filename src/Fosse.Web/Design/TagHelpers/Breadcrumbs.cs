using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>A place the reader can go back up to; without an address it is the page itself.</summary>
public sealed record Crumb(string Text, string? Href = null);

/// <summary>The way from the first page to this one: <c>&lt;fosse-breadcrumbs to="@crumbs" /&gt;</c>.</summary>
[HtmlTargetElement("fosse-breadcrumbs", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Breadcrumbs(IStringLocalizer<Words> words, IUrlHelperFactory urls) : TagHelper
{
    public IEnumerable<Crumb> To { get; set; } = [];

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var url = urls.GetUrlHelper(ViewContext);
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-breadcrumbs");
        output.Attributes.SetAttribute("aria-label", words["Breadcrumbs.Label"].Value);

        var list = new TagBuilder("ol");
        list.AddCssClass("govuk-breadcrumbs__list");
        foreach (var crumb in To)
        {
            var item = new TagBuilder("li");
            item.AddCssClass("govuk-breadcrumbs__list-item");
            if (crumb.Href is null)
            {
                item.Attributes["aria-current"] = "page";
                item.InnerHtml.Append(crumb.Text);
            }
            else
            {
                var link = new TagBuilder("a") { Attributes = { ["href"] = url.Content(crumb.Href) } };
                link.AddCssClass("govuk-breadcrumbs__link");
                link.InnerHtml.Append(crumb.Text);
                item.InnerHtml.AppendHtml(link);
            }
            list.InnerHtml.AppendHtml(item);
        }
        output.Content.SetHtmlContent(list);
    }
}
