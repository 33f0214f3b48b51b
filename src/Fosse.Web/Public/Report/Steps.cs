using Fosse.Foundation;
using Fosse.Reporting;

namespace Fosse.Web.Public.Report;

/// <summary>The questions of the journey, in their order; each is a page.</summary>
public enum Step
{
    What,
    Questions,
    Where,
    When,
    Times,
    Saw,
    Evidence,
    About,
    Contact,
    Nearby,
}

/// <summary>Which questions somebody is asked, and which have been answered: pure decisions.</summary>
public static class Steps
{
    /// <summary>The questions for somebody who has told this much.</summary>
    public static IReadOnlyList<Step> Of(ReportDraft draft, ReportCategory? category)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return
        [
            .. Enum.GetValues<Step>()
                .Where(step =>
                    step switch
                    {
                        Step.Questions => category is { Questions.Count: > 0 } || category is { Signpost.Length: > 0 },
                        Step.Times => draft.Happened is not HappenedKind.Unknown,
                        Step.Contact => draft.Anonymous is not true,
                        Step.Nearby => draft.Point is not null,
                        _ => true,
                    }
                ),
        ];
    }

    /// <summary>What is still wrong or missing at a question; nothing where its page can be left behind.</summary>
    public static IReadOnlyList<Refusal> Wrong(Step step, ReportDraft draft, ReportCategory? category, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (category is null)
            return step is Step.What ? [new("category", "Choose what happened")] : [];
        return step switch
        {
            Step.Questions => [.. ReportRules.Answers(draft, category)],
            Step.Where => [.. ReportRules.Where(draft)],
            Step.When => draft.Happened is null ? [.. ReportRules.When(draft, today)] : [],
            Step.Times => draft.Happened is null ? [] : [.. ReportRules.When(draft, today)],
            Step.Saw => [.. ReportRules.What(draft)],
            Step.Evidence => draft.FilesSeen ? [] : [new("files", "Add photos or papers, or go on without")],
            Step.About => draft.Anonymous is null || (draft.Anonymous is true && !category.Anonymous)
                ? [.. ReportRules.About(draft, category)]
                : [],
            Step.Contact => draft.Anonymous is false ? [.. ReportRules.About(draft, category)] : [],
            Step.Nearby => draft.NearbySeen || draft.Point is null ? [] : [new("same", "Say whether it is one of these")],
            _ => [],
        };
    }

    /// <summary>Where somebody goes from a question: to the next, or, when all that follows is answered, to the answers.</summary>
    /// <param name="changing">They came from the answers to change one.</param>
    public static string After(Step step, ReportDraft draft, ReportCategory? category, DateOnly today, bool changing)
    {
        var steps = Of(draft, category);
        if (changing)
            return steps.Where(s => Wrong(s, draft, category, today).Count > 0).Select(ReportLinks.Question).FirstOrDefault() is { } open
                ? open + "?change=true"
                : ReportLinks.Check;
        return steps.Where(s => s > step).Select(ReportLinks.Question).FirstOrDefault() ?? ReportLinks.Check;
    }

    /// <summary>Where *Back* leads from a question, or from the answers: to the question that was shown before it.</summary>
    /// <param name="step">None on the page of the answers.</param>
    /// <param name="changing">They came from the answers, which are shown again once nothing is open.</param>
    public static string Before(Step? step, ReportDraft draft, ReportCategory? category, DateOnly today, bool changing)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var steps = Of(draft, category);
        changing &= step is not null;
        if (changing && steps.All(s => Wrong(s, draft, category, today).Count == 0))
            return ReportLinks.Check;
        return steps
                .Where(s => (step is null || s < step) && (s is not Step.Nearby || !draft.NearbyNone))
                .Select(s => ReportLinks.Question(s) + (changing ? "?change=true" : ""))
                .LastOrDefault()
            ?? ReportLinks.Start;
    }
}
