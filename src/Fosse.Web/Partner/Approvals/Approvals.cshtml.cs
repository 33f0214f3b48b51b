using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Approvals;

/// <summary>What waits for a second person, and what became of the rest.</summary>
[Authorize(Policy = nameof(AccountsPermissions.Work))]
public sealed class ApprovalsModel(ApprovalRows rows, SignedIn who) : PageModel
{
    public IReadOnlyList<ApprovalRow> Mine { get; private set; } = [];
    public IReadOnlyList<ApprovalRow> Others { get; private set; } = [];

    public async Task OnGet(CancellationToken stop)
    {
        var all = await rows.All(who, stop);
        (Mine, Others) = ([.. all.Where(r => r.MayApprove)], [.. all.Where(r => !r.MayApprove)]);
    }

    public static string? Colour(ApprovalState state) =>
        state switch
        {
            ApprovalState.Open => "yellow",
            ApprovalState.Done => "green",
            _ => "grey",
        };
}
