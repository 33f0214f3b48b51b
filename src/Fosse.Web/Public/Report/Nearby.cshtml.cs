using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>What others have told already and staff have made public: a resident may follow that, or report all the same.</summary>
public sealed class NearbyModel(NearbyMatters nearby, IStringLocalizer<ReportWords> words) : QuestionPage
{
    public override Step? Question => Step.Nearby;
    public IReadOnlyList<NearbyMatter> Matters { get; private set; } = [];
    public IReadOnlyList<Choice> Answers =>
        [
            .. Matters.Select(m => new Choice(m.Number, words["Nearby.Same", m.Number], words["Nearby.SameHint"])),
            new("none", words["Nearby.Report"]),
        ];

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        Matters = await nearby.For(Draft, stop);
        return Matters.Count == 0 ? await Answer(Nothing(Draft), stop) : Page();
    }

    public async Task<IActionResult> OnPost([FromForm] string? same, CancellationToken stop)
    {
        Matters = await nearby.For(Draft, stop);
        if (Matters.FirstOrDefault(m => m.Number == same) is { Number: { } known })
        {
            await Journey.Clear(stop); // they follow that one, and nothing of theirs is left
            return LocalRedirect(PublicLinks.Matter(known) + "?followed=true");
        }
        return await Answer(Matters.Count == 0 ? Nothing(Draft) : Draft with { NearbySeen = same == "none", NearbyNone = false }, stop);
    }

    private static ReportDraft Nothing(ReportDraft draft) => draft with { NearbySeen = true, NearbyNone = true };
}
