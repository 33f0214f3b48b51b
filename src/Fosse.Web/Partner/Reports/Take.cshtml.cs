using Fosse.Foundation;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reports;

/// <summary>
/// Takes a report at the door or on the telephone: one page, in the order in which people tell it. It goes the way of every report.
/// The reference and the code stand in the answer to the post and in no address.
/// </summary>
[Authorize(Policy = nameof(RecordsPermissions.WriteRecords)), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TakeModel(
    SafetyDb db,
    PlaceFinder finder,
    Fosse.Reporting.Reports reports,
    SignedIn who,
    CountyClock clock,
    IStringLocalizer<ReportsWords> words
) : PageModel
{
    private const string Answer = "answer-";

    private IReadOnlyList<ReportCategory> categories = [];

    [BindProperty]
    public TakeForm Form { get; set; } = new();

    /// <summary>Names what is sent, so that it is taken once however often it is sent.</summary>
    [BindProperty]
    public string? Ticket { get; set; }

    /// <summary>Places that have the name that was typed, where there are several.</summary>
    public IReadOnlyList<Choice> Meant { get; private set; } = [];
    public ReportReceipt? Receipt { get; private set; }
    public ReportCategory? Chosen => categories.FirstOrDefault(c => c.Code == Form.Category);
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; private set; } =
        new Dictionary<string, IReadOnlyList<string>>();

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
        if (Form.Channel is not (ReportChannel.AtTheDoor or ReportChannel.ByTelephone))
            ModelState.AddModelError("Form.Channel", words["Take.NoChannel"]);
        var draft = await Placed(Form.Draft(Answers), stop);
        if (!ModelState.IsValid)
            return Page();
        var ticket = DraftTicket.From(Ticket) ?? DraftTicket.New();
        var outcome = await reports.Submit(new(ticket.Id, ticket.Key, draft, Form.Channel!.Value, who), stop);
        if (outcome.Accepted(out var receipt))
            Receipt = receipt;
        else
            foreach (var refusal in outcome.Refusals)
                ModelState.AddModelError(
                    refusal.Field.Length == 0 || refusal.Field.StartsWith(Answer, StringComparison.Ordinal)
                        ? refusal.Field
                        : $"Form.{refusal.Field}",
                    refusal.Message
                );
        return Page();
    }

    private async Task Load(CancellationToken stop)
    {
        categories = await db.Categories(stop);
        Answers = (Chosen?.Questions ?? []).ToDictionary(
            q => q.Code,
            q => (IReadOnlyList<string>)[.. Request.Form[Answer + q.Code].OfType<string>().Where(a => a.Length > 0)]
        );
    }

    // What has one meaning is put there; of several, the reporter says which; of other words people make sense.
    private async Task<ReportDraft> Placed(ReportDraft draft, CancellationToken stop)
    {
        if (draft.Place.Length is 0 or > ReportRules.LongestLine)
            return draft;
        var places = await finder.Meant(draft.Place, stop);
        if (places.One is { } one)
            return draft.At(one);
        if (places.All.Count == 0)
            return draft;
        Meant = MeantChoices.Of(places, words);
        if (places.All.FirstOrDefault(p => p.Key == Form.Meant) is { } chosen)
            return draft.At(chosen);
        if (Form.Meant == MeantChoices.Unsure)
            return draft.At(places);
        if (Form.Meant != MeantChoices.None)
            ModelState.AddModelError("Form.Meant", words["Take.Which"]);
        return draft;
    }

    public IReadOnlyList<Choice> Categories =>
        [.. categories.Where(c => c.Offered && !c.SignpostOnly).Select(c => new Choice(c.Code, c.Name))];

    public IReadOnlyList<Choice> Channels =>
        [.. new[] { ReportChannel.AtTheDoor, ReportChannel.ByTelephone }.Select(c => new Choice(c.ToString(), words[$"Take.{c}"]))];

    public IReadOnlyList<Choice> Times =>
        [.. new[] { HappenedKind.Exact, HappenedKind.Repeated, HappenedKind.Unknown }.Select(h => new Choice(h.ToString(), words.Say(h)))];

    public IReadOnlyList<Choice> Ways => [.. Enum.GetValues<ContactWay>().Select(w => new Choice(w.ToString(), words.Say(w)))];
}
