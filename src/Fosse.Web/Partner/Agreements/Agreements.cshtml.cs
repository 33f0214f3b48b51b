using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Agreements;

/// <summary>The agreements that concern whoever looks.</summary>
public sealed class AgreementsModel(SafetyDb db, SignedIn who, CountyClock clock) : PageModel
{
    private const int Soon = 60;

    public IReadOnlyList<AgreementLine> Lines { get; private set; } = [];
    public bool MayWrite => who.May(PartnershipPermissions.ManageAgreements);

    public async Task OnGet(CancellationToken stop) => Lines = await db.AgreementsOf(who, clock.Today, stop);

    /// <summary>What is to be said about an agreement in the list; none for most.</summary>
    public string? Note(AgreementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.State is AgreementState.PastReview)
            return "PastReview";
        return line.State is AgreementState.Active && line.ReviewOn.DayNumber - clock.Today.DayNumber <= Soon ? "Soon" : null;
    }
}
