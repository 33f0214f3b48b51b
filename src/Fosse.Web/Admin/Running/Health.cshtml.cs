using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Admin.Running;

/// <summary>The doctor's findings. Looking changes nothing but takes its time, so a button asks for it.</summary>
public sealed class HealthModel(
    SafetyDb db,
    Doctor doctor,
    LastHealth health,
    CountyClock clock,
    IEnumerable<ITimetabled> jobs,
    IStringLocalizer<RunningWords> words
) : PageModel
{
    public HealthSeen? Seen => health.Last;

    /// <summary>What runs by the clock, and how it went last.</summary>
    public IReadOnlyList<TimetableEntry> Jobs { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => Jobs = await db.Jobs([.. jobs.Select(j => j.Name)], stop);

    public (string Words, string? Colour) How(TimetableEntry job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var now = clock.Now;
        return job.IsRunning(now) ? (words["Job.Running"], null)
            : job.Failures > 0 ? (words[job.Failures == 1 ? "Job.FailedOne" : "Job.Failed", job.Failures], "red")
            : job.IsLate(now) ? (words["Job.Late"], "yellow")
            : (words[job.FinishedAt is null ? "Job.Waits" : "Job.Well"], null);
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        health.Saw(new(clock.Now, await doctor.Examine(stop)));
        return Redirect(AdminLinks.Health);
    }
}
