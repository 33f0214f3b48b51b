using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Web.Design;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Subjects;

/// <summary>Puts right what is held about a person who asked for it.</summary>
[
    Authorize(Policy = nameof(AccountabilityPermissions.AnswerSubjectRequests)),
    ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)
]
public sealed class CorrectModel(SafetyDb db, Corrections corrections, SignedIn who, CountyClock clock) : PersonBoxes
{
    public Guid Id { get; private set; }
    public string Reference { get; private set; } = "";
    public bool Opened { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    public async Task<IActionResult> OnPostOpen(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (!ModelState.Accepts(await corrections.Open(id, who, stop), out var held))
            return Page();
        ModelState.Clear(); // the boxes show what is held, not the empty form that was sent
        (Person, Opened) = (held, true);
        return Page();
    }

    public async Task<IActionResult> OnPostSave(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        Opened = true;
        return ModelState.Accepts(await corrections.Save(id, Person, who, stop), out var done)
            ? LocalRedirect(WorkLinks.SubjectRequest(id) + $"?did={(done.Waiting.Count > 0 ? "empty" : "correct")}")
            : Page();
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        if (await db.SubjectRequestOf(id, who, clock.Today, stop) is not { Request.Kind: SubjectRequestKind.Rectification } front)
            return NotFound();
        (Id, Reference) = (id, front.Record.Reference);
        return null;
    }
}
