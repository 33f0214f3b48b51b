using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>What a report must have before it is taken, whoever sends it and however.</summary>
public static class ReportRules
{
    public const int ShortestBehaviour = 15,
        LongestWords = 4000,
        LongestLine = 200,
        MostFiles = 6;

    public static IReadOnlyList<Refusal> Wrong(ReportDraft draft, ReportCategory? category, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (category is null || !category.Offered || category.SignpostOnly)
            return [new("category", "Choose what happened")];
        return [.. Answers(draft, category), .. Where(draft), .. When(draft, today), .. What(draft), .. About(draft, category)];
    }

    public static IEnumerable<Refusal> Answers(ReportDraft draft, ReportCategory category)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(category);
        foreach (var question in category.Questions)
        {
            var given = draft.Answers.GetValueOrDefault(question.Code, []).Where(a => !string.IsNullOrWhiteSpace(a)).ToList();
            var field = $"answer-{question.Code}";
            if (given.Count == 0)
            {
                if (question.Required)
                    yield return new(field, $"Answer the question: {question.Asks}");
                continue;
            }
            if (given.Count > 1 && question.Kind != QuestionKind.Many)
                yield return new(field, "Give one answer");
            if (given.Any(a => a.Length > LongestWords))
                yield return new(field, "The answer must be 4,000 characters or fewer");
            if (
                question.Kind == QuestionKind.Number
                && given.Any(a => !double.TryParse(a, System.Globalization.CultureInfo.InvariantCulture, out var n) || !double.IsFinite(n))
            )
                yield return new(field, "Enter a number");
            if (question.Kind is QuestionKind.One or QuestionKind.Many && given.Any(a => question.Choices?.All(c => c.Key != a) != false))
                yield return new(field, "Choose one of the answers");
        }
    }

    public static IEnumerable<Refusal> Where(ReportDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Place.Length > LongestLine)
            yield return new("place", "The place must be 200 characters or fewer");
        if (draft.Point is { IsOnEarth: false })
            yield return new("place", "The point is not on the map");
        if (!draft.PlaceUnknown && draft.Point is null && string.IsNullOrWhiteSpace(draft.Place))
            yield return new("place", "Enter a postcode or a place, or say that you do not know");
    }

    public static IEnumerable<Refusal> When(ReportDraft draft, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Happened is not { } kind)
        {
            yield return new("happened", "Say when it happened");
            yield break;
        }
        if (kind is HappenedKind.Exact or HappenedKind.Between && draft.On is null)
            yield return new("on", kind is HappenedKind.Exact ? "Enter the day" : "Enter the first day");
        if (kind is HappenedKind.Between && draft.Until is null)
            yield return new("until", "Enter the last day");
        if (draft.On > today)
            yield return new("on", "The day must be today or earlier");
        if (draft.Until > today)
            yield return new("until", "The day must be today or earlier");
        if (draft.On is { } first && draft.Until is { } last && kind is HappenedKind.Between && last < first)
            yield return new("until", "The last day must not be before the first");
        if (draft.On < today.AddYears(-100))
            yield return new("on", "Check the year");
        if (kind is HappenedKind.Repeated && string.IsNullOrWhiteSpace(draft.HowOften))
            yield return new("howOften", "Say how often it happens");
        foreach (var (field, words) in new[] { ("howOften", draft.HowOften), ("atTime", draft.AtTime), ("untilTime", draft.UntilTime) })
        {
            if (words.Length > LongestLine)
                yield return new(field, "This must be 200 characters or fewer");
        }
    }

    /// <summary>Behaviour first: what somebody looked like is no report.</summary>
    public static IEnumerable<Refusal> What(ReportDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var behaviour = draft.Behaviour.Trim();
        if (behaviour.Length == 0)
            yield return new(
                "behaviour",
                draft.Looks.Trim().Length > 0
                    ? "Say what happened or what somebody did. What they looked like is not enough for a report."
                    : "Say what happened"
            );
        else if (behaviour.Length < ShortestBehaviour)
            yield return new("behaviour", "Say a little more about what happened, in at least 15 characters");
        if (behaviour.Length > LongestWords)
            yield return new("behaviour", "What happened must be 4,000 characters or fewer");
        if (draft.Looks.Length > LongestWords)
            yield return new("looks", "The description must be 4,000 characters or fewer");
        if (draft.Files.Count > MostFiles)
            yield return new("files", "Add up to six photos or papers");
    }

    public static IEnumerable<Refusal> About(ReportDraft draft, ReportCategory category)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(category);
        if (draft.Anonymous is not { } anonymous)
        {
            yield return new("anonymous", "Say whether you want to give your name");
            yield break;
        }
        if (anonymous)
        {
            if (!category.Anonymous)
                yield return new("anonymous", "We cannot act on this kind of report without knowing who you are");
            yield break;
        }
        if (string.IsNullOrWhiteSpace(draft.Name))
            yield return new("name", "Enter your name");
        if (draft.Way is not { } way)
            yield return new("way", "Choose how we may reach you, or that we should not");
        else if (way is ContactWay.Email && !MayBeEmail(draft.Email))
            yield return new("email", "Enter an email address, such as name@example.com");
        else if (way is ContactWay.Telephone or ContactWay.Text && draft.Telephone.Count(char.IsAsciiDigit) is < 7 or > 15)
            yield return new("telephone", "Enter a telephone number, such as 0116 496 0000");
        else if (way is ContactWay.Letter && string.IsNullOrWhiteSpace(draft.Address))
            yield return new("address", "Enter the address to write to");
        if (draft.Mail && !IsOneAddress(draft.Email.Trim()))
            yield return new("email", "Enter the email address to which we may write, or take back that we may");
        if (draft.Mail && MailWindow.Of(draft.MailFrom, draft.MailUntil) is null)
            yield return new(
                "mailFrom",
                "Enter the first and the last hour on a clock of 24 hours, such as 09:00 and 14:30, or leave both empty"
            );
        foreach (
            var (field, words) in new[]
            {
                ("name", draft.Name),
                ("email", draft.Email),
                ("telephone", draft.Telephone),
                ("address", draft.Address),
                ("safeTimes", draft.SafeTimes),
                ("safeWords", draft.SafeWords),
            }
        )
        {
            if (words.Length > LongestLine)
                yield return new(field, "This must be 200 characters or fewer");
        }
    }

    // What mail goes to is one mailbox, without a name beside it.
    private static bool IsOneAddress(string said) => MayBeEmail(said) && Post.IsMailbox(said);

    private static bool MayBeEmail(string text) =>
        text.Trim() is { Length: > 2 and <= LongestLine } said
        && said.IndexOf('@', StringComparison.Ordinal) is var at
        && at > 0
        && at < said.Length - 1
        && !said.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
