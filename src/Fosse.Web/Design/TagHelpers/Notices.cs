using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>What has just happened, or what everybody on this page must know; at the top of the page.</summary>
[HtmlTargetElement("fosse-notification")]
public sealed class Notification(IStringLocalizer<Words> words) : TagHelper
{
    /// <summary>True where something that was asked for has been done.</summary>
    public bool Success { get; set; }

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Write(output, await output.GetChildContentAsync());

    internal void Write(TagHelperOutput output, IHtmlContent content)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "class",
            Success ? "govuk-notification-banner govuk-notification-banner--success" : "govuk-notification-banner"
        );
        output.Attributes.SetAttribute("role", Success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", "govuk-notification-banner-title");
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        var title = FormField.Element(
            "h2",
            "govuk-notification-banner__title",
            Title ?? words[Success ? "Notification.Success" : "Notification.Important"].Value
        );
        title.Attributes["id"] = "govuk-notification-banner-title";
        var head = FormField.Element("div", "govuk-notification-banner__header");
        head.InnerHtml.AppendHtml(title);
        var text = FormField.Element("p", "govuk-notification-banner__heading");
        text.InnerHtml.AppendHtml(content);
        var body = FormField.Element("div", "govuk-notification-banner__content");
        body.InnerHtml.AppendHtml(text);
        output.Content.AppendHtml(head).AppendHtml(body);
    }
}

/// <summary>The end of a journey: what is done, and the reference.</summary>
[HtmlTargetElement("fosse-panel")]
public sealed class Panel : TagHelper
{
    /// <summary>The page's one first heading.</summary>
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-panel govuk-panel--confirmation");
        output.Content.AppendHtml(FormField.Element("h1", "govuk-panel__title", Title));
        var inner = await output.GetChildContentAsync();
        if (inner.IsEmptyOrWhiteSpace)
            return;
        var body = FormField.Element("div", "govuk-panel__body");
        body.InnerHtml.AppendHtml(inner);
        output.Content.AppendHtml(body);
    }
}

/// <summary>A consequence that must not be overlooked.</summary>
[HtmlTargetElement("fosse-warning")]
public sealed class WarningText(IStringLocalizer<Words> words) : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-warning-text");
        var icon = FormField.Element("span", "govuk-warning-text__icon", "!");
        icon.Attributes["aria-hidden"] = "true";
        var text = FormField.Element("strong", "govuk-warning-text__text");
        text.InnerHtml.AppendHtml(FormField.Element("span", "govuk-visually-hidden", words["Warning.Prefix"].Value))
            .Append(" ")
            .AppendHtml(await output.GetChildContentAsync());
        output.Content.AppendHtml(icon).AppendHtml(text);
    }
}

/// <summary>A paragraph set apart from the others.</summary>
[HtmlTargetElement("fosse-inset")]
public sealed class InsetText : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-inset-text");
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
    }
}

/// <summary>How something stands, in a word or two. The colour only repeats it.</summary>
[HtmlTargetElement("fosse-tag")]
public sealed class StatusTag : TagHelper
{
    /// <summary>grey, yellow, red or none.</summary>
    public string? Colour { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Colour is null ? "govuk-tag" : $"govuk-tag govuk-tag--{Colour}");
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
    }
}

/// <summary>What few readers need, folded away under a line that says what it is. It stands open where its own form was refused, so that
/// what has to be mended is not hidden.</summary>
[HtmlTargetElement("fosse-details")]
public sealed class Details : TagHelper
{
    public string Summary { get; set; } = "";
    public bool Open { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext? ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "details";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-details");
        var content = await output.GetChildContentAsync();
        if (Open || WasRefused(content.GetContent()))
            output.Attributes.SetAttribute("open", "");
        var summary = FormField.Element("summary", "govuk-details__summary");
        summary.InnerHtml.AppendHtml(FormField.Element("span", "govuk-details__summary-text", Summary));
        var text = FormField.Element("div", "govuk-details__text");
        text.InnerHtml.AppendHtml(content);
        output.Content.AppendHtml(summary).AppendHtml(text);
    }

    private bool WasRefused(string content) =>
        ViewContext is { ViewData.ModelState.IsValid: false, HttpContext: var visit }
        && visit.Request is { Method: "POST", Query: var query }
        && query["handler"].ToString() is { Length: > 0 } handler
        && content.Contains($"handler={handler}\"", StringComparison.Ordinal);
}
