using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Before anything is told: is it happening now? Then it is for 999, and nothing is stored.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StartModel(
    Journey journey,
    ReporterDesk desk,
    JoinReports joins,
    StatusTicket status,
    PlaceFinder finder,
    SafetyDb db,
    StandingRules standing,
    IStringLocalizer<ReportWords> words
) : PageModel
{
    /// <summary>The report that is open in this browser with its code, where they said there that they report again.</summary>
    public OwnReport? After { get; private set; }

    /// <summary>The address of the place that they come from, which is then filled in where it is asked for, to be confirmed.</summary>
    public string? At { get; private set; }

    /// <summary>A report was being written here and is not there any more.</summary>
    public bool Gone { get; private set; }

    /// <summary>Where to go on with one that is unfinished.</summary>
    public string? GoOn { get; private set; }

    public IReadOnlyList<Choice> Answers => [new("yes", words["Gate.Yes"]), new("no", words["Gate.No"])];

    public async Task<IActionResult> OnGet(bool gone, bool again, string? at, CancellationToken stop)
    {
        // Said before a question is asked, not when somebody has answered them all.
        if (!await standing.SomebodyAnswers(db, stop))
            return LocalRedirect(ReportLinks.NotYet);
        (Gone, GoOn, At) = (gone, await Unfinished(stop), at);
        return again && !await Opened(stop) ? LocalRedirect(ReportLinks.Status) : Page();
    }

    /// <summary>Under a new ticket, for whoever may know the one of before.</summary>
    public async Task<IActionResult> OnGetGoOn(CancellationToken stop) =>
        LocalRedirect(
            await journey.GoOn((await status.Held(stop))?.Reference, stop) ? ReportLinks.Check : ReportLinks.Start + "?gone=true"
        );

    public async Task<IActionResult> OnPost([FromForm] string? now, [FromForm] bool again, [FromForm] string? at, CancellationToken stop)
    {
        if (now == "yes")
            return LocalRedirect(ReportLinks.Emergency);
        if (!await standing.SomebodyAnswers(db, stop))
            return LocalRedirect(ReportLinks.NotYet);
        var box = await status.Held(stop);
        if (again && !await Opened(stop))
            return LocalRedirect(ReportLinks.Status); // the code is shown again, or nothing is joined
        if (now == "no")
        {
            await journey.Begin(
                After is null || box is not { } own ? null : await joins.Prepare(own.Reference, own.Secret, stop),
                await Place(at, stop),
                stop
            );
            return LocalRedirect(ReportLinks.Question(Step.What));
        }
        (GoOn, At) = (await Unfinished(stop), at);
        ModelState.AddModelError("now", words["Gate.Missing"]);
        return Page();
    }

    private async Task<bool> Opened(CancellationToken stop) =>
        await status.Held(stop) is { } own && (After = await desk.Open(own.Reference, own.Secret, stop)) is not null;

    // Only what has a page here is filled in, never words of an address.
    private async Task<string> Place(string? at, CancellationToken stop) =>
        at is { Length: > 0 and <= PlaceIndex.Longest } && (await finder.Now(stop)).At(at) is { } spot
            ? spot.Kind is FoundKind.Street && spot.Detail.Length > 0
                ? $"{spot.Label}, {spot.Detail}"
                : spot.Label
            : "";

    private async Task<string?> Unfinished(CancellationToken stop) =>
        // A receipt is shown again to whoever refreshes its page, and to nobody who begins at this browser.
        await journey.Open(stop) is { Sent: null, Category.Length: > 0 }
            ? ReportLinks.Start + "?handler=GoOn"
            : null;
}
