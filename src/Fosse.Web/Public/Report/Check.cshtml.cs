using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>An answer as it will be sent, and where it is changed.</summary>
public sealed record CheckLine(Step Step, string Asked, string Said);

/// <summary>All that was told, before it is sent. Sending twice sends once.</summary>
public sealed class CheckModel(Reports reports, SafetyDb db, PointLookup points, IStringLocalizer<ReportWords> words) : QuestionPage
{
    public IReadOnlyList<CheckLine> Lines { get; private set; } = [];

    /// <summary>The ticket under which the receipt will lie, and from which the code follows. It is made for this page and is in no cookie
    /// before the report is sent, so whoever put the draft's cookie here does not have it; sent twice, it gives the same receipt.</summary>
    [BindProperty(Name = "receipt")]
    public string? Receipt { get; set; }

    protected override async Task<IActionResult?> WithoutDraft(CancellationToken stop) =>
        DraftTicket.From(Receipt) is { } receipt && await Journey.Holds(receipt, stop) ? LocalRedirect(ReportLinks.Done) : null;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Somebody who left in the middle goes on at the first question that is open.
        if (
            Steps.Of(Draft, Category).Where(s => Steps.Wrong(s, Draft, Category, Today).Count > 0).Select(s => (Step?)s).FirstOrDefault() is
            { } open
        )
            context.Result = LocalRedirect(ReportLinks.Question(open));
    }

    public async Task OnGet(CancellationToken stop) => await Show(stop);

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var draft = Journey.Ticket!;
        var receipt = DraftTicket.From(Receipt) is { } given && given.Id != draft.Id ? given : DraftTicket.New();
        var outcome = await reports.Submit(new(draft.Id, receipt.Key, Draft, ReportChannel.Online, ReceiptAt: receipt.Id), stop);
        if (outcome.Accepted(out _))
        {
            await Journey.Holds(receipt, stop);
            return LocalRedirect(ReportLinks.Done);
        }
        ModelState.Refuse(outcome.Refusals);
        await Show(stop);
        return Page();
    }

    private async Task Show(CancellationToken stop)
    {
        Receipt = (DraftTicket.From(Receipt) ?? DraftTicket.New()).Text;
        var lines = new List<CheckLine> { new(Step.What, words["Check.What"], Category!.Name) };
        lines.AddRange(Category.Questions.Select(q => new CheckLine(Step.Questions, q.Asks, Said(q))));
        lines.Add(new(Step.Where, words["Check.Where"], await Place(stop)));
        lines.Add(new(Draft.Happened is HappenedKind.Unknown ? Step.When : Step.Times, words["Check.When"], ReportTimes.InWords(Draft)));
        lines.Add(new(Step.Saw, words["Saw.Title"], Draft.Behaviour));
        if (Draft.Looks.Length > 0)
            lines.Add(new(Step.Saw, words["Saw.Looks"], Draft.Looks));
        lines.Add(
            new(
                Step.Evidence,
                words["Check.Files"],
                Draft.Files.Count == 0 ? words["Check.NoFiles"] : string.Join("\n", Draft.Files.Select(f => f.Name))
            )
        );
        if (Draft.After is { } before)
            lines.Add(new(Step.About, words["Check.After"], before.Reference));
        if (Draft.Anonymous is true)
            lines.Add(new(Step.About, words["Check.Who"], words["Check.Anonymous"]));
        else
        {
            lines.Add(new(Step.Contact, words["Check.Who"], Draft.Name));
            lines.Add(
                new(
                    Step.Contact,
                    words["Check.Way"],
                    string.Join(
                        "\n",
                        new[]
                        {
                            words["Way." + Draft.Way].Value,
                            Draft.Way switch
                            {
                                ContactWay.Email => Draft.Email,
                                ContactWay.Telephone or ContactWay.Text => Draft.Telephone,
                                ContactWay.Letter => Draft.Address,
                                _ => "",
                            },
                        }.Where(t => t.Length > 0)
                    )
                )
            );
            if (Draft.SafeTimes.Length > 0)
                lines.Add(new(Step.Contact, words["Safe.Times"], Draft.SafeTimes));
            if (Draft.Mail)
                lines.Add(
                    new(
                        Step.Contact,
                        words["Mail.Title"],
                        Draft.MailFrom.Length == 0 ? words["Mail.AnyTime"] : words["Mail.Between", Draft.MailFrom, Draft.MailUntil]
                    )
                );
            if (Draft.SafeWords.Length > 0)
                lines.Add(new(Step.Contact, words["Safe.Words"], Draft.SafeWords));
        }
        Lines = lines;
    }

    private string Said(CategoryQuestion question) =>
        Draft.Answers.GetValueOrDefault(question.Code, []) is { Count: > 0 } given
            ? string.Join("\n", given.Select(g => question.Choices?.FirstOrDefault(c => c.Key == g)?.Name ?? g))
            : words["Check.Nothing"];

    // The area is said so that somebody sees a wrong point before it is sent.
    private async Task<string> Place(CancellationToken stop)
    {
        if (Draft is { Point: null, Within: null })
            return Draft.PlaceUnknown ? words["Where.Unknown"] : Draft.Place;
        var areas = await db.AreasOf(Draft, points, (await db.Editions(stop)).Areas, stop);
        var near =
            (areas.Ward ?? areas.Neighbourhood ?? areas.District) is { } id && await db.Set<Area>().FindAsync([id], stop) is { } area
                ? words["Check.In", area.Name].Value
                : words["Check.OutsideCounty"].Value;
        return string.Join("\n", new[] { Draft.Place, near }.Where(t => t.Length > 0));
    }
}
