using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

/// <summary>One account: how it stands, its roles, and how it is opened and closed.</summary>
public sealed class PersonModel(
    SafetyDb db,
    SignedIn by,
    CountyClock clock,
    CloseAccount close,
    GiveRole roles,
    InviteAccount invite,
    ApprovalRows approvals,
    Post post
) : PageModel
{
    public AccountPage Shown { get; private set; } = null!;

    /// <summary>Other accounts that count as the same person's.</summary>
    public IReadOnlyList<(Accounts.Account Account, string Agency)> Others { get; private set; } = [];

    /// <summary>What waits for a second administrator.</summary>
    public IReadOnlyList<ApprovalRow> Waiting { get; private set; } = [];
    public bool ByMail => post.IsThere;
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
        Others = await db.OthersOf(by, account.Account, stop);
        Waiting = [.. (await approvals.About(id, by, stop)).Select(f => f.Row).Where(r => r.State is ApprovalState.Open)];
        return Page();
    }

    public async Task<IActionResult> OnPostLetIn(Guid id, CancellationToken stop) =>
        await Done(id, await close.Enable(by, id, stop), "let-in", stop);

    public async Task<IActionResult> OnPostEndRole(Guid id, Guid grant, CancellationToken stop)
    {
        var outcome = await roles.End(by, grant, stop);
        if (ModelState.Accepts(outcome, out _))
            return Redirect(AdminLinks.Person(id) + "?said=role-ended");
        ModelState.MovesOn(outcome.Refusals);
        return await OnGet(id, stop);
    }

    public async Task<IActionResult> OnPostInviteAgain(Guid id, CancellationToken stop) =>
        await Done(id, await invite.Again(by, id, stop), "invited", stop);

    private async Task<IActionResult> Done(Guid id, Outcome<Administered> outcome, string said, CancellationToken stop)
    {
        if (ModelState.Accepts(outcome, out var asked))
            return Redirect(asked.Next(AdminLinks.Person(id) + $"?said={said}"));
        ModelState.MovesOn(outcome.Refusals);
        return await OnGet(id, stop);
    }
}
