using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

/// <summary>One account: how it stands, its roles, and how it is opened and closed.</summary>
public sealed class PersonModel(SafetyDb db, SignedIn by, CountyClock clock, CloseAccount close, GiveRole roles, InviteAccount invite)
    : PageModel
{
    public AccountPage Shown { get; private set; } = null!;
    public string? Link { get; private set; }
    public DateOnly Today => clock.Today;

    internal static string? Colour(AccountState state) =>
        state switch
        {
            AccountState.Open => null,
            AccountState.Invited or AccountState.Later => "yellow",
            AccountState.Disabled => "red",
            _ => "grey",
        };

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AccountOf(id, by, clock.Today, stop) is not { } account)
            return NotFound();
        Shown = account;
        return Page();
    }

    public async Task<IActionResult> OnPostLetIn(Guid id, CancellationToken stop) =>
        await Done(id, await close.Enable(by, id, stop), "let-in", stop);

    public async Task<IActionResult> OnPostEndRole(Guid id, Guid grant, CancellationToken stop) =>
        await Done(id, await roles.End(by, grant, stop), "role-ended", stop);

    public async Task<IActionResult> OnPostInviteAgain(Guid id, CancellationToken stop)
    {
        if (ModelState.Accepts(await invite.Again(by, id, stop), out var invited))
            Link = invited.Link;
        return await OnGet(id, stop);
    }

    private async Task<IActionResult> Done(Guid id, Outcome<Guid> outcome, string said, CancellationToken stop)
    {
        if (ModelState.Accepts(outcome, out _))
            return Redirect(AdminLinks.Person(id) + $"?said={said}");
        ModelState.MovesOn(outcome.Refusals);
        return await OnGet(id, stop);
    }
}
