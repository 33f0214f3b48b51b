using Fosse.Foundation;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Shared;

/// <summary>Shows what is owed: how long is left, and until when. A sign repeats the colour.</summary>
[HtmlTargetElement("fosse-deadline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DeadlineClock(IStringLocalizer<DeadlineWords> words, CountyClock clock) : TagHelper
{
    public required Deadline Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (name, sign) = Of.At(clock.Now) switch
        {
            DeadlineState.Missed => ("late", "▲"),
            DeadlineState.Warned => ("soon", "●"),
            DeadlineState.Due => ("calm", "○"),
            _ => ("done", ""),
        };
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "fosse-deadline");
        var left = FormField.Element("p", $"fosse-due fosse-due--{name}");
        if (sign.Length > 0)
        {
            var icon = FormField.Element("span", "fosse-due__sign", sign);
            icon.Attributes["aria-hidden"] = "true";
            left.InnerHtml.AppendHtml(icon).Append(" ");
        }
        left.InnerHtml.Append(words.Left(Of, clock.Now));
        output.Content.AppendHtml(left);
        if (name != "done")
            output.Content.AppendHtml(FormField.Element("p", "fosse-due__by", words.By(Of)));
    }
}
