using System.Globalization;
using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Reviews;

/// <summary>What waits for a second person, and what is worth a question.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReviewAccess))]
public sealed class ReviewsModel(SafetyDb db, SignedIn who, CountyClock clock) : PageModel
{
    public IReadOnlyList<ReviewLine> Waiting { get; private set; } = [];
    public IReadOnlyList<AgencyFriction> Friction { get; private set; } = [];
    public int Unusual { get; private set; }

    /// <summary>Pairs of accounts that count as one person's.</summary>
    public int Pairs { get; private set; }
    public string Agency => who.AgencyName;

    /// <summary>The line whose review was just saved.</summary>
    [FromQuery(Name = "did")]
    public long? Did { get; set; }

    public static string Share(int part, int of) => ((double)part / of).ToString("P0", CultureInfo.CurrentCulture);

    public async Task OnGet(CancellationToken stop)
    {
        Waiting = await db.WaitingReviews(who, stop);
        Unusual = (await db.UnusualAccess(who, clock.Now, stop)).Count;
        Pairs = (await db.LikePairs(who, stop)).Count;
        Friction = await db.Friction(who, clock.Now, stop);
    }
}
