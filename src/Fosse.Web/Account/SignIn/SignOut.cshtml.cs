using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Account.SignIn;

/// <summary>Ends the session. Opening the page ends nothing: a picture on another site could open it.</summary>
[AllowAnonymous]
internal sealed class SignOutModel(SignInSession signIn) : PageModel
{
    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        await signIn.LetOut(HttpContext, stop);
        return Redirect(Url.Content(SiteLinks.SignIn));
    }
}
