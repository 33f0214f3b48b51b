using System.Globalization;
using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Fosse.Web.Partner.LedgerPages;

/// <summary>The agency's lines of the ledger, and the state of its chain.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReadLedger))]
public sealed class LedgerModel(SafetyDb db, IEnumerable<ITimetabled> jobs, SignedIn who) : PageModel
{
    public LedgerPage Lines { get; private set; } = new([], null);
    public IReadOnlyList<(Guid Id, string Name)> Readers { get; private set; } = [];
    public LedgerState? State { get; private set; }
    public string Agency => who.AgencyName;

    [FromQuery]
    public string? Record { get; set; }

    [FromQuery]
    public Guid? Person { get; set; }

    [FromQuery]
    public LedgerKind? Kind { get; set; }

    [FromQuery]
    public DateOnly? From { get; set; }

    [FromQuery]
    public DateOnly? To { get; set; }

    [FromQuery]
    public long? Before { get; set; }

    [FromQuery]
    public string? Did { get; set; }

    public bool IsNarrowed =>
        !string.IsNullOrWhiteSpace(Record)
        || Person is not null
        || Kind is not null
        || From is not null
        || To is not null
        || Before is not null;

    public string At(long? before) =>
        QueryHelpers.AddQueryString(
            Request.PathBase + WorkLinks.Ledger.AsPath(),
            new Dictionary<string, string?>
            {
                ["record"] = Record,
                ["person"] = Person?.ToString(),
                ["kind"] = Kind?.ToString(),
                ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["before"] = before?.ToString(CultureInfo.InvariantCulture),
            }
                .Where(q => !string.IsNullOrEmpty(q.Value))
                .ToDictionary()
        );

    public async Task OnGet(CancellationToken stop)
    {
        ModelState.Clear(); // what is no day or no kind does not narrow
        Lines = await db.Ledger(who, new(Record, Person, Kind, From, To, Before), stop);
        Readers = await db.Readers(who, stop);
        State = await db.LedgerState(stop);
    }

    public async Task<IActionResult> OnPostCheck(CancellationToken stop)
    {
        await jobs.OfType<CheckLedger>().Single().Run(stop);
        return LocalRedirect(WorkLinks.Ledger + "?did=check");
    }
}
