using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.AspNetCore.Authorization;

namespace Fosse.Web.Partner.Approvals;

[Authorize(Policy = nameof(AccountsPermissions.Work))]
public sealed class ApprovalModel(ApprovalDesk desk, ApprovalRows rows, SignedIn who) : ApprovalPage(desk, rows, who)
{
    protected override string Link(Guid id) => WorkLinks.Approval(id);
}
