using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Approvals;

/// <summary>What waits for a second administrator, and what became of the rest.</summary>
public sealed class ApprovalsModel(ApprovalRows rows, SignedIn who) : PageModel
{
    public IReadOnlyList<ApprovalRow> Mine { get; private set; } = [];
    public IReadOnlyList<ApprovalRow> Others { get; private set; } = [];

    public async Task OnGet(CancellationToken stop)
    {
        var all = (await rows.All(who, stop)).Where(r => Deeds.Contains(r.Approval.Deed)).ToList();
        (Mine, Others) = ([.. all.Where(r => r.MayApprove)], [.. all.Where(r => !r.MayApprove)]);
    }

    internal static IReadOnlyList<JointDeed> Deeds =>
        [
            AccountsDeeds.InviteAccount,
            AccountsDeeds.RecoverAccount,
            AccountsDeeds.GrantRole,
            AccountsDeeds.ChangeRole,
            AccountsDeeds.EnableAccount,
            AdministrationDeeds.AdmitAgency,
            ReportingDeeds.ChangeWhoAnswers,
        ];
}
