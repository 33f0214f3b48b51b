using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Retention;

/// <summary>The certificate of one run, to print.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ManageRetention))]
public sealed class RunModel(SafetyDb db, SignedIn who) : PageModel
{
    public RunCertificate Certificate { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.RetentionRun(id, who, stop) is not { } certificate)
            return NotFound();
        Certificate = certificate;
        return Page();
    }
}
