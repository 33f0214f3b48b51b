using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Partnership.Disclosure;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Subjects;

/// <summary>One request: its clock, its steps, and the way to what was asked for.</summary>
[
    Authorize(Policy = nameof(AccountabilityPermissions.AnswerSubjectRequests)),
    ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)
]
public sealed class SubjectRequestModel(SafetyDb db, SubjectRequests requests, SubjectTexts texts, SignedIn who, CountyClock clock)
    : PageModel
{
    public SubjectRequestFront Front { get; private set; } = null!;
    public IReadOnlyDictionary<SubjectRequestTextKind, string>? Words { get; private set; }

    /// <summary>The step whose form was sent and refused.</summary>
    public SubjectRequestStep? Tried { get; private set; }

    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    /// <summary>Where what was asked for is made; none for what is decided here.</summary>
    public string? Way =>
        Front.Request.Kind switch
        {
            SubjectRequestKind.Copy => WorkLinks.Copy(Front.Request.Id),
            SubjectRequestKind.WhoLooked => WorkLinks.Looked(Front.Request.Id),
            SubjectRequestKind.Rectification => WorkLinks.Correct(Front.Request.Id),
            _ => null,
        };

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    public async Task<IActionResult> OnPostWords(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (ModelState.Accepts(await texts.Read(id, who, stop), out var read))
            Words = read;
        return Page();
    }

    public async Task<IActionResult> OnPostTake(
        Guid id,
        [FromForm] SubjectRequestStep step,
        [FromForm] string? words,
        [FromForm] bool forget,
        CancellationToken stop
    )
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (ModelState.Accepts(await requests.Take(new(id, step, words ?? "", forget), who, stop), out _))
            return LocalRedirect(WorkLinks.SubjectRequest(id) + $"?did={(forget ? "Erase" : step)}");
        Tried = step;
        return Page();
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        if (await db.SubjectRequestOf(id, who, clock.Today, stop) is not { } front)
            return NotFound();
        Front = front;
        return null;
    }
}

/// <summary>The column of a field as the words of these pages call it.</summary>
internal static class ColumnNames
{
    public static string Of(string field) =>
        string.Concat(field.Select(c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));
}
