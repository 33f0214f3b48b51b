using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Chronology;

/// <summary>
/// A page on which a record is worked. What is read stands in the answer to a post and in no address; a deed done while it is open is
/// answered with it open again, and with what was done.
/// </summary>
[RequestSizeLimit(Largest)]
public abstract class WorkedPage(WorkedDesk desk, SignedIn who, CountyClock clock) : PageModel
{
    private const long Largest = Evidence.LargestBytes + 1024 * 1024;

    protected WorkedDesk Desk => desk;
    protected SignedIn Who => who;

    public Worked Worked { get; protected set; } = Worked.Nothing;
    public IReadOnlyList<Choice> Colleagues { get; protected set; } = [];
    public DateTimeOffset Now => clock.Now;

    /// <summary>Why they read it, where it has to be typed.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>When the form was shown, so that the time it takes to say why can be measured.</summary>
    [BindProperty]
    public long ShownAt { get; set; }

    /// <summary>Whether it stood open where the deed was asked for: then it is open again afterwards.</summary>
    [BindProperty]
    public bool Opened { get; set; }

    /// <summary>The number of the form that was sent: sent once more, it is done already.</summary>
    [BindProperty]
    public Guid? Sent { get; set; }

    [BindProperty]
    public WorkForm Work { get; set; } = new();

    /// <summary>Why their conflict of interest is none any more.</summary>
    [BindProperty]
    public ConflictOver? Over { get; set; }

    [BindProperty]
    public string? OverWhy { get; set; }

    /// <summary>Whether they have asked that it end, and somebody else has to look.</summary>
    public bool ConflictWaits { get; protected set; }

    public bool MayEndConflict => who.May(RecordsPermissions.ReadRecords);

    /// <summary>Whether they may write on it.</summary>
    public abstract bool MayWrite { get; }

    /// <summary>Whether it stands open now.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Whether it is closed, so that nothing more is to be done on it.</summary>
    public abstract bool IsOver { get; }

    /// <summary>What is carried from form to form while it is open.</summary>
    public virtual IReadOnlyList<(string Name, string? Value)> Carried =>
        [("Opened", IsOpen ? "true" : "false"), ("Reason", Reason), ("Sent", Guid.NewGuid().ToString())];

    /// <summary>Whether they may read it still, as far as the page knows: what they have just given away is not opened again.</summary>
    protected abstract bool MayOpenAgain { get; }

    /// <summary>The name of what was said to be done, once it is known how the record stands.</summary>
    protected virtual string Says(string said) => said;

    /// <summary>Finds the record for whoever asks.</summary>
    protected abstract Task<IActionResult?> Find(Guid id, CancellationToken stop);

    /// <summary>How they open it: the same way for reading and for writing.</summary>
    protected abstract AccessQuestion Question(Guid id);

    /// <summary>Opens it for the answer.</summary>
    protected abstract Task Open(Guid id, CancellationToken stop);

    /// <summary>Where the page is.</summary>
    protected abstract string Address(Guid id);

    public Task<IActionResult> OnPostEntry(Guid id, CancellationToken stop) =>
        Work.HappenedOn is { } day
            ? Works(id, "update", on => desk.Write.Update(on, Work.Entry ?? "", day, who, stop), stop)
            : Works(id, "entry", on => desk.Write.Note(on, Work.Entry ?? "", who, stop), stop);

    public Task<IActionResult> OnPostTask(Guid id, CancellationToken stop) =>
        Works(id, "task", on => desk.Set.Handle(on, Work.Task ?? "", Work.To, DueOn, who, stop), stop);

    private DateOnly? DueOn => Work.In is { } days and (1 or 7) ? clock.Today.AddDays(days) : Work.Due;

    public Task<IActionResult> OnPostTaskDone(Guid id, Guid task, CancellationToken stop) =>
        Works(id, "taskdone", _ => desk.Finish.Done(id, task, who, stop), stop);

    public Task<IActionResult> OnPostTaskAgain(Guid id, Guid task, CancellationToken stop) =>
        Works(id, "taskagain", _ => desk.Finish.OpenAgain(id, task, who, stop), stop);

    public Task<IActionResult> OnPostEndConflict(Guid id, CancellationToken stop) =>
        Did(id, "overasked", () => desk.EndConflict.Ask(id, Over, OverWhy ?? "", who, stop), "", stop);

    public Task<IActionResult> OnPostLink(Guid id, CancellationToken stop) =>
        Works(id, "linked", _ => desk.Link.Link(id, Work.LinkTo ?? "", who, stop), stop);

    public Task<IActionResult> OnPostUnlink(Guid id, Guid other, CancellationToken stop) =>
        Works(id, "unlinked", _ => desk.Link.Unlink(id, other, who, stop), stop);

    public Task<IActionResult> OnPostAttach(Guid id, [FromForm(Name = "Work.File")] IFormFile? file, CancellationToken stop) =>
        Works(id, "attached", on => Attached(on, file, stop), stop);

    /// <summary>A file as a download: it is never shown inside the site, and what it holds can do nothing in a browser.</summary>
    public async Task<IActionResult> OnPostFile(Guid id, Guid file, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (!ModelState.Accepts(await desk.Files.Read(Question(id), file, stop), out var found))
            return Page();
        return File(found.Content, found.MediaType, found.Name);
    }

    /// <summary>Does something with it: where it stood open it is open again, with what was done on top; else it is shown anew.</summary>
    protected async Task<IActionResult> Did<T>(
        Guid id,
        string said,
        Func<Task<Outcome<T>>> deed,
        string field,
        CancellationToken stop,
        Action? done = null
    )
        where T : notnull
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        var again = Sent is { } form && desk.Sent.Has(who.AccountId, id, form);
        if (!again && (!ModelState.IsValid || !ModelState.Accepts(await deed(), out _, field)))
        {
            desk.Forget(); // half a deed is saved by nobody
            await Find(id, stop);
            if (Opened && MayOpenAgain)
                await Open(id, stop);
            return Page();
        }
        if (Sent is { } sent)
            desk.Sent.Add(who.AccountId, id, sent);
        done?.Invoke();
        Work = new();
        ModelState.Clear(); // the boxes are empty for the next one
        if (await Find(id, stop) is { } gone)
            return gone;
        if (Opened && MayOpenAgain)
            await Open(id, stop);
        if (!IsOpen)
            return LocalRedirect($"{Address(id)}?said={Says(said)}");
        ViewData["Said"] = Says(said);
        return Page();
    }

    private async Task<IActionResult> Works<T>(Guid id, string said, Func<OnRecord, Task<Outcome<T>>> deed, CancellationToken stop)
        where T : notnull =>
        await Did(
            id,
            said,
            () =>
            {
                var question = Question(id);
                return deed(new(id, question.Purpose, question.Reason));
            },
            nameof(Work),
            stop
        );

    private async Task<Outcome<RecordEntry>> Attached(OnRecord on, IFormFile? file, CancellationToken stop)
    {
        if (file is null || file.FileName.Length == 0)
            return await desk.Attach.Handle(on, null, who, stop);
        await using var content = file.OpenReadStream();
        var taken = await desk.Evidence.Take(content, file.FileName, stop);
        return taken.Accepted(out var clean)
            ? await desk.Attach.Handle(on, clean, who, stop)
            : taken.Refusals.Select(r => r with { Field = "file" }).ToList();
    }
}
