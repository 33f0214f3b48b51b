namespace Fosse.Privacy;

/// <summary>The plain form of a telephone number, however it is written: its digits, as they are dialled within the country.</summary>
public static class TelephoneText
{
    private const int Fewest = 6;

    /// <returns>None where there are too few digits to be a number.</returns>
    public static string? Plain(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var digits = string.Concat(written.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        if (written.TrimStart().StartsWith('+') && digits.StartsWith("44", StringComparison.Ordinal))
            digits = "0" + digits[2..];
        if (digits.StartsWith("0044", StringComparison.Ordinal))
            digits = "0" + digits[4..];
        return digits.Length >= Fewest ? digits : null;
    }
}
