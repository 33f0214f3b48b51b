using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Admin.Running;

/// <summary>Events and jobs that do not move, with a button that makes them due now.</summary>
public sealed class StuckModel(SafetyDb db, SignedIn by, RetryStuck retry, IOptions<FoundationOptions> work) : PageModel
{
    public IReadOnlyList<OutboxMessage> Messages { get; private set; } = [];
    public IReadOnlyList<TimetableEntry> Jobs { get; private set; } = [];
    public (int Count, DateTimeOffset? Oldest) Waiting { get; private set; }
    public int StuckAfter => work.Value.StuckAfter;

    public async Task OnGet(CancellationToken stop)
    {
        (Messages, Jobs) = await db.Stuck(StuckAfter, stop);
        Waiting = await db.Waiting(stop);
    }

    public async Task<IActionResult> OnPostMessage(Guid message, CancellationToken stop) =>
        await Done(await retry.Message(by, message, stop), stop);

    public async Task<IActionResult> OnPostJob(string job, CancellationToken stop) =>
        await Done(await retry.Job(by, job ?? "", stop), stop);

    private async Task<IActionResult> Done<T>(Outcome<T> outcome, CancellationToken stop)
        where T : notnull
    {
        if (ModelState.Accepts(outcome, out _))
            return Redirect(AdminLinks.Stuck + "?said=retried");
        await OnGet(stop);
        return Page();
    }
}
