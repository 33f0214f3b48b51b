using Fosse.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Account.Security;

/// <summary>Gives out new recovery codes; the earlier ones are worth nothing then.</summary>
internal sealed class RecoveryCodesModel(SecondStep step) : OwnAccountPage
{
    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (!Session.IsFull)
            return Forbid();
        Codes = await step.NewRecoveryCodes(Session.AccountId, stop);
        return Page();
    }
}
