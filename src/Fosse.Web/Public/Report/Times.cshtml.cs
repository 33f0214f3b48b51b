using System.Globalization;
using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Fosse.Web.Public.Report;

/// <summary>The day and the time, as well as they are known.</summary>
public sealed class TimesModel : QuestionPage
{
    public override Step? Question => Step.Times;
    public HappenedKind Kind => Draft.Happened ?? HappenedKind.Exact;
    public string Example => Today.ToString("d M yyyy", CultureInfo.InvariantCulture);

    [BindProperty, DayMonthYear]
    public DateOnly? On { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? Until { get; set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Draft.Happened is null or HappenedKind.Unknown)
            context.Result = LocalRedirect(ReportLinks.Question(Step.When));
    }

    public async Task<IActionResult> OnPost(
        [FromForm] string? atTime,
        [FromForm] string? untilTime,
        [FromForm] string? howOften,
        CancellationToken stop
    ) =>
        await Answer(
            Draft with
            {
                On = On,
                AtTime = Kind is HappenedKind.Repeated ? "" : (atTime ?? "").Trim(),
                Until = Kind is HappenedKind.Between ? Until : null,
                UntilTime = Kind is HappenedKind.Between ? (untilTime ?? "").Trim() : "",
                HowOften = Kind is HappenedKind.Repeated ? (howOften ?? "").Trim() : "",
            },
            stop
        );
}
