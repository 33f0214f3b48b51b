using System.Text.RegularExpressions;

namespace Fosse.Reporting;

/// <summary>Telephone numbers: with any gaps, with the letter O for nought, written out in words, or without the code of the town where the
/// words say "ring".</summary>
internal static partial class TelephonePattern
{
    public static IEnumerable<Spotted> In(string words)
    {
        foreach (Match run in Run.Matches(words))
        {
            var digits = Digits(run.Value);
            if (IsNumber(digits, run.Value))
                yield return new(SpottedKind.Telephone, run.Index, run.Value.TrimEnd(' ', '.', '-', '(', ',').Length);
        }
        foreach (Match local in Local.Matches(words))
            yield return new(SpottedKind.Telephone, local.Groups["number"].Index, local.Groups["number"].Length);
    }

    // A national number has ten or eleven digits after its nought is counted, and no number of this country begins with 04 or 06.
    private static bool IsNumber(string digits, string written)
    {
        if (written.StartsWith('+'))
            return digits.Length is >= 9 and <= 15;
        if (digits.StartsWith("0044", StringComparison.Ordinal))
            return digits.Length is >= 13 and <= 15;
        if (digits is ['0', '1' or '2' or '3' or '5' or '7' or '8' or '9', ..])
            return digits.Length is 10 or 11;
        return digits is ['7', >= '1' and <= '9', ..] && digits.Length == 10 && !written.Contains(',', StringComparison.Ordinal);
    }

    private static string Digits(string written)
    {
        var digits = new System.Text.StringBuilder();
        var times = 1;
        foreach (Match part in Part.Matches(written.Replace("(0)", "", StringComparison.Ordinal)))
        {
            var said = part.Value.ToLowerInvariant();
            if (said is "double" or "triple" or "treble")
            {
                times = said == "double" ? 2 : 3;
                continue;
            }
            digits.Append(
                said switch
                {
                    "oh" or "o" or "zero" or "nought" or "naught" => '0',
                    "one" or "i" or "l" => '1',
                    "two" => '2',
                    "three" => '3',
                    "four" => '4',
                    "five" => '5',
                    "six" => '6',
                    "seven" => '7',
                    "eight" => '8',
                    "nine" => '9',
                    _ => said[0],
                },
                times
            );
            times = 1;
        }
        return digits.ToString();
    }

    private const string Word = "(?:oh|zero|nought|naught|one|two|three|four|five|six|seven|eight|nine|double|triple|treble)";

    // One digit, letter O or number word after the other, with little between them; no colon and no slash, for those are times and dates.
    [GeneratedRegex(
        @"(?<![\w£$€#*])(?:\+|(?=\(?0|\(?[oO][0-9]|7|"
            + Word
            + @"\b))\(?(?:[0-9oOlI]|"
            + Word
            + @"\b)(?:[ .()-]{0,3}(?:[0-9oOlI](?![a-hj-km-np-z])|"
            + Word
            + @"\b)){7,24}(?!\w)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Run { get; }

    [GeneratedRegex(Word + "|[0-9oOlI]", RegexOptions.IgnoreCase)]
    private static partial Regex Part { get; }

    [GeneratedRegex(
        @"\b(?:ring|call|phone|tel|telephone|text|mobile|mob|landline"
            + @"|whatsapp)\b[^0-9\r\n.]{0,20}(?<![0-9])(?<number>[2-9][0-9]{2}[ -]?[0-9]{3,4})(?![0-9 -]*[0-9])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Local { get; }
}
