using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reports;

/// <summary>Reports that wait in the queues of whoever looks, what is due first on top. It shows nothing personal, so looking at it opens
/// nothing.</summary>
[Authorize(Policy = nameof(RecordsPermissions.ReadRecords))]
public sealed class QueueModel(SafetyDb db, TakeNext next, SignedIn who, CountyClock clock, IStringLocalizer<ReportsWords> words)
    : PageModel
{
    private const string WholeAgency = "all";

    [FromQuery(Name = "show")]
    public QueueShows Shows { get; set; }

    [FromQuery(Name = "state")]
    public ReportState? State { get; set; }

    /// <summary>The id of a team, "all" for the whole agency, or nothing for one's own.</summary>
    [FromQuery(Name = "team")]
    public string? Team { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    public PageOf<QueueLine> Lines { get; private set; } = new([], 1, 1, 0);
    public QueueCounts Counts { get; private set; } = null!;
    public UrgentCounts Urgent { get; private set; } = new(0, 0);
    public DeskFigures Desks { get; private set; } = null!;
    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public DateTimeOffset Now => clock.Now;
    public string Agency => who.AgencyName;
    public bool MayTake => who.May(RecordsPermissions.WriteRecords);
    public bool Filtered => Shows is not QueueShows.All || State is not null || !string.IsNullOrEmpty(Team);

    public static IReadOnlyList<QueueShows> Parts => Enum.GetValues<QueueShows>();

    public IReadOnlyList<Choice> States =>
        [.. Enum.GetValues<ReportState>().Where(s => !s.IsOver()).Select(s => new Choice(s.ToString(), words.Say(s)))];

    public Task<IActionResult> OnGet(CancellationToken stop)
    {
        ModelState.Clear(); // what is no part of the queue shows all of it
        return Shown(stop);
    }

    public async Task<IActionResult> OnPostNext(CancellationToken stop) =>
        ModelState.Accepts(await next.Handle(who, stop), out var taken)
            ? LocalRedirect(WorkLinks.Report(taken) + "?said=taken")
            : await Shown(stop);

    /// <summary>This address with another part of the queue; the other filters stay.</summary>
    public string With(QueueShows shows, bool wholeAgency = false)
    {
        var team = wholeAgency ? WholeAgency : Team;
        var parts = new[]
        {
            shows is QueueShows.All ? null : $"show={shows}",
            State is { } state ? $"state={state}" : null,
            string.IsNullOrEmpty(team) ? null : $"team={Uri.EscapeDataString(team)}",
        }
            .OfType<string>()
            .ToList();
        return WorkLinks.Reports + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
    }

    private async Task<IActionResult> Shown(CancellationToken stop)
    {
        if (!Enum.IsDefined(Shows))
            Shows = QueueShows.All;
        if (State is { } state && !Enum.IsDefined(state))
            State = null;
        var teams = await db.TeamNames(who.AgencyId, stop);
        Teams = [new(WholeAgency, words["Filter.Agency", who.AgencyName].Value), .. teams.Select(t => new Choice(t.Id.ToString(), t.Name))];
        Guid? team = Guid.TryParse(Team, out var one) && teams.Any(t => t.Id == one) ? one : null;
        if (team is null && Team != WholeAgency)
            Team = null;
        Lines = await db.ReportQueue(who, new(Shows, State, team, Team == WholeAgency, PageNumber), clock.Now, stop);
        Counts = await db.ReportsWaiting(who, clock.Now, stop);
        Urgent = await db.UrgentReports(who, clock.Now, stop);
        Desks = await db.DeskFigures(who, clock.Now, stop);
        return Page();
    }
}
