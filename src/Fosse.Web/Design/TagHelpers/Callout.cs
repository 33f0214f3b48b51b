using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>What to know before drawing conclusions; only caveats that hold on this page belong in it.</summary>
[HtmlTargetElement("fosse-callout")]
public sealed class Callout(IStringLocalizer<Words> words) : TagHelper
{
    /// <summary>The heading, where it is not "Before you draw conclusions".</summary>
    public string? Title { get; set; }

    /// <summary>True where the reader may come to harm or to a wrong conclusion by passing over it.</summary>
    public bool Warning { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Warning ? "fosse-know fosse-know--warning" : "fosse-know");
        var heading = new TagBuilder("h2");
        heading.InnerHtml.Append(Title ?? words["Callout.BeforeYouConclude"].Value);
        output.PreContent.SetHtmlContent(heading);
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
    }
}
