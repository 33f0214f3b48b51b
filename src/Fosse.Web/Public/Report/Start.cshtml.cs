using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Before anything is told: is it happening now? Then it is for 999, and nothing is stored.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StartModel(Journey journey, IStringLocalizer<ReportWords> words) : PageModel
{
    /// <summary>A report was being written here and is not there any more.</summary>
    public bool Gone { get; private set; }

    /// <summary>Where to go on with one that is unfinished.</summary>
    public string? GoOn { get; private set; }

    public IReadOnlyList<Choice> Answers => [new("yes", words["Gate.Yes"]), new("no", words["Gate.No"])];

    public async Task OnGet(bool gone, CancellationToken stop) => (Gone, GoOn) = (gone, await Unfinished(stop));

    /// <summary>Under a new ticket, for whoever may know the one of before.</summary>
    public async Task<IActionResult> OnGetGoOn(CancellationToken stop) =>
        LocalRedirect(await journey.GoOn(stop) is null ? ReportLinks.Start + "?gone=true" : ReportLinks.Check);

    public async Task<IActionResult> OnPost([FromForm] string? now, CancellationToken stop)
    {
        if (now == "yes")
            return LocalRedirect(ReportLinks.Emergency);
        if (now == "no")
        {
            if (await journey.GoOn(stop) is null)
                await journey.Begin(stop);
            return LocalRedirect(ReportLinks.Question(Step.What));
        }
        GoOn = await Unfinished(stop);
        ModelState.AddModelError("now", words["Gate.Missing"]);
        return Page();
    }

    private async Task<string?> Unfinished(CancellationToken stop) =>
        await journey.Open(stop) is { } draft
            ? draft.Sent is not null
                ? ReportLinks.Done
                : draft.Category.Length == 0
                    ? null
                    : ReportLinks.Start + "?handler=GoOn"
            : null;
}
