using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Running;

/// <summary>An import that was asked for: how far it is, what it refused and why, and buttons to stop it and to let it go on.</summary>
public sealed class AskedImportModel(SafetyDb db, SignedIn by, StopImport stopping, CountyClock clock) : PageModel
{
    public AskedImportWhole Found { get; private set; } = null!;
    public ImportRequest Asked => Found.Asked.Request;

    /// <summary>Its worker has not been heard of for as long as it may be silent; another takes it in a moment.</summary>
    public bool WorkerLost => Asked.State is ImportState.Running && Asked.DueAt < clock.Now;

    public static string? Colour(ImportState state) =>
        state switch
        {
            ImportState.Refused or ImportState.Failed => "red",
            ImportState.Stopped => "yellow",
            _ => null,
        };

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AskedImportOf(id, by, stop) is not { } found)
            return NotFound();
        Found = found;
        return Page();
    }

    public async Task<IActionResult> OnPostStop(Guid id, CancellationToken stop) =>
        await Done(id, "stopped", await stopping.Stop(by, id, stop), stop);

    public async Task<IActionResult> OnPostGoOn(Guid id, CancellationToken stop) =>
        await Done(id, "goneon", await stopping.GoOn(by, id, stop), stop);

    private async Task<IActionResult> Done(Guid id, string said, Outcome<Guid> outcome, CancellationToken stop) =>
        ModelState.Accepts(outcome, out _) ? Redirect(AdminLinks.AskedImport(id) + $"?said={said}") : await OnGet(id, stop);
}
