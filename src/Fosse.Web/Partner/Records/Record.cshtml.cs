using System.Globalization;
using Fosse.Accounts;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Chronology;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Records;

/// <summary>
/// The front of a record, which names nobody, and behind its button the record itself. It is read in the answer to the post and in no
/// address: whoever reloads or comes back has to ask again.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RecordModel(
    SafetyDb db,
    RecordReading reading,
    WorkOnRecord work,
    WorkedDesk desk,
    SignedIn who,
    CountyClock clock,
    HouseWords house,
    IStringLocalizer<RecordsWords> words,
    IStringLocalizer<SharingWords> sayings
) : WorkedPage(desk, who, clock)
{
    private const int MostColleagues = 500;

    private readonly CountyClock clock = clock;

    public RecordFront Front { get; private set; } = null!;
    public RecordRead? Read { get; private set; }

    [BindProperty]
    public Purpose? Purpose { get; set; }

    [BindProperty]
    public Guid? AccountId { get; set; }

    [BindProperty]
    public string? Task { get; set; }

    /// <summary>The assignment that they have asked to end.</summary>
    public Guid? Ending { get; private set; }

    public override bool MayWrite =>
        Front is { Own: true, Conflict: false, Record: { ForgottenAt: null, Class.OwnDesk: false } }
        && Who.May(RecordsPermissions.WriteRecords);
    public override bool IsOpen => Read is not null;
    public override bool IsOver => Front.Record.ClosedAt is not null;
    public override IReadOnlyList<(string Name, string? Value)> Carried => [.. base.Carried, ("Purpose", Purpose?.Code)];
    public bool MayBreakGlass => Who.May(RecordsPermissions.BreakGlass);

    /// <summary>Whether there is a way in that is worth showing a form for.</summary>
    public bool MayAsk =>
        !Front.Conflict
        && Front.Record.ForgottenAt is null
        && Who.May(RecordsPermissions.ReadRecords)
        && (Front.Own || Front.PointedTo || Front.Task is not null);

    public string ReadAt => CountyClock.Local(clock.Now).ToString("HH:mm", CultureInfo.CurrentCulture);

    /// <summary>A report of the own agency has a page of its own, on which it is worked, closed and opened again.</summary>
    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        var shown = await Shown(id, stop);
        return shown is PageResult && Front is { Own: true, Record.Class.OwnDesk: true } && Who.May(RecordsPermissions.ReadRecords)
            ? LocalRedirect(WorkLinks.Report(id) + Request.QueryString)
            : shown;
    }

    public Task<IActionResult> OnPostOpen(Guid id, CancellationToken stop) => Reads(id, false, stop);

    public Task<IActionResult> OnPostBreakGlass(Guid id, CancellationToken stop) => Reads(id, true, stop);

    public Task<IActionResult> OnPostAssign(Guid id, CancellationToken stop) =>
        Then(id, "assign", () => work.Assign(id, AccountId, Task ?? "", Who, stop), stop);

    public Task<IActionResult> OnPostEnd(Guid id, Guid assignment, [FromForm] string? whyEnded, CancellationToken stop)
    {
        Ending = assignment;
        return Then(id, "end", () => work.EndAssignment(id, assignment, whyEnded ?? "", Who, stop), stop);
    }

    public Task<IActionResult> OnPostConflict(Guid id, CancellationToken stop) =>
        Then(id, "conflict", () => work.DeclareConflict(id, Who, stop), stop);

    public Task<IActionResult> OnPostClose(Guid id, [FromForm] string? why, [FromForm] bool anyway, CancellationToken stop) =>
        Then(id, "close", () => work.Close(id, why ?? "", anyway, Who, stop), stop);

    public IReadOnlyList<TaskLine> OpenTasks => [.. Worked.Tasks.Where(t => t.Clock.MetAt is null)];

    public int LateTasks => OpenTasks.Count(t => t.Clock.At(clock.Now) is DeadlineState.Missed);

    protected override bool MayOpenAgain => !Front.Conflict && (Front.Task is not null || !string.IsNullOrWhiteSpace(Reason));

    public Task<IActionResult> OnPostReopen(Guid id, [FromForm] string? why, CancellationToken stop) =>
        Then(id, "reopen", () => work.Reopen(id, why ?? "", Who, stop), stop);

    private async Task<IActionResult> Reads(Guid id, bool glass, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (Purpose is null)
            ModelState.AddModelError(nameof(Purpose), words["Missing.Purpose"]);
        else
            await Reads(Question(id) with { BreakGlass = glass }, stop);
        return Page();
    }

    private async Task Reads(AccessQuestion question, CancellationToken stop)
    {
        if (ModelState.Accepts(await reading.Read(question, stop, Beneath), out var read))
            Read = read;

        // What another agency wrote on its record is its own.
        async Task Beneath(Access access) => Worked = Front.Own ? await Desk.Load(question.Subject, access, stop) : Worked;
    }

    protected override Task Open(Guid id, CancellationToken stop) => Reads(Question(id), stop);

    protected override AccessQuestion Question(Guid id)
    {
        var typed = Reason ?? "";
        return new(Who.Actor, Purpose ?? RecordsPurposes.InvestigateCase, id, typed)
        {
            SecondsTyping = typed.Length == 0 || Opened ? null : clock.SecondsSince(ShownAt),
        };
    }

    protected override string Address(Guid id) => WorkLinks.Record(id);

    private Task<IActionResult> Then<T>(Guid id, string did, Func<Task<Outcome<T>>> deed, CancellationToken stop)
        where T : notnull => Did(id, did, deed, "", stop);

    private async Task<IActionResult> Shown(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    protected override async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        var today = clock.Today;
        if (await db.Front(id, Who, house, today, stop) is not { } front)
            return NotFound();
        Front = front;
        ConflictWaits = front.Conflict && await Desk.EndConflict.Waits(id, Who, stop);
        ShownAt = clock.Shown(ShownAt);
        Read = null;
        Worked = front is { Own: true, Conflict: false } ? await Desk.Load(id, null, stop) : Worked.Nothing;
        if (MayWrite)
            Colleagues = await db.Set<Fosse.Accounts.Account>()
                .AsNoTracking()
                .NotClosedOn(today)
                .Where(a => a.AgencyId == Who.AgencyId)
                .OrderBy(a => a.Name)
                .Select(a => new Choice(a.Id.ToString(), a.Name, null))
                .First(MostColleagues, db, stop);
        return null;
    }

    public IReadOnlyList<Choice> Purposes(bool glass) =>
        [.. house.PurposesThat(p => p.Told && (!glass || p.BreaksGlass)).Select(p => new Choice(p.Code, sayings.Say(p)))];
}
