using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

/// <summary>Makes an account, or proposes it to a second administrator. Its owner alone sees the whole of what opens it.</summary>
public sealed class InviteModel(SafetyDb db, SignedIn by, CountyClock clock, InviteAccount invite, Post post) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Agency { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The address of an account that they have already.</summary>
    [BindProperty]
    public string? Also { get; set; }

    [BindProperty]
    public IReadOnlyList<Guid> Roles { get; set; } = [];

    [BindProperty, DayMonthYear]
    public DateOnly? StartsOn { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? EndsOn { get; set; }

    /// <summary>Whether mail takes the invitation to the person.</summary>
    public bool ByMail => post.IsThere;
    public IReadOnlyList<Choice> AgencyChoices { get; private set; } = [];
    public IReadOnlyList<Choice> RoleChoices { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => await Choose(stop);

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (
            ModelState.IsValid
            && ModelState.Accepts(await invite.Handle(by, new(Agency, Name, Email, StartsOn, EndsOn, Roles, Also), stop), out var invited)
        )
            return Redirect(invited.Next(AdminLinks.Person(invited.About) + "?said=invited"));
        await Choose(stop);
        return Page();
    }

    private async Task Choose(CancellationToken stop)
    {
        AgencyChoices = [.. (await db.AgenciesToChoose(clock.Today, stop)).Select(a => new Choice(a.Id.ToString(), a.Name))];
        RoleChoices =
        [
            .. (await db.Roles(clock.Today, stop)).Select(r => new Choice(r.Role.Id.ToString(), r.Role.Name, r.Role.Explanation)),
        ];
    }
}
