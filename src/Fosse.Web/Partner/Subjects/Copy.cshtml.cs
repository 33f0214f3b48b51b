using System.Text.Json;
using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Subjects;

/// <summary>The copy of all that is held, in the answer to the post and in no address.</summary>
[
    Authorize(Policy = nameof(AccountabilityPermissions.AnswerSubjectRequests)),
    ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)
]
public sealed class SubjectCopyModel(SafetyDb db, SubjectCopies copies, SignedIn who, CountyClock clock) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Guid Id { get; private set; }
    public string Reference { get; private set; } = "";
    public SubjectCopy? Copy { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    public async Task<IActionResult> OnPostShow(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (ModelState.Accepts(await copies.Make(id, who, stop), out var copy))
            Copy = copy;
        return Page();
    }

    public async Task<IActionResult> OnPostFile(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (!ModelState.Accepts(await copies.Make(id, who, stop), out var copy))
            return Page();
        var file = new
        {
            reference = copy.Record.Reference,
            agency = copy.Agency,
            madeAt = copy.MadeAt,
            @class = copy.Record.Class.ToString(),
            keptFor = copy.Rule.Purpose,
            law = copy.Rule.Basis,
            keptMonthsAfterClosing = copy.Rule.Months,
            openedAt = copy.Record.OpenedAt,
            closedAt = copy.Record.ClosedAt,
            otherAgenciesThatRead = copy.ReadBy,
            held = copy.Held.ToDictionary(t => t.Table, t => t.Rows.Select(r => r.ToDictionary(v => v.Column, v => v.Value))),
        };
        return File(JsonSerializer.SerializeToUtf8Bytes(file, Readable), "application/json", $"{copy.Record.Reference}.json");
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        if (await db.SubjectRequestOf(id, who, clock.Today, stop) is not { Request.Kind: SubjectRequestKind.Copy } front)
            return NotFound();
        (Id, Reference) = (id, front.Record.Reference);
        return null;
    }
}
