using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Public.Report;

/// <summary>A page of the journey: it knows what has been told so far, keeps an answer, and leads on. Nothing of it is kept by a browser or
/// a proxy.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class QuestionPage : PageModel
{
    /// <summary>Which question it is; none on the page of the answers.</summary>
    public virtual Step? Question => null;

    public ReportDraft Draft { get; protected set; } = new();
    public ReportCategory? Category { get; private set; }

    /// <summary>They came from the answers to change one.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Change { get; set; }

    public string Back => Steps.Before(Question, Draft, Category, Today, Change);
    public int Number => Question is { } step ? Steps.Of(Draft, Category).TakeWhile(s => s != step).Count() + 1 : 0;

    protected Journey Journey => HttpContext.RequestServices.GetRequiredService<Journey>();
    protected DateOnly Today => HttpContext.RequestServices.GetRequiredService<CountyClock>().Today;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var stop = HttpContext.RequestAborted;
        if (await Journey.Open(stop) is not { } draft)
        {
            context.Result = await WithoutDraft(stop) ?? LocalRedirect(ReportLinks.Start + "?gone=true");
            return;
        }
        if (draft.Sent is not null)
        {
            context.Result = LocalRedirect(ReportLinks.Done); // back after sending: there is nothing to send again
            return;
        }
        Draft = draft;
        await Know(draft, stop);
        if (Category is null && Question is not Step.What)
            context.Result = LocalRedirect(ReportLinks.Question(Step.What));
        else
            await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>Where to lead somebody whose draft is not there any more; none for the beginning.</summary>
    protected virtual Task<IActionResult?> WithoutDraft(CancellationToken stop) => Task.FromResult<IActionResult?>(null);

    /// <summary>Keeps what was answered and leads on; or stays, with what has to be mended and all that was typed.</summary>
    protected async Task<IActionResult> Answer(ReportDraft draft, CancellationToken stop)
    {
        var step = Question ?? throw new InvalidOperationException("Only a question is answered.");
        await Know(draft, stop);
        ModelState.Refuse(Steps.Wrong(step, draft, Category, Today));
        Draft = draft;
        if (!ModelState.IsValid)
            return Page();
        await Journey.Keep(draft, stop);
        return LocalRedirect(Steps.After(step, draft, Category, Today, Change));
    }

    private async Task Know(ReportDraft draft, CancellationToken stop)
    {
        if (Category?.Code == draft.Category)
            return;
        var db = HttpContext.RequestServices.GetRequiredService<SafetyDb>();
        Category = await db.Set<ReportCategory>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Code == draft.Category && c.Offered && !c.SignpostOnly, stop);
    }
}
