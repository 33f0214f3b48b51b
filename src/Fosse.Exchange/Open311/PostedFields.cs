using System.Globalization;

namespace Fosse.Exchange.Open311;

/// <summary>The fields of a form or of an address, and what is found wrong with them on the way.</summary>
public sealed class PostedFields
{
    private const int LongestLine = 500,
        LongestWords = 10_000;
    private readonly ILookup<string, string> all;
    private readonly List<Open311Error> errors = [];

    /// <param name="fields">Decoded; a name may be there several times.</param>
    /// <param name="files">How many files came with them.</param>
    public PostedFields(IEnumerable<KeyValuePair<string, string>> fields, int files = 0) =>
        (all, Files) = (fields.ToLookup(f => f.Key, f => f.Value, StringComparer.Ordinal), files);

    /// <summary>How many files came with the fields. None is kept.</summary>
    public int Files { get; }

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<Open311Error> Errors => errors;

    /// <summary>The names that were sent, in an order of their own.</summary>
    public IEnumerable<string> Names => all.Select(g => g.Key).Order(StringComparer.Ordinal);

    /// <summary>Every value under a name that is not blank.</summary>
    public IReadOnlyList<string> All(string name) => [.. all[name].Where(v => !string.IsNullOrWhiteSpace(v))];

    /// <summary>Whether the name was sent, with or without anything under it.</summary>
    public bool Has(string name) => all.Contains(name);

    /// <summary>Adds what is wrong.</summary>
    public void Wrong(string description) => errors.Add(Open311Error.Bad(description));

    /// <summary>One line; empty where there is none.</summary>
    public string Line(string name) => Of(name, LongestLine).Replace('\n', ' ').Trim();

    /// <summary>Text of up to 10,000 characters, an end of a line counted as one; empty where there is none.</summary>
    public string Words(string name) => Of(name, LongestWords).Trim();

    /// <summary>An instant with a zone.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Line(name) is not { Length: > 0 } text)
            return null;
        var read = Open311Time.Read(text);
        if (read is null)
            Wrong($"{name} must be a date and time with a zone, such as 2026-11-22T08:15:30Z");
        return read;
    }

    /// <summary>A whole number between two others.</summary>
    public int? Whole(string name, int least, int most)
    {
        if (Line(name) is not { Length: > 0 } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Wrong($"{name} must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>Degrees, finite and on the earth.</summary>
    public double? Degrees(string name, double most)
    {
        if (Line(name) is not { Length: > 0 } text)
            return null;
        if (
            double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var degrees
            )
            && Math.Abs(degrees) <= most
        )
            return degrees;
        Wrong($"{name} must be a number of degrees (WGS 84) from -{most} to {most}");
        return null;
    }

    /// <summary>Words with commas between, from all values under the name.</summary>
    public IReadOnlyList<string> Several(string name) =>
        [
            .. All(name)
                .SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal),
        ];

    private string Of(string name, int longest)
    {
        var value = All(name) is [var first, ..] ? first.ReplaceLineEndings("\n") : "";
        if (value.Length <= longest)
            return value;
        Wrong($"{name} must be {longest:N0} characters or fewer");
        return "";
    }
}
