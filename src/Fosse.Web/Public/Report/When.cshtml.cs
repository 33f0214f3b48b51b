using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>How well the time is known.</summary>
public sealed class WhenModel(IStringLocalizer<ReportWords> words) : QuestionPage
{
    public override Step? Question => Step.When;
    public IReadOnlyList<Choice> Kinds =>
        Choice.Of<HappenedKind>(
            k => words["Happened." + k],
            k => words["Happened.Hint." + k] is { ResourceNotFound: false } hint ? hint.Value : null
        );

    public async Task<IActionResult> OnPost([FromForm] string? happened, CancellationToken stop)
    {
        HappenedKind? kind = Enum.TryParse<HappenedKind>(happened, out var said) && Enum.IsDefined(said) ? said : null;
        var same = kind == Draft.Happened;
        return await Answer(
            same ? Draft : Draft with { Happened = kind, On = null, AtTime = "", Until = null, UntilTime = "", HowOften = "" },
            stop
        );
    }
}
