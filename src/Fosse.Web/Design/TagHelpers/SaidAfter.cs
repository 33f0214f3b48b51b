using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.TagHelpers;

/// <summary>
/// Says on the page that a form leads to what has been done: <c>?said=added</c> shows the words <c>Said.added</c> and nothing else
/// can be put there. A page that is the answer itself says it in <c>ViewData["Said"]</c>.
/// </summary>
[HtmlTargetElement("fosse-said", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SaidAfter(IStringLocalizer<Words> shared) : TagHelper
{
    public required IStringLocalizer Words { get; set; }

    /// <summary>What the page itself knows of it, such as the team that it is with now: nothing from the address.</summary>
    public string? About { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var after = ViewContext.ViewData["Said"] as string ?? ViewContext.HttpContext.Request.Query["said"].ToString();
        var said =
            after is { Length: > 0 and < 40 } key && ViewContext.ViewData.ModelState.IsValid ? Words["Said." + key, About ?? ""] : null;
        if (said is null or { ResourceNotFound: true })
        {
            output.SuppressOutput();
            return;
        }
        new Notification(shared) { Success = true }.Write(output, new HtmlContentBuilder().Append(said.Value));
    }
}
