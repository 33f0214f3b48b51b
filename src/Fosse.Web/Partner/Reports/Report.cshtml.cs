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
using Fosse.Web.Partner.Chronology;
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
    ReportDesk deeds,
    PlaceFinder finder,
    ShowPlace showPlace,
    WorkOnRecord work,
    WorkedDesk desk,
    SignedIn who,
    CountyClock clock,
    IStringLocalizer<ReportsWords> words
) : WorkedPage(desk, who, clock)
{
    private readonly CountyClock clock = clock;
    private ReportFront? before;

    public ReportFront Front { get; private set; } = null!;
    public ReportRead? Read { get; private set; }

    /// <summary>Where it was, once it is open.</summary>
    public PlaceShown? Place { get; private set; }

    /// <summary>Reports of the own agency that may be about the same thing, and why; it takes no opening to compare them.</summary>
    public IReadOnlyList<DuplicateCandidate> Alike { get; private set; } = [];

    /// <summary>What the place that was typed to put it right may be, where it may be several.</summary>
    public IReadOnlyList<Choice> Meant { get; private set; } = [];
    public IReadOnlyList<Choice> Categories { get; private set; } = [];
    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public IReadOnlyList<RedirectTarget> Targets { get; private set; } = [];

    /// <summary>What it would be put together with, shown before it is done.</summary>
    public QueueLine? Both { get; private set; }

    /// <summary>What stands before and after it in the queue.</summary>
    public QueuePlace Beside { get; private set; } = new(null, null);

    [BindProperty]
    public DeedForm Form { get; set; } = new();

    protected override bool MayOpenAgain => !Front.Conflict && (!MustType || !string.IsNullOrWhiteSpace(Reason));

    protected override string Says(string said) => ReportSaid.After(said, before, Front);

    public bool MustType => Front is { Task: null, Queue: null };
    public override bool MayWrite => Front.MayWork;
    public override bool IsOpen => Read is not null;
    public override bool IsOver => Front.Line.State.IsOver();

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    public async Task<IActionResult> OnPostOpen(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        await Open(id, stop);
        return Page();
    }

    public Task<IActionResult> OnPostTake(Guid id, CancellationToken stop) =>
        Does(id, "taken", on => deeds.Assign.Handle(on, Who.AccountId, stop), stop);

    public Task<IActionResult> OnPostAssign(Guid id, CancellationToken stop) =>
        Does(id, "assigned", on => deeds.Assign.Handle(on, Form.To, stop), stop);

    public Task<IActionResult> OnPostRelease(Guid id, CancellationToken stop) =>
        Does(id, "released", on => deeds.Release.Handle(on, Form.Why ?? "", stop), stop);

    public Task<IActionResult> OnPostDivert(Guid id, CancellationToken stop) =>
        Does(id, "diverted", on => deeds.Divert.Handle(on, Form.Incident ?? "", stop), stop);

    public Task<IActionResult> OnPostAsk(Guid id, CancellationToken stop) =>
        Does(id, "asked", on => deeds.Ask.Handle(on, Form.Question ?? "", stop), stop);

    public Task<IActionResult> OnPostReply(Guid id, CancellationToken stop) =>
        Does(id, "replied", on => deeds.Reply.Handle(on, Form.Kind, Form.Words ?? "", stop), stop);

    public Task<IActionResult> OnPostNote(Guid id, CancellationToken stop) =>
        Does(id, "noted", on => deeds.Note.Handle(on, Form.Note ?? "", stop), stop);

    public Task<IActionResult> OnPostClose(Guid id, CancellationToken stop) =>
        Does(id, "closed", on => deeds.Close.Handle(on, Form.Because, Form.ClosingWords ?? "", stop), stop);

    /// <summary>Shows both first; only what was seen is put together.</summary>
    public async Task<IActionResult> OnPostMerge(Guid id, CancellationToken stop)
    {
        if (Form.Sure)
            return await Does(id, "merged", on => deeds.Merge.Handle(on, Form.Into ?? "", stop), stop);
        if (await Find(id, stop) is { } notFound)
            return notFound;
        var found = await deeds.Merge.Find(new(id, Form.Version, Who), Form.Into ?? "", stop);
        if (ModelState.Accepts(found, out var other, nameof(Form)))
            Both = (await db.WaitingAmong([other.RecordId], Who, clock.Now, stop)).SingleOrDefault();
        if (Opened && MayOpenAgain)
            await Open(id, stop);
        return Page();
    }

    public Task<IActionResult> OnPostPartMerged(Guid id, CancellationToken stop) =>
        Does(id, "partedagain", on => deeds.PartMerged.Handle(on, Form.Parts ?? "", stop), stop);

    public Task<IActionResult> OnPostPublish(Guid id, CancellationToken stop) =>
        Does(id, "published", on => deeds.Publish.Handle(on, new(Form.Summary ?? "", Form.Outcome ?? "", Form.WithArea), stop), stop);

    public Task<IActionResult> OnPostTakeBack(Guid id, CancellationToken stop) =>
        Does(id, "takenback", on => deeds.Publish.TakeBack(on, stop), stop);

    public Task<IActionResult> OnPostPlace(Guid id, CancellationToken stop) =>
        Does(id, "corrected", on => deeds.Correct.Place(on, Form.Place ?? "", Form.Meant, stop), stop);

    public Task<IActionResult> OnPostCategory(Guid id, CancellationToken stop) =>
        Does(id, "corrected", on => deeds.Correct.Category(on, Form.Category, stop), stop);

    public Task<IActionResult> OnPostTeam(Guid id, CancellationToken stop) =>
        Does(id, "corrected", on => deeds.Correct.Team(on, Form.Team, stop), stop);

    public Task<IActionResult> OnPostPart(Guid id, CancellationToken stop) =>
        Does(id, "parted", on => deeds.Part.Handle(on, Form.Parts ?? "", stop), stop);

    public Task<IActionResult> OnPostConflict(Guid id, CancellationToken stop) =>
        Does(id, "conflict", _ => work.DeclareConflict(id, Who, stop), stop);

    /// <summary>It is not the agency's any more once it is handed over, so this leads back to the queue.</summary>
    public Task<IActionResult> OnPostRedirect(Guid id, CancellationToken stop) =>
        Does(id, "redirected", on => deeds.Redirect.Handle(on, Form.Agency, Form.HandOver ?? "", stop), stop, WorkLinks.Reports);

    private async Task<IActionResult> Does<T>(
        Guid id,
        string said,
        Func<OnReport, Task<Outcome<T>>> deed,
        CancellationToken stop,
        string? leadsTo = null
    )
        where T : notnull
    {
        var done = false;
        var shown = await Did(
            id,
            said,
            async () =>
            {
                before = Front;
                var outcome = await deed(new(id, Form.Version, Who));
                done = outcome.Accepted(out _);
                return outcome;
            },
            nameof(Form),
            stop,
            () => Form = new()
        );
        if (!done && Form.Place is { Length: > 0 } place)
            Meant = MeantChoices.Whole(await finder.Meant(place, stop));
        return done && leadsTo is not null ? LocalRedirect($"{leadsTo}?said={said}") : shown;
    }

    protected override string Address(Guid id) => WorkLinks.Report(id);

    protected override async Task Open(Guid id, CancellationToken stop)
    {
        if (Front.Conflict || !ModelState.Accepts(await reading.Read(Question(id), stop, Beneath), out var read))
            return;
        Read = read;
        Place = await showPlace.Of(id, read, stop);
        if (Front.Line.Clock.Kind == ReportingDeadlines.Look && await db.ReportFront(id, Who, clock.Today, stop) is { } looked)
            Front = looked; // somebody has looked now
        Targets = Front.MayWork ? await deeds.Redirect.Targets(id, Who, stop) : [];

        async Task Beneath(Access access) => Worked = await Desk.Load(id, access, stop);
    }

    protected override AccessQuestion Question(Guid id) =>
        new(Who.Actor, ReportingPurposes.TriageReport, id, MustType ? Reason ?? "" : "")
        {
            SecondsTyping = MustType && !Opened ? clock.SecondsSince(ShownAt) : null,
        };

    protected override async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        if (await db.ReportFront(id, Who, clock.Today, stop) is not { } front)
            return NotFound();
        Front = front;
        ConflictWaits = front.Conflict && await Desk.EndConflict.Waits(id, Who, stop);
        ShownAt = clock.Shown(ShownAt);
        (Read, Place) = (null, null);
        Worked = front.Conflict ? Worked.Nothing : await Desk.Load(id, null, stop);
        Beside = await db.PlaceInQueue(id, Who, clock.Now, stop);
        if (!front.Line.State.IsOver())
            Alike = [.. (await deeds.Alike.For(id, stop)).Where(c => c.Agency == front.Agency)];
        if (Front.MayWork)
        {
            Categories = [.. (await db.Categories(stop)).Where(c => c.Offered && !c.SignpostOnly).Select(c => new Choice(c.Code, c.Name))];
            Teams = [.. (await db.TeamNames(Who.AgencyId, stop)).Select(t => new Choice(t.Id.ToString(), t.Name))];
            Colleagues =
            [
                .. (await db.Colleagues(id, Who, clock.Today, stop)).Select(c => new Choice(
                    c.Id.ToString(),
                    c.Id == Who.AccountId ? words["With.You"] : c.Name
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
