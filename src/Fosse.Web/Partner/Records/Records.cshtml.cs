using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Records;

/// <summary>What of an agency's records is listed: reports have a queue of their own and do not stand among records unasked.</summary>
public enum RecordKinds
{
    Records,
    Reports,
    All,
}

public enum RecordStates
{
    Open,
    Closed,
    All,
}

/// <summary>The agency's records by reference, and the way to one whose reference is known.</summary>
public sealed class RecordsModel(SafetyDb db, SignedIn who, CountyClock clock, HouseWords house) : PageModel
{
    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "kind")]
    public RecordKinds Kind { get; set; }

    [FromQuery(Name = "state")]
    public RecordStates State { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public string? Reference { get; set; }

    public IReadOnlyList<RecordLine> Lines { get; private set; } = [];
    public int All { get; private set; }
    public int Pages => Math.Max(1, (All + RecordQueries.Page - 1) / RecordQueries.Page);
    public string Agency => who.AgencyName;
    public bool MayWrite => who.May(RecordsPermissions.WriteRecords);
    public bool MaySearch => who.May(RecordsPermissions.SearchRecords);
    public bool Missing { get; private set; }
    public bool Filtered => Mine || Kind is not RecordKinds.Records || State is not RecordStates.Open;

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        ModelState.Remove(nameof(Kind)); // what is no filter shows the list
        ModelState.Remove(nameof(State));
        if (!Enum.IsDefined(Kind))
            Kind = RecordKinds.Records;
        if (!Enum.IsDefined(State))
            State = RecordStates.Open;
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        var report = ReportingDataClasses.Report;
        (Lines, All) = await db.RecordsOf(
            who,
            Mine,
            PageNumber,
            clock.Today,
            stop,
            but: Kind is RecordKinds.Records ? report : null,
            only: Kind is RecordKinds.Reports ? report : null,
            closed: State is RecordStates.All ? null : State is RecordStates.Closed
        );
        return Page();
    }

    /// <summary>The list with another filter; the others stay.</summary>
    public string With(RecordKinds? kind = null, RecordStates? state = null, bool? mine = null)
    {
        var parts = new[]
        {
            (kind ?? Kind) is RecordKinds.Records ? null : $"kind={(kind ?? Kind).ToString().ToLowerInvariant()}",
            (state ?? State) is RecordStates.Open ? null : $"state={(state ?? State).ToString().ToLowerInvariant()}",
            mine ?? Mine ? "mine=true" : null,
        }
            .OfType<string>()
            .ToList();
        return WorkLinks.Records + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
    }

    // By post, so that the reference is in no address and no log.
    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (await db.RecordCalled(Reference ?? "", who, house, clock.Today, stop) is { } found)
            return LocalRedirect(WorkLinks.Record(found)); // a report leads on to its own page
        Missing = true;
        return await OnGet(stop);
    }
}
