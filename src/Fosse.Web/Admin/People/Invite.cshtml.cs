using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

/// <summary>Makes an account and shows, once, the link that its owner takes it by.</summary>
public sealed class InviteModel(SafetyDb db, SignedIn by, CountyClock clock, InviteAccount invite) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Agency { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public IReadOnlyList<Guid> Roles { get; set; } = [];

    [BindProperty, DayMonthYear]
    public DateOnly? StartsOn { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? EndsOn { get; set; }

    public string? Link { get; private set; }
    public Guid Made { get; private set; }
    public IReadOnlyList<Choice> AgencyChoices { get; private set; } = [];
    public IReadOnlyList<Choice> RoleChoices { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => await Choose(stop);

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (
            ModelState.IsValid
            && ModelState.Accepts(await invite.Handle(by, new(Agency, Name, Email, StartsOn, EndsOn, Roles), stop), out var invited)
        )
            (Made, Link) = (invited.Account, invited.Link);
        else
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
