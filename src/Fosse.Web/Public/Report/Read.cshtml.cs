using System.Globalization;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>What became of a report, in plain words, and the messages both ways. Looking changes nothing.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReadModel(ReporterDesk desk, JoinReports joins, StatusTicket ticket, IStringLocalizer<ReportWords> words) : PageModel
{
    private (string Reference, string Secret) held;

    public OwnReport Report { get; private set; } = null!;

    /// <summary>How it stands, in one sentence.</summary>
    public string Standing =>
        Report switch
        {
            { State: ReportState.Closed, ClosedBecause: { } because } => words["Closed." + because],
            { LookBy: { } by } => words[
                "Standing.Urgent",
                Report.Agency,
                CountyClock.Local(by).ToString("HH:mm, d MMMM", CultureInfo.CurrentCulture)
            ],
            { Asked: true } => words["Standing.Asked", Report.Agency],
            _ => words["Standing." + Report.State, Report.Agency],
        };

    /// <summary>What happened to it, the oldest first.</summary>
    public IEnumerable<(DateTimeOffset At, string Said)> Line
    {
        get
        {
            var letters = Report.Letters.Select(l => (l.At, Said: Said(l.Kind)));
            var line = letters.Prepend((At: Report.SubmittedAt, Said: words["Line.Sent"].Value));
            if (Report.AnsweredAt is { } answered && !Report.Letters.Any(l => l.Kind is MessageKind.Reply))
                line = line.Append((answered, words["Line.Answered", Report.Agency].Value));
            if (Report.ClosedAt is { } closed)
                line = line.Append((closed, words["Line.Closed"].Value));
            return line.OrderBy(l => l.At);
        }
    }

    private string Said(MessageKind kind) =>
        kind switch
        {
            MessageKind.FromReporter => words["Line.Wrote"],
            MessageKind.Reopening => words["Line.Reopened"],
            MessageKind.Withdrawal => words["Line.Withdrawn"],
            MessageKind.Question => words["Line.Asked", Report.Agency],
            MessageKind.Notice => words["Line.Told", Report.Agency],
            _ => words["Line.Answered", Report.Agency],
        };

    public static string Day(DateTimeOffset at) => CountyClock.DayOf(at).Words();

    public static string DayAndTime(DateTimeOffset at) => CountyClock.Local(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (
            await ticket.Held(HttpContext.RequestAborted) is not { } own
            || await desk.Open(own.Reference, own.Secret, HttpContext.RequestAborted) is not { } report
        )
        {
            context.Result = LocalRedirect(ReportLinks.Status);
            return;
        }
        (held, Report) = (own, report);
        await next();
    }

    public async Task<IActionResult> OnPostWrite([FromForm(Name = "words")] string? said, CancellationToken stop) =>
        Did(await desk.Write(held.Reference, held.Secret, said ?? "", stop), "write");

    public async Task<IActionResult> OnPostReopen([FromForm] string? why, CancellationToken stop) =>
        Did(await desk.Reopen(held.Reference, held.Secret, why ?? "", stop), "reopen");

    /// <summary>A code that is wrong gets the words of the door, whether there is such a report or not.</summary>
    public async Task<IActionResult> OnPostJoin([FromForm] string? other, [FromForm] string? otherCode, CancellationToken stop) =>
        Did(await joins.Join(held.Reference, held.Secret, other ?? "", otherCode ?? "", stop), "join");

    /// <summary>Whoever has this code parts what this code, or the other, has joined.</summary>
    public async Task<IActionResult> OnPostPart([FromForm] Guid letter, CancellationToken stop) =>
        Did(await joins.Part(held.Reference, held.Secret, letter, stop), "part");

    public async Task<IActionResult> OnPostWithdraw(CancellationToken stop) =>
        await desk.Withdraw(held.Reference, held.Secret, stop) is var outcome && outcome.Accepted(out var own)
            ? Did(outcome, own.State is ReportState.Withdrawn ? "withdraw" : "wish")
            : Did(outcome, "");

    public async Task<IActionResult> OnPostClose(CancellationToken stop)
    {
        await ticket.Forget(stop);
        return LocalRedirect(ReportLinks.Cleared);
    }

    private IActionResult Did(Outcome<OwnReport> outcome, string deed) =>
        ModelState.Accepts(outcome, out _) ? LocalRedirect(ReportLinks.Read + "?said=" + deed) : Page();
}
