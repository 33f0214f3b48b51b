using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Account.Provider;

/// <summary>Where an agency's provider sends people back. The framework's handler answers here before the page is asked
/// (<see cref="ProviderAnswers"/>), so that the page is the address and its rules, and says of any other provider that there is
/// none.</summary>
[AllowAnonymous]
internal sealed class BackModel : PageModel
{
    public IActionResult OnGet() => NotFound();
}
