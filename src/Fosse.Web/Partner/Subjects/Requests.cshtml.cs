using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Subjects;

/// <summary>What people ask the agency about their data, overdue first.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.AnswerSubjectRequests))]
public sealed class SubjectRequestsModel(SafetyDb db, SignedIn who, CountyClock clock) : PageModel
{
    public IReadOnlyList<SubjectRequestLine> Lines { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => Lines = await db.SubjectRequests(who, clock.Today, stop);
}
