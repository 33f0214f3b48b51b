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
            return [new("category", ReportingText.Of("ReportRules.ChooseCategory"))];
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
                    yield return new(field, ReportingText.Of("ReportRules.AnswerQuestion", question.Asks));
                continue;
            }
            if (given.Count > 1 && question.Kind != QuestionKind.Many)
                yield return new(field, ReportingText.Of("ReportRules.OneAnswer"));
            if (given.Any(a => a.Length > LongestWords))
                yield return new(field, ReportingText.Of("ReportRules.AnswerTooLong"));
            if (
                question.Kind == QuestionKind.Number
                && given.Any(a => !double.TryParse(a, System.Globalization.CultureInfo.InvariantCulture, out var n) || !double.IsFinite(n))
            )
                yield return new(field, ReportingText.Of("ReportRules.EnterNumber"));
            if (question.Kind is QuestionKind.One or QuestionKind.Many && given.Any(a => question.Choices?.All(c => c.Key != a) != false))
                yield return new(field, ReportingText.Of("ReportRules.ChooseAnswer"));
        }
    }

    public static IEnumerable<Refusal> Where(ReportDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Place.Length > LongestLine)
            yield return new("place", ReportingText.Of("ReportRules.PlaceTooLong"));
        if (draft.Point is { IsOnEarth: false })
            yield return new("place", ReportingText.Of("ReportRules.PointNotOnMap"));
        if (!draft.PlaceUnknown && draft.Point is null && string.IsNullOrWhiteSpace(draft.Place))
            yield return new("place", ReportingText.Of("ReportRules.EnterPlace"));
    }

    public static IEnumerable<Refusal> When(ReportDraft draft, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Happened is not { } kind)
        {
            yield return new("happened", ReportingText.Of("ReportRules.SayWhen"));
            yield break;
        }
        if (kind is HappenedKind.Exact or HappenedKind.Between && draft.On is null)
            yield return new(
                "on",
                kind is HappenedKind.Exact ? ReportingText.Of("ReportRules.EnterDay") : ReportingText.Of("ReportRules.EnterFirstDay")
            );
        if (kind is HappenedKind.Between && draft.Until is null)
            yield return new("until", ReportingText.Of("ReportRules.EnterLastDay"));
        if (draft.On > today)
            yield return new("on", ReportingText.Of("ReportRules.DayInFuture"));
        if (draft.Until > today)
            yield return new("until", ReportingText.Of("ReportRules.DayInFuture"));
        if (draft.On is { } first && draft.Until is { } last && kind is HappenedKind.Between && last < first)
            yield return new("until", ReportingText.Of("ReportRules.LastDayBeforeFirst"));
        if (draft.On < today.AddYears(-100))
            yield return new("on", ReportingText.Of("ReportRules.CheckYear"));
        if (kind is HappenedKind.Repeated && string.IsNullOrWhiteSpace(draft.HowOften))
            yield return new("howOften", ReportingText.Of("ReportRules.SayHowOften"));
        foreach (var (field, words) in new[] { ("howOften", draft.HowOften), ("atTime", draft.AtTime), ("untilTime", draft.UntilTime) })
        {
            if (words.Length > LongestLine)
                yield return new(field, ReportingText.Of("ReportRules.LineTooLong"));
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
                    ? ReportingText.Of("ReportRules.NotLooksAlone")
                    : ReportingText.Of("ReportRules.SayWhatHappened")
            );
        else if (behaviour.Length < ShortestBehaviour)
            yield return new("behaviour", ReportingText.Of("ReportRules.SayMore"));
        if (behaviour.Length > LongestWords)
            yield return new("behaviour", ReportingText.Of("ReportRules.BehaviourTooLong"));
        if (draft.Looks.Length > LongestWords)
            yield return new("looks", ReportingText.Of("ReportRules.LooksTooLong"));
        if (draft.Files.Count > MostFiles)
            yield return new("files", ReportingText.Of("ReportRules.TooManyFiles"));
    }

    public static IEnumerable<Refusal> About(ReportDraft draft, ReportCategory category)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(category);
        if (draft.Anonymous is not { } anonymous)
        {
            yield return new("anonymous", ReportingText.Of("ReportRules.SayWhetherNamed"));
            yield break;
        }
        if (anonymous)
        {
            if (!category.Anonymous)
                yield return new("anonymous", ReportingText.Of("ReportRules.NeedsName"));
            yield break;
        }
        if (string.IsNullOrWhiteSpace(draft.Name))
            yield return new("name", ReportingText.Of("ReportRules.EnterName"));
        if (draft.Way is not { } way)
            yield return new("way", ReportingText.Of("ReportRules.ChooseWay"));
        else if (way is ContactWay.Email && !Mailbox.IsOnTheNet(Mailbox.Tidy(draft.Email)))
            yield return new(
                "email",
                ReportingText.Of(
                    Mailbox.NeedsOtherLetters(Mailbox.Tidy(draft.Email)) ? "ReportRules.EmailLetters" : "ReportRules.EnterEmail"
                )
            );
        else if (way is ContactWay.Telephone or ContactWay.Text && draft.Telephone.Count(char.IsAsciiDigit) is < 7 or > 15)
            yield return new("telephone", ReportingText.Of("ReportRules.EnterTelephone"));
        else if (way is ContactWay.Letter && string.IsNullOrWhiteSpace(draft.Address))
            yield return new("address", ReportingText.Of("ReportRules.EnterAddress"));
        if (draft.Mail && !Mailbox.IsOnTheNet(Mailbox.Tidy(draft.Email)))
            yield return new("email", ReportingText.Of("ReportRules.EnterMail"));
        if (draft.Mail && MailWindow.Of(draft.MailFrom, draft.MailUntil) is null)
            yield return new("mailFrom", ReportingText.Of("ReportRules.EnterHours"));
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
                yield return new(field, ReportingText.Of("ReportRules.LineTooLong"));
        }
    }
}
