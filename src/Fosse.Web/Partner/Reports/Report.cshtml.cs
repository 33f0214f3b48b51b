using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reports;

/// <summary>
/// A report. Its front names nobody; what was told is read behind a button, in the answer to the post and in no address, so whoever
/// reloads or comes back asks again. What can be done with it stands beside what was told.
/// </summary>
[Authorize(Policy = nameof(RecordsPermissions.ReadRecords)), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReportModel(
    SafetyDb db,
    ReportReading reading,
    PlaceFinder finder,
    ReportDesk desk,
    WorkOnRecord work,
    SignedIn who,
    CountyClock clock,
    IStringLocalizer<ReportsWords> words
) : PageModel
{
    public ReportFront Front { get; private set; } = null!;
    public ReportRead? Read { get; private set; }
    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    /// <summary>Reports of the own agency that may be about the same thing, and why; it takes no opening to compare them.</summary>
    public IReadOnlyList<DuplicateCandidate> Alike { get; private set; } = [];

    /// <summary>What the place that was typed to put it right may be, where it may be several.</summary>
    public IReadOnlyList<Choice> Meant { get; private set; } = [];
    public IReadOnlyList<Choice> Categories { get; private set; } = [];
    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public IReadOnlyList<RedirectTarget> Targets { get; private set; } = [];
    public DateTimeOffset Now => clock.Now;

    /// <summary>Why they read it, where it has to be typed.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>When the form was shown, so that the time it takes to say why can be measured.</summary>
    [BindProperty]
    public long ShownAt { get; set; }

    /// <summary>Whether the report stood open where the deed was asked for: then it is open again beside what has to be mended.</summary>
    [BindProperty]
    public bool Opened { get; set; }

    [BindProperty]
    public DeedForm Form { get; set; } = new();

    public bool MustType => Front is { Task: null, Queue: null };
    public bool MayOpen => !Front.Conflict && !Front.Forgotten;

    public Task<IActionResult> OnGet(Guid id, CancellationToken stop) => Shown(id, stop);

    public async Task<IActionResult> OnPostOpen(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        await Open(id, stop);
        return Page();
    }

    /// <summary>A file as a download: it is never shown inside the site, and what it holds can do nothing in a browser.</summary>
    public async Task<IActionResult> OnPostFile(Guid id, Guid file, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (!ModelState.Accepts(await reading.File(Question(id), file, stop), out var found))
            return Page();
        return File(found.Content, found.MediaType, found.Name);
    }

    public Task<IActionResult> OnPostTake(Guid id, CancellationToken stop) =>
        Does(id, "taken", on => desk.Assign.Handle(on, who.AccountId, stop), stop);

    public Task<IActionResult> OnPostAssign(Guid id, CancellationToken stop) =>
        Does(id, "assigned", on => desk.Assign.Handle(on, Form.To, stop), stop);

    public Task<IActionResult> OnPostRelease(Guid id, CancellationToken stop) =>
        Does(id, "released", on => desk.Release.Handle(on, Form.Why ?? "", stop), stop);

    public Task<IActionResult> OnPostDivert(Guid id, CancellationToken stop) =>
        Does(id, "diverted", on => desk.Divert.Handle(on, Form.Incident ?? "", stop), stop);

    public Task<IActionResult> OnPostAsk(Guid id, CancellationToken stop) =>
        Does(id, "asked", on => desk.Ask.Handle(on, Form.Question ?? "", stop), stop);

    public Task<IActionResult> OnPostReply(Guid id, CancellationToken stop) =>
        Does(id, "replied", on => desk.Reply.Handle(on, Form.Kind, Form.Words ?? "", stop), stop);

    public Task<IActionResult> OnPostNote(Guid id, CancellationToken stop) =>
        Does(id, "noted", on => desk.Note.Handle(on, Form.Note ?? "", stop), stop);

    public Task<IActionResult> OnPostClose(Guid id, CancellationToken stop) =>
        Does(id, "closed", on => desk.Close.Handle(on, Form.Because, Form.ClosingWords ?? "", stop), stop);

    public Task<IActionResult> OnPostMerge(Guid id, CancellationToken stop) =>
        Does(id, "merged", on => desk.Merge.Handle(on, Form.Into ?? "", stop), stop);

    public Task<IActionResult> OnPostPublish(Guid id, CancellationToken stop) =>
        Does(id, "published", on => desk.Publish.Handle(on, new(Form.Summary ?? "", Form.Outcome ?? "", Form.WithArea), stop), stop);

    public Task<IActionResult> OnPostTakeBack(Guid id, CancellationToken stop) =>
        Does(id, "takenback", on => desk.Publish.TakeBack(on, stop), stop);

    public Task<IActionResult> OnPostPlace(Guid id, CancellationToken stop) =>
        Does(id, "corrected", on => desk.Correct.Place(on, Form.Place ?? "", Form.Meant, stop), stop);

    public Task<IActionResult> OnPostCategory(Guid id, CancellationToken stop) =>
        Does(id, "corrected", on => desk.Correct.Category(on, Form.Category, stop), stop);

    public Task<IActionResult> OnPostTeam(Guid id, CancellationToken stop) =>
        Does(id, "corrected", on => desk.Correct.Team(on, Form.Team, stop), stop);

    public Task<IActionResult> OnPostConflict(Guid id, CancellationToken stop) =>
        Does(id, "conflict", _ => work.DeclareConflict(id, who, stop), stop);

    /// <summary>It is not the agency's any more once it is handed over, so this leads back to the queue.</summary>
    public Task<IActionResult> OnPostRedirect(Guid id, CancellationToken stop) =>
        Does(id, "redirected", on => desk.Redirect.Handle(on, Form.Agency, Form.HandOver ?? "", stop), stop, WorkLinks.Reports);

    private async Task<IActionResult> Does<T>(
        Guid id,
        string said,
        Func<OnReport, Task<Outcome<T>>> deed,
        CancellationToken stop,
        string? leadsTo = null
    )
        where T : notnull
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (ModelState.Accepts(await deed(new(id, Form.Version, who)), out _, nameof(Form)))
            return LocalRedirect($"{leadsTo ?? WorkLinks.Report(id)}?said={said}");
        db.ChangeTracker.Clear(); // half a deed is saved by nobody
        await Find(id, stop);
        if (Opened)
            await Open(id, stop);
        if (Form.Place is { Length: > 0 } place)
            Meant = MeantChoices.Whole(await finder.Meant(place, stop));
        return Page();
    }

    private async Task Open(Guid id, CancellationToken stop)
    {
        if (!ModelState.Accepts(await reading.Read(Question(id), stop), out var read))
            return;
        Read = read;
        Targets = Front.MayWork ? await desk.Redirect.Targets(id, who, stop) : [];
    }

    private AccessQuestion Question(Guid id) =>
        new(who.Actor, ReportingPurposes.TriageReport, id, MustType ? Reason ?? "" : "")
        {
            SecondsTyping = MustType && !Opened ? clock.SecondsSince(ShownAt) : null,
        };

    private async Task<IActionResult> Shown(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    private async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        if (await db.ReportFront(id, who, clock.Today, stop) is not { } front)
            return NotFound();
        Front = front;
        ShownAt = clock.Shown(ShownAt);
        if (!front.Line.State.IsOver())
            Alike = [.. (await desk.Alike.For(id, stop)).Where(c => c.Agency == front.Agency)];
        if (Front.MayWork)
        {
            Categories = [.. (await db.Categories(stop)).Where(c => c.Offered && !c.SignpostOnly).Select(c => new Choice(c.Code, c.Name))];
            Teams = [.. (await db.TeamNames(who.AgencyId, stop)).Select(t => new Choice(t.Id.ToString(), t.Name))];
            Colleagues =
            [
                .. (await db.Colleagues(id, who, clock.Today, stop)).Select(c => new Choice(
                    c.Id.ToString(),
                    c.Id == who.AccountId ? words["With.You"] : c.Name
                )),
            ];
        }
        return null;
    }

    public IReadOnlyList<Choice> Kinds =>
        [
            .. Enum.GetValues<AnswerKind>()
                .Select(k => new Choice(
                    k.ToString(),
                    words.Say(k),
                    AnswerTemplates.Of(k) is { Begins.Length: > 0 } t ? words["Reply.Template", t.Begins, t.Ends].Value : null
                )),
        ];

    public IReadOnlyList<Choice> Reasons => [.. CloseReport.Reasons.Select(r => new Choice(r.ToString(), words.Say(r)))];

    public IReadOnlyList<Choice> Agencies =>
        [
            .. Targets.Select(t => new Choice(
                t.AgencyId.ToString(),
                t.Agency,
                t.Agreement is null ? words["Redirect.Routed"] : words["Redirect.Agreed", t.Right]
            )),
        ];
}
