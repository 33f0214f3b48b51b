using System.Text.RegularExpressions;

namespace Fosse.Reporting;

/// <summary>Whole postcodes, which a dozen homes share. The first half alone, such as LE12, is a town and is left alone.</summary>
internal static partial class PostcodePattern
{
    private static readonly HashSet<string> Areas = new(
        (
            "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
            + "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU "
            + "M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD "
            + "TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    public static IEnumerable<Spotted> In(string words) =>
        Shape
            .Matches(words)
            .Where(m => Areas.Contains(m.Groups["area"].Value) && !IsRoad(m))
            .Select(m => new Spotted(SpottedKind.Postcode, m.Index, m.Length));

    // "M1 2nd exit" is a motorway.
    private static bool IsRoad(Match m) =>
        m.Groups["gap"].Length > 0 && m.Groups["area"].Length == 1 && Ordinal.IsMatch(m.Groups["last"].Value);

    [GeneratedRegex(
        @"\b(?<area>[A-Z]{1,2})(?<gap0>[ ]?)[0-9][0-9A-HJKMNPR-Y]?(?<gap>[ .-]{0,3})(?<last>[0-9O][ABD-HJLNP-UW-Z]{2})\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Shape { get; }

    [GeneratedRegex("^(?:1st|2nd|3rd|[4-90]th)$", RegexOptions.IgnoreCase)]
    private static partial Regex Ordinal { get; }
}
