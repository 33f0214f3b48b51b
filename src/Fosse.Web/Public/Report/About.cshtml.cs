using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>With a name or without one.</summary>
public sealed class AboutModel(IStringLocalizer<ReportWords> words) : QuestionPage
{
    public override Step? Question => Step.About;

    public IReadOnlyList<Choice> Answers =>
        Category!.Anonymous
            ?
            [
                new("no", words["About.Named"], words["About.NamedHint"]),
                new("yes", words["About.Anonymous"], words["About.AnonymousHint"]),
            ]
            : [new("no", words["About.Named"], words["About.NamedHint"])];

    public async Task<IActionResult> OnPost([FromForm] string? anonymous, [FromForm] bool joined, CancellationToken stop)
    {
        var told = joined ? Draft : Draft with { After = null };
        return anonymous switch
        {
            // Who sends without a name leaves no name behind, typed before or not.
            "yes" => await Answer(
                told with
                {
                    Anonymous = true,
                    Name = "",
                    Way = null,
                    Email = "",
                    Telephone = "",
                    Address = "",
                    SafeTimes = "",
                    SafeWords = "",
                    Mail = false,
                    MailFrom = "",
                    MailUntil = "",
                },
                stop
            ),
            "no" => await Answer(told with { Anonymous = false }, stop),
            _ => await Answer(Draft with { Anonymous = null }, stop),
        };
    }
}
