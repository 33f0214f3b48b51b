using System.Text.RegularExpressions;

namespace Fosse.Reporting;

/// <summary>Addresses of mail, also with the sign written out: "asha at example dot org".</summary>
internal static partial class EmailPattern
{
    public static IEnumerable<Spotted> In(string words) =>
        Sign.Matches(words).Concat(WrittenOut.Matches(words)).Select(m => new Spotted(SpottedKind.Email, m.Index, m.Length));

    [GeneratedRegex(
        @"[\w.+'-]{1,64}(?:@|\s@\s|\s?(?:\(at\)|\[at\]|\{at\})\s?)[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]{2,63}){1,4}",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sign { get; }

    // "at" is a word too, so the rest must look like an address: a dot written out, or a provider of mail that people have.
    [GeneratedRegex(
        @"\b[\w+-]{2,64}(?:(?:\.| dot )[\w+-]{1,64}){0,3} at (?:[\w-]{2,63}(?: dot [\w-]{2,63}){0,2} dot (?:com|org|net"
            + @"|uk|co|info|me|eu|biz)(?: dot uk)?|(?:gmail|hotmail|outlook|yahoo|icloud|live|btinternet|sky|aol|ntlworld"
            + @"|virginmedia|proton|protonmail|googlemail|msn)(?:\.| dot )(?:com|co\.uk|co dot uk|net|me))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WrittenOut { get; }
}
