using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fosse.Exchange;
using Fosse.Exchange.Tables;

namespace Fosse.Intake.County;

/// <summary>
/// One row of a table after another, read by what its columns mean. A cell that cannot be what its column says is told with the line, and
/// what hangs on it is not taken; a row that is of no use here is counted with the reason.
/// </summary>
internal sealed partial class CountyCells(CsvTable table)
{
    private const int LongestCode = 40,
        LongestName = 200;

    private readonly Dictionary<string, int?> columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> left = new(StringComparer.Ordinal);
    private readonly List<RefusedRow> refused = [];
    private readonly List<string> wrong = [];
    private string[] row = [];

    // What the Office for National Statistics and others write where they keep a figure back.
    [GeneratedRegex(@"^(\[?[cuwxz]\]?|\*+|[-–—:~]|\.\.+|n/?a|null|#n/a|#value!|suppressed)$", RegexOptions.IgnoreCase)]
    private static partial Regex KeptBack { get; }

    [GeneratedRegex(@"^[0-9]{1,3}([, \u00A0\u202F][0-9]{3})+(\.[0-9]+)?$")]
    private static partial Regex InThousands { get; }

    public IReadOnlyList<RefusedRow> Refused => refused;

    /// <summary>The line at which the present row ends.</summary>
    public int Line => table.Line;

    public int TakenInPart { get; private set; }

    public int PassedOver => left.Values.Sum();

    /// <summary>Why rows were passed over that nothing is wrong with, with how many.</summary>
    public IEnumerable<string> Left => left.Select(l => $"{l.Value:N0} {l.Key}");

    public bool Has(params ReadOnlySpan<string> headings)
    {
        foreach (var heading in headings)
        {
            if (At(heading) is null)
                return false;
        }
        return true;
    }

    /// <summary>Whether a row is one of headings: a column of the codes of areas, of postcodes or of names is among them.</summary>
    public static bool IsHeading(string[] row) => row.Length > 1 && row.Any(name => IsColumn(name, CountyColumn.OfHeadings));

    /// <summary>What stands above the headings.</summary>
    public IReadOnlyList<string[]> Above => table.Above;

    public static bool IsColumn(string name, string heading) =>
        Regex.IsMatch(name.Trim(), $"^(?:{heading})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The heading as the file writes it.</summary>
    public string Heading(string heading) => table.Header[At(heading)!.Value];

    public void Begin(string[] next)
    {
        row = next;
        wrong.Clear();
    }

    /// <summary>The row is over; what was wrong in it is kept with its line.</summary>
    /// <param name="taken">Whether the rest of it was taken.</param>
    public void End(bool taken)
    {
        if (wrong.Count == 0)
            return;
        refused.Add(RefusedRow.Of(table.Line, string.Join("; ", wrong.Distinct()), Encoding.UTF8.GetBytes(string.Join(',', row))));
        if (taken)
            TakenInPart++;
    }

    public void Wrong(string why) => wrong.Add(why);

    /// <returns>None: the row counts as nothing.</returns>
    public int Leave(string why)
    {
        left[why] = left.GetValueOrDefault(why) + 1;
        return 0;
    }

    /// <summary>As it stands, without the spaces around it; empty where there is no such column.</summary>
    public string Text(string heading)
    {
        var text = At(heading) is { } at && at < row.Length ? row[at].Trim() : "";
        if (PlainText.Odd(text) is not { } odd)
            return text;
        wrong.Add($"{Heading(heading)} holds {odd}");
        return "";
    }

    /// <summary>The code of an area, or null with the reason told.</summary>
    /// <param name="named">What the code is where a name follows it in the same cell.</param>
    public string? Code(string heading, Regex? named = null)
    {
        var before = wrong.Count;
        var code = Text(heading);
        if (named?.Match(code) is { Success: true } first)
            code = first.Groups[1].Value;
        if (wrong.Count > before)
            return null;
        if (code.Length is > 0 and <= LongestCode && !code.Any(char.IsWhiteSpace))
            return code;
        wrong.Add(code.Length == 0 ? $"{Heading(heading)} is empty" : $"{Heading(heading)} is no code (“{Short(code)}”)");
        return null;
    }

    /// <summary>A name of two letters or more, or null with the reason told.</summary>
    public string? Name(string heading)
    {
        var before = wrong.Count;
        var name = Text(heading);
        if (wrong.Count > before)
            return null;
        if (name.Length is >= 2 and <= LongestName)
            return name;
        wrong.Add(
            name.Length < 2 ? $"{Heading(heading)} is no name (“{name}”)" : $"{Heading(heading)} is longer than {LongestName} letters"
        );
        return null;
    }

    /// <summary>A number within its bounds, with or without commas between thousands; else null with the reason told.</summary>
    public double? Number(string heading, double least, double most)
    {
        var text = At(heading) is { } at && at < row.Length ? row[at].Trim() : "";
        var plain = InThousands.IsMatch(text) ? Separators.Replace(text, "") : text;
        if (text.Length == 0)
            wrong.Add($"{Heading(heading)} is empty");
        else if (KeptBack.IsMatch(text))
            wrong.Add($"{Heading(heading)} has no figure: the publisher keeps it back (“{text}”)");
        else if (!double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            wrong.Add($"{Heading(heading)} is no number (“{Short(text)}”)");
        else if (number < least || number > most)
            wrong.Add(
                string.Create(CultureInfo.InvariantCulture, $"{Heading(heading)} is {Short(text)}, which is not between {least} and {most}")
            );
        else
            return number;
        return null;
    }

    /// <summary>A point in the United Kingdom, or null with the reason told.</summary>
    public (double Longitude, double Latitude)? Point(string latitudeHeading, string longitudeHeading)
    {
        var (latitude, longitude) = (Number(latitudeHeading, -180, 180), Number(longitudeHeading, -180, 180));
        if (latitude is not { } north || longitude is not { } east)
            return null;
        if (UnitedKingdom.Holds(east, north))
            return (east, north);
        wrong.Add(UnitedKingdom.WhyNot(east, north));
        return null;
    }

    [GeneratedRegex(@"[, \u00A0\u202F]")]
    private static partial Regex Separators { get; }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private int? At(string heading)
    {
        if (columns.TryGetValue(heading, out var known))
            return known;
        int? at = null;
        for (var i = 0; i < table.Header.Count && at is null; i++)
        {
            if (IsColumn(table.Header[i], heading))
                at = i;
        }
        return columns[heading] = at;
    }
}
