using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Subjects;

/// <summary>Writes down what a person asks.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.AnswerSubjectRequests))]
public sealed class NewSubjectRequestModel(SubjectRequests requests, SignedIn who, IStringLocalizer<AccountabilityWords> sayings)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Reference { get; set; }

    [BindProperty]
    public SubjectRequestKind? Kind { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? ReceivedOn { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<Choice> Kinds => Choice.Of<SubjectRequestKind>(sayings.Say);

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (!ModelState.IsValid)
            return Page();
        var outcome = await requests.Register(new(Reference ?? "", Kind, ReceivedOn, Words ?? ""), who, stop);
        return ModelState.Accepts(outcome, out var request) ? LocalRedirect(WorkLinks.SubjectRequest(request.Id) + "?did=new") : Page();
    }
}
