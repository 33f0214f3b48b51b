using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Account.Security;

/// <summary>How this account signs in, where it is signed in, and the end of all that.</summary>
internal sealed class SecurityModel(AccountSessions sessions, SecondStep step, SignInSession signIn, SafetyDb db) : PageModel
{
    public Accounts.Account Account { get; private set; } = null!;
    public int CodesLeft { get; private set; }
    public int Passkeys { get; private set; }
    public IReadOnlyList<AccountSession> Sessions { get; private set; } = [];
    public Recovery? Recovered { get; private set; }
    public Guid Current => Session.Id;

    /// <summary>False before the second step is set up: then only that can be done here.</summary>
    public bool IsFull => Session.IsFull;

    private AccountSession Session => HttpContext.Features.GetRequiredFeature<AccountSession>();

    public async Task OnGet(CancellationToken stop)
    {
        var me = Session.AccountId;
        Account = await db.Set<Accounts.Account>().AsNoTracking().SingleAsync(a => a.Id == me, stop);
        CodesLeft = await step.RecoveryCodesLeft(me, stop);
        Passkeys = await db.Set<Passkey>().CountAsync(p => p.AccountId == me, stop);
        Recovered = await db.LastRecovery(me, stop);
        Sessions = await sessions.Open(me, stop);
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        await sessions.EndAll(Session.AccountId, stop);
        await signIn.LetOut(HttpContext, stop);
        return Redirect(Url.Content(SiteLinks.SignIn));
    }
}
