using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Public.Report;

/// <summary>What was done and seen; what somebody looked like only after it, and never alone. Details of people are pointed out once, and
/// nothing is changed.</summary>
public sealed class SawModel : QuestionPage
{
    public override Step? Question => Step.Saw;

    /// <summary>What looks like details of people, to be looked at before going on.</summary>
    public IReadOnlyList<(SpottedKind Kind, string Words)> Spotted { get; private set; } = [];

    public async Task<IActionResult> OnPost(
        [FromForm] string? behaviour,
        [FromForm] string? looks,
        [FromForm] bool keep,
        CancellationToken stop
    )
    {
        var draft = Draft with { Behaviour = Told(behaviour), Looks = Told(looks) };
        Spotted = [.. Look(draft.Behaviour).Concat(Look(draft.Looks)).Distinct().Take(20)];
        var seen = keep || (Draft.SpottedAndKept && draft.Behaviour == Draft.Behaviour && draft.Looks == Draft.Looks);
        if (Spotted.Count == 0 || seen || Steps.Wrong(Step.Saw, draft, Category, Today).Count > 0)
            return await Answer(draft with { SpottedAndKept = Spotted.Count > 0 }, stop);
        Draft = draft;
        return Page();
    }

    private static string Told(string? words) => (words ?? "").ReplaceLineEndings("\n").Trim();

    private static IEnumerable<(SpottedKind, string)> Look(string words) =>
        words.Length > ReportRules.LongestWords ? [] : ReportSpotter.Look(words).Select(s => (s.Kind, words.Substring(s.Start, s.Length)));
}
