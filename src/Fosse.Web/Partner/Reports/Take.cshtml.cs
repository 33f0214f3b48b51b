using Fosse.Foundation;
using Fosse.People;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reports;

/// <summary>
/// Takes a report at the door or on the telephone: one page, in the order in which people tell it. It goes the way of every report.
/// The reference and the code stand in the answer to the post and in no address.
/// </summary>
[Authorize(Policy = nameof(Permission.WriteRecords)), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TakeModel(SafetyDb db, Fosse.Reporting.Reports reports, SignedIn who, CountyClock clock, IStringLocalizer<ReportsWords> words) : PageModel
{
    private const string Answer = "answer-";

    private IReadOnlyList<ReportCategory> categories = [];

    [BindProperty]
    public TakeForm Form { get; set; } = new();

    /// <summary>Names what is sent, so that it is taken once however often it is sent.</summary>
    [BindProperty]
    public string? Ticket { get; set; }

    public ReportReceipt? Receipt { get; private set; }
    public ReportCategory? Chosen => categories.FirstOrDefault(c => c.Code == Form.Category);
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    public async Task OnGet(CancellationToken stop)
    {
        categories = await db.Categories(stop);
        (Form.Channel, Form.Happened, Form.On, Ticket) = (ReportChannel.AtTheDoor, HappenedKind.Exact, clock.Today, DraftTicket.New().Text);
    }

    /// <summary>Shows the questions of the kind that was chosen, and keeps what was typed.</summary>
    public async Task<IActionResult> OnPostQuestions(CancellationToken stop)
    {
        await Load(stop);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        await Load(stop);
        if (Form.Channel is not (ReportChannel.AtTheDoor or ReportChannel.ByTelephone)) ModelState.AddModelError("Form.Channel", words["Take.NoChannel"]);
        if (!ModelState.IsValid) return Page();
        var ticket = DraftTicket.From(Ticket) ?? DraftTicket.New();
        var outcome = await reports.Submit(new(ticket.Id, ticket.Key, Form.Draft(Answers, await Point(stop)), Form.Channel!.Value, who), stop);
        if (outcome.Accepted(out var receipt)) Receipt = receipt;
        else foreach (var refusal in outcome.Refusals) ModelState.AddModelError(refusal.Field.Length == 0 || refusal.Field.StartsWith(Answer, StringComparison.Ordinal) ? refusal.Field : $"Form.{refusal.Field}", refusal.Message);
        return Page();
    }

    private async Task Load(CancellationToken stop)
    {
        categories = await db.Categories(stop);
        Answers = (Chosen?.Questions ?? []).ToDictionary(q => q.Code, q => (IReadOnlyList<string>)[.. Request.Form[Answer + q.Code].OfType<string>().Where(a => a.Length > 0)]);
    }

    // A postcode tells where it lies; of other words people make sense.
    private async Task<TruePoint?> Point(CancellationToken stop)
    {
        var codes = PostcodeText.Read(Form.Place ?? "");
        var found = codes.Count == 0 ? null : await db.Set<Postcode>().AsNoTracking().Where(p => codes.Contains(p.Code)).OrderBy(p => p.Code).FirstOrDefaultAsync(stop);
        return found is null ? null : new(found.Longitude, found.Latitude);
    }

    public IReadOnlyList<Choice> Categories => [.. categories.Where(c => c.Offered && !c.SignpostOnly).Select(c => new Choice(c.Code, c.Name))];

    public IReadOnlyList<Choice> Channels => [.. new[] { ReportChannel.AtTheDoor, ReportChannel.ByTelephone }.Select(c => new Choice(c.ToString(), words[$"Take.{c}"]))];

    public IReadOnlyList<Choice> Times => [.. new[] { HappenedKind.Exact, HappenedKind.Repeated, HappenedKind.Unknown }.Select(h => new Choice(h.ToString(), words.Say(h)))];

    public IReadOnlyList<Choice> Ways => [.. Enum.GetValues<ContactWay>().Select(w => new Choice(w.ToString(), words.Say(w)))];
}
