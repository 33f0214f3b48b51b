using System.Globalization;
using System.Text;

namespace Fosse.Triage;

/// <summary>What kind of reply is given.</summary>
public enum AnswerKind
{
    WeAct,
    WeLooked,
    Advice,
    NothingMore,
    OwnWords,
}

/// <summary>
/// How a reply of each kind begins and ends. What stands between is somebody's own: without it there is no reply, because a template
/// that everybody gets answers nobody.
/// </summary>
public static class AnswerTemplates
{
    /// <summary>Letters and digits that a sentence of one's own has at least, and words.</summary>
    public const int Shortest = 20,
        FewestWords = 4;

    private static readonly Dictionary<AnswerKind, (string Begins, string Ends)> All = new()
    {
        [AnswerKind.WeAct] = (
            "Thank you for telling us. We have read your report, and this is what we are doing about it.",
            "If anything changes, write to us here. If somebody is in danger, ring 999."
        ),
        [AnswerKind.WeLooked] = (
            "Thank you for telling us. We have looked into your report, and this is what we found.",
            "If you know more, or it happens again, write to us here. If somebody is in danger, ring 999."
        ),
        [AnswerKind.Advice] = (
            "Thank you for telling us. We have read your report, and this is what you can do and who can help you.",
            "If it does not help, write to us here. If somebody is in danger, ring 999."
        ),
        [AnswerKind.NothingMore] = (
            "Thank you for telling us. We have looked into your report. We cannot do more about it now, and we want to tell you why.",
            "We keep what you told us, and it counts when we plan our work. If it happens again, tell us. If somebody is in "
                + "danger, ring 999."
        ),
        [AnswerKind.OwnWords] = ("", ""),
    };

    public static (string Begins, string Ends) Of(AnswerKind kind) => All[kind];

    public static string Letter(AnswerKind kind, string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (begins, ends) = All[kind];
        return string.Join("\n\n", new[] { begins, words.Trim(), ends }.Where(part => part.Length > 0));
    }

    /// <summary>Whether something is left of what was typed when every sentence of a template is taken out of it.</summary>
    public static bool HasOwnWords(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var left = Plain(typed);
        foreach (var sentence in Sentences)
            left = left.Replace(sentence, " ", StringComparison.Ordinal);
        var words = left.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Sum(w => w.Length) >= Shortest && words.Distinct(StringComparer.Ordinal).Count() >= FewestWords;
    }

    private static readonly List<string> Sentences =
    [
        .. All
            .Values.SelectMany(t => new[] { t.Begins, t.Ends })
            .SelectMany(t => t.Split('.'))
            .Select(Plain)
            .Where(s => s.Trim().Length > 0)
            .Distinct()
            .OrderByDescending(s => s.Length),
    ];

    // Small letters and digits with one blank around each word, so that a template is found however it was pasted.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(" ");
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
                plain.Append(char.ToLower(c, CultureInfo.InvariantCulture));
            else if (plain[^1] != ' ')
                plain.Append(' ');
        }
        return plain.Append(plain[^1] == ' ' ? "" : " ").ToString();
    }
}
