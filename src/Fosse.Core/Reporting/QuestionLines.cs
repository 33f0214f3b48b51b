using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Reporting;

/// <summary>
/// The questions of a category as an administrator writes them, one a line: "What kind of noise is it? [required]: Music; People; An
/// alarm".
/// Without answers after a colon it takes words. In brackets: required, several (answers), number, day.
/// </summary>
public static partial class QuestionLines
{
    private const int Most = 20,
        MostChoices = 30,
        Longest = 150;

    public static string Of(IEnumerable<CategoryQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return string.Join("\n", questions.Select(Line));
    }

    /// <param name="held">The questions as they were: one whose words stay keeps its code, so that answers given before still belong to
    /// it.</param>
    public static Outcome<List<CategoryQuestion>> Read(string? text, IReadOnlyList<CategoryQuestion> held, string field)
    {
        ArgumentNullException.ThrowIfNull(held);
        var (questions, refused) = (new List<CategoryQuestion>(), new List<Refusal>());
        foreach (var (number, line) in (text ?? "").ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var (question, wrong) = Question(line, held, questions);
            if (question is not null)
                questions.Add(question);
            else
                refused.Add(new(field, ReportingText.Of("QuestionLines.Line", number + 1, wrong)));
        }
        if (questions.Count > Most)
            refused.Add(new(field, ReportingText.Of("QuestionLines.TooMany", Most)));
        return refused.Count > 0 ? refused : questions;
    }

    private static (CategoryQuestion? Question, string? Wrong) Question(
        string line,
        IReadOnlyList<CategoryQuestion> held,
        List<CategoryQuestion> before
    )
    {
        var parts = Shape.Match(line.Trim());
        if (!parts.Success)
            return (null, ReportingText.Of("QuestionLines.WriteQuestion"));
        var asks = parts.Groups["asks"].Value.Trim();
        var marks = parts.Groups["mark"].Captures.Select(c => c.Value.ToLowerInvariant()).ToList();
        var names = parts
            .Groups["choices"]
            .Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (asks.Length is 0 or > Longest)
            return (null, ReportingText.Of("QuestionLines.QuestionLength", Longest));
        if (marks.Find(m => m is not ("required" or "several" or "number" or "day")) is { } unknown)
            return (null, ReportingText.Of("QuestionLines.UnknownMark", unknown));
        if (names.Count == 1 || names.Count > MostChoices)
            return (null, ReportingText.Of("QuestionLines.TooFewOrManyAnswers", MostChoices));
        if (names.Any(n => n.Length > Longest))
            return (null, ReportingText.Of("QuestionLines.AnswerTooLong", Longest));
        if (names.Count > 0 && (marks.Contains("number") || marks.Contains("day")))
            return (null, ReportingText.Of("QuestionLines.NoAnswersToChoose"));
        if (names.Count == 0 && marks.Contains("several"))
            return (null, ReportingText.Of("QuestionLines.SeveralOfWhich"));
        if (before.Exists(q => q.Asks == asks))
            return (null, ReportingText.Of("QuestionLines.AskedAlready"));
        var was = held.FirstOrDefault(q => q.Asks == asks);
        var kind =
            marks.Contains("number") ? QuestionKind.Number
            : marks.Contains("day") ? QuestionKind.Moment
            : names.Count == 0 ? QuestionKind.Words
            : marks.Contains("several") ? QuestionKind.Many
            : QuestionKind.One;
        var choices = names.Select(n => was?.Choices?.FirstOrDefault(c => c.Name == n) ?? new CategoryChoice(Slug.Of(n), n)).ToList();
        if (choices.DistinctBy(c => c.Key).Count() < choices.Count)
            return (null, ReportingText.Of("QuestionLines.AnswersAlike"));
        return (
            new(
                was?.Code ?? Free(Slug.Of(asks), held.Concat(before)),
                asks,
                kind,
                marks.Contains("required"),
                was?.Hint ?? "",
                choices.Count == 0 ? null : choices
            ),
            null
        );
    }

    private static string Free(string slug, IEnumerable<CategoryQuestion> taken)
    {
        var wanted = slug.Length > 40 ? slug[..40].Trim('-') : slug;
        var codes = taken.Select(q => q.Code).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, Most * 2).Select(i => i == 1 ? wanted : $"{wanted}-{i}").First(c => !codes.Contains(c));
    }

    private static string Line(CategoryQuestion question)
    {
        var kind = question.Kind switch
        {
            QuestionKind.Many => " [several]",
            QuestionKind.Number => " [number]",
            QuestionKind.Moment => " [day]",
            _ => "",
        };
        var choices = question.Choices is { Count: > 0 } some ? ": " + string.Join("; ", some.Select(c => c.Name)) : "";
        return $"{question.Asks}{kind}{(question.Required ? " [required]" : "")}{choices}";
    }

    [GeneratedRegex(@"^(?<asks>[^\[\]:]+?)\s*(?:\[(?<mark>[^\]]*)\]\s*)*(?::\s*(?<choices>.+))?$")]
    private static partial Regex Shape { get; }
}
