using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Web.Admin.Roles;
using Fosse.Web.Design;
using Fosse.Web.Hosting;
using Fosse.Web.Partner.Approvals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Admin.Approvals;

/// <summary>One proposal of an administrator, and one's own half of the invitation that comes of it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ApprovalModel(
    ApprovalDesk desk,
    ApprovalRows rows,
    SignedIn who,
    InvitationHalves halves,
    IStringLocalizer<RolesWords> roles
) : ApprovalPage(desk, rows, who)
{
    private readonly SignedIn by = who;

    /// <summary>Whether there is a half for whoever looks.</summary>
    public bool HasHalf { get; private set; }

    /// <summary>It, once.</summary>
    public string? Half { get; private set; }

    /// <summary>Where the person enters it.</summary>
    public string Door => $"{Request.Scheme}://{Request.Host}{Url.Content(SiteLinks.Invitation)}";

    public override string? Say(DeedField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Name is "gains" or "loses" ? roles[$"Permission.{field.Value}"].Value : null;
    }

    public async Task<IActionResult> OnPostHalf(Guid id, CancellationToken stop)
    {
        if (!await Find(id, stop))
            return NotFound();
        if (ModelState.Accepts(await halves.Show(id, by, stop), out var half))
            Half = half;
        return Page();
    }

    protected override string Link(Guid id) => AdminLinks.Approval(id);

    protected override async Task<bool> Find(Guid id, CancellationToken stop)
    {
        if (!await base.Find(id, stop) || !ApprovalsModel.Deeds.Contains(Front.Row.Approval.Deed))
            return false;
        HasHalf = await halves.Has(Front.Row.Approval, by, stop);
        return true;
    }
}
