using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Running;

/// <summary>The doctor's findings. Looking changes nothing but takes its time, so a button asks for it.</summary>
public sealed class HealthModel(Doctor doctor, LastHealth health, CountyClock clock) : PageModel
{
    public HealthSeen? Seen => health.Last;

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        health.Saw(new(clock.Now, await doctor.Examine(stop)));
        return Redirect("~/admin/health");
    }
}
