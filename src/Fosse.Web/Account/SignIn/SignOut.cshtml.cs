using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Account.SignIn;

/// <summary>Ends the session. Opening the page ends nothing: a picture on another site could open it.</summary>
[AllowAnonymous]
internal sealed class SignOutModel(Door door) : PageModel
{
    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        await door.LetOut(HttpContext, stop);
        return Redirect(Url.Content(SiteLinks.SignIn));
    }
}
