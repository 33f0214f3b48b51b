using System.Globalization;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Records;

/// <summary>
/// Finds a person by what is known of them. What is looked for and what is found stand in the answer to the post and in no address; whoever
/// reloads, comes back or turns the page searches again, and the ledger says so.
/// </summary>
[Authorize(Policy = nameof(RecordsPermissions.SearchRecords))]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FindModel(
    PersonSearch search,
    SignedIn who,
    CountyClock clock,
    HouseWords house,
    IStringLocalizer<SharingWords> sayings
) : PageModel
{
    private const int LongestPause = 3600;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? BornOn { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public Purpose? Purpose { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>When the form was shown, so that the time it takes to say why can be measured. None where only the page is
    /// turned.</summary>
    [BindProperty]
    public long ShownAt { get; set; }

    /// <summary>The page of what was found.</summary>
    [BindProperty]
    public int Turn { get; set; } = 1;

    public PeopleFound? Found { get; private set; }

    public string SearchedAt => CountyClock.Local(clock.Now).ToString("HH:mm", CultureInfo.CurrentCulture);

    public IReadOnlyList<Choice> Purposes =>
        [
            .. house
                .PurposeRules.Where(r => r.Searched && r.Needed is { } needed && who.May(needed))
                .Select(r => new Choice(r.Purpose.Code, sayings.Say(r.Purpose))),
        ];

    /// <summary>What was typed, for the next page of the same search.</summary>
    public IEnumerable<(string Name, string? Value)> Typed =>
        [
            (nameof(Name), Name),
            (nameof(Address), Address),
            (nameof(Contact), Contact),
            (nameof(Purpose), Purpose?.Code),
            (nameof(Reason), Reason),
            .. BornOn is { } day
                ? new (string, string?)[]
                {
                    ("BornOn.Day", Number(day.Day)),
                    ("BornOn.Month", Number(day.Month)),
                    ("BornOn.Year", day.Year.ToString("0000", CultureInfo.InvariantCulture)),
                }
                : [],
        ];

    public void OnGet() => ShownAt = clock.Now.ToUnixTimeSeconds();

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        // What nobody types is no error to show: it counts as not sent.
        foreach (var name in new[] { nameof(Turn), nameof(ShownAt), nameof(Purpose) }.Where(n => ModelState[n]?.Errors.Count > 0))
            ModelState.Remove(name);
        var now = clock.Now.ToUnixTimeSeconds();
        int? took = ShownAt == 0 ? null : (int)Math.Clamp(now - ShownAt, 0, LongestPause);
        if (
            ModelState.IsValid
            && ModelState.Accepts(
                await search.Find(new(Name ?? "", Address ?? "", BornOn, Contact ?? "", Purpose, Reason ?? "", Turn, took), who, stop),
                out var found
            )
        )
            Found = found;
        // After an error the time goes on; a new search begins anew.
        if (Found is not null || ShownAt == 0)
            ShownAt = now;
        return Page();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
