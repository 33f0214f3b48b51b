using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>Pages of a list, in the Design System's pattern. Links keep the rest of the address's query; a single page shows
/// nothing.</summary>
[HtmlTargetElement("fosse-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Pagination(IStringLocalizer<Words> words) : TagHelper
{
    public int Page { get; set; } = 1;

    public int Pages { get; set; } = 1;

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-pagination");
        output.Attributes.SetAttribute("aria-label", words["Pagination.Label"].Value);

        if (Page > 1)
            output.Content.AppendHtml(Step("prev", Page - 1, words["Pagination.Previous"].Value));
        var list = new TagBuilder("ul");
        list.AddCssClass("govuk-pagination__list");
        var last = 0;
        foreach (var page in Shown())
        {
            if (page > last + 1)
                list.InnerHtml.AppendHtml(Gap());
            list.InnerHtml.AppendHtml(Item(page));
            last = page;
        }
        output.Content.AppendHtml(list);
        if (Page < Pages)
            output.Content.AppendHtml(Step("next", Page + 1, words["Pagination.Next"].Value));
    }

    // The first, the last, this one and its neighbours.
    private IEnumerable<int> Shown() => new[] { 1, Page - 1, Page, Page + 1, Pages }.Where(p => p >= 1 && p <= Pages).Distinct().Order();

    private TagBuilder Item(int page)
    {
        var item = new TagBuilder("li");
        item.AddCssClass("govuk-pagination__item");
        if (page == Page)
            item.AddCssClass("govuk-pagination__item--current");
        var link = Link(page);
        link.Attributes["aria-label"] = words["Pagination.Page", page].Value;
        if (page == Page)
            link.Attributes["aria-current"] = "page";
        link.InnerHtml.Append(page.ToString(CultureInfo.CurrentCulture));
        item.InnerHtml.AppendHtml(link);
        return item;
    }

    private static TagBuilder Gap()
    {
        var gap = new TagBuilder("li");
        gap.AddCssClass("govuk-pagination__item govuk-pagination__item--ellipsis");
        gap.InnerHtml.AppendHtml("&ctdot;");
        return gap;
    }

    private TagBuilder Step(string direction, int page, string text)
    {
        var step = new TagBuilder("div");
        step.AddCssClass($"govuk-pagination__{direction}");
        var link = Link(page);
        link.Attributes["rel"] = direction;
        var title = new TagBuilder("span");
        title.AddCssClass("govuk-pagination__link-title");
        title.InnerHtml.Append(text);
        link.InnerHtml.AppendHtml(title);
        step.InnerHtml.AppendHtml(link);
        return step;
    }

    private TagBuilder Link(int page)
    {
        var request = ViewContext.HttpContext.Request;
        var kept = request.Query.Where(q => q.Key != "page").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        var number = KeyValuePair.Create("page", (string?)page.ToString(CultureInfo.InvariantCulture));
        var link = new TagBuilder("a")
        {
            Attributes = { ["href"] = QueryHelpers.AddQueryString(request.PathBase + request.Path, kept.Append(number)) },
        };
        link.AddCssClass("govuk-link govuk-pagination__link");
        return link;
    }
}
