using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fosse.Web.Design.TagHelpers;

public enum ButtonKind
{
    Primary,
    Secondary,
    Warning,
}

/// <summary>A button that sends its form once, however often it is pressed; with an address it is a link that looks like one.</summary>
[HtmlTargetElement("fosse-button")]
public sealed class Button(IUrlHelperFactory urls) : TagHelper
{
    public ButtonKind Kind { get; set; }
    public string? Href { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        var own = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute(
            "class",
            string.Join(
                ' ',
                new[]
                {
                    "govuk-button",
                    Kind is ButtonKind.Primary ? null : $"govuk-button--{(Kind is ButtonKind.Secondary ? "secondary" : "warning")}",
                    own,
                }.OfType<string>()
            )
        );
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.TagName = "a";
            output.Attributes.SetAttribute("href", urls.GetUrlHelper(ViewContext).Content(Href));
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
        }
        else
        {
            output.TagName = "button";
            if (!output.Attributes.ContainsName("type"))
                output.Attributes.SetAttribute("type", "submit");
            output.Attributes.SetAttribute("data-prevent-double-click", "true");
        }
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
    }
}
