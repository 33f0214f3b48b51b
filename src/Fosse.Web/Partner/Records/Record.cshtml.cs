using System.Globalization;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
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
    SignedIn who,
    CountyClock clock,
    HouseWords house,
    IStringLocalizer<RecordsWords> words,
    IStringLocalizer<SharingWords> sayings
) : PageModel
{
    private const int MostColleagues = 500;

    public RecordFront Front { get; private set; } = null!;
    public RecordRead? Read { get; private set; }
    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    [BindProperty]
    public Purpose? Purpose { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>When the form was shown, so that the time it takes to say why can be measured.</summary>
    [BindProperty]
    public long ShownAt { get; set; }

    [BindProperty]
    public Guid? AccountId { get; set; }

    [BindProperty]
    public string? Task { get; set; }

    public bool MayWrite => Front.Own && who.May(RecordsPermissions.WriteRecords);
    public bool MayBreakGlass => who.May(RecordsPermissions.BreakGlass);

    /// <summary>Whether there is a way in that is worth showing a form for.</summary>
    public bool MayAsk =>
        !Front.Conflict
        && Front.Record.ForgottenAt is null
        && who.May(RecordsPermissions.ReadRecords)
        && (Front.Own || Front.PointedTo || Front.Task is not null);

    public string ReadAt => CountyClock.Local(clock.Now).ToString("HH:mm", CultureInfo.CurrentCulture);

    public Task<IActionResult> OnGet(Guid id, CancellationToken stop) => Shown(id, stop);

    public Task<IActionResult> OnPostOpen(Guid id, CancellationToken stop) => Opened(id, false, stop);

    public Task<IActionResult> OnPostBreakGlass(Guid id, CancellationToken stop) => Opened(id, true, stop);

    public Task<IActionResult> OnPostAssign(Guid id, CancellationToken stop) =>
        Then(id, "assign", () => work.Assign(id, AccountId, Task ?? "", who, stop), stop);

    public Task<IActionResult> OnPostEnd(Guid id, Guid assignment, CancellationToken stop) =>
        Then(id, "end", () => work.EndAssignment(id, assignment, who, stop), stop);

    public Task<IActionResult> OnPostConflict(Guid id, CancellationToken stop) =>
        Then(id, "conflict", () => work.DeclareConflict(id, who, stop), stop);

    public Task<IActionResult> OnPostClose(Guid id, CancellationToken stop) => Then(id, "close", () => work.Close(id, who, stop), stop);

    private async Task<IActionResult> Opened(Guid id, bool glass, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (Purpose is not { } purpose)
        {
            ModelState.AddModelError(nameof(Purpose), words["Missing.Purpose"]);
            return Page();
        }
        var took = clock.SecondsSince(ShownAt);
        var typed = Reason ?? "";
        var question = new AccessQuestion(who.Actor, purpose, id, typed, glass) { SecondsTyping = typed.Length == 0 ? null : took };
        if (ModelState.Accepts(await reading.Read(question, stop), out var read))
            Read = read;
        return Page();
    }

    private async Task<IActionResult> Then<T>(Guid id, string did, Func<Task<Outcome<T>>> deed, CancellationToken stop)
        where T : notnull
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        return ModelState.Accepts(await deed(), out _) ? LocalRedirect(WorkLinks.Record(id) + $"?did={did}") : Page();
    }

    private async Task<IActionResult> Shown(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    private async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        var today = clock.Today;
        if (await db.Front(id, who, house, today, stop) is not { } front)
            return NotFound();
        Front = front;
        ShownAt = clock.Shown(ShownAt);
        if (MayWrite)
            Colleagues = await db.Set<Fosse.Accounts.Account>()
                .AsNoTracking()
                .NotClosedOn(today)
                .Where(a => a.AgencyId == who.AgencyId)
                .OrderBy(a => a.Name)
                .Take(MostColleagues)
                .Select(a => new Choice(a.Id.ToString(), a.Name, null))
                .ToListAsync(stop);
        return null;
    }

    public IReadOnlyList<Choice> Purposes(bool glass) =>
        [.. house.PurposesThat(p => p.Told && (!glass || p.BreaksGlass)).Select(p => new Choice(p.Code, sayings.Say(p)))];
}
