using System.Security.Cryptography;

namespace Fosse.Reporting;

/// <summary>What a reporter is given, such as "R-7K2M-9QXD": by chance, so that it tells neither how many there are nor when.</summary>
public static class ReportReference
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"; // none that look alike

    public static string Next() => $"R-{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";

    /// <summary>As it is stored, from how somebody typed it.</summary>
    public static string Said(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var plain = new string([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return plain is ['R', .. { Length: 8 } rest] ? $"R-{rest[..4]}-{rest[4..]}"
            : plain.Length == 8 ? $"R-{plain[..4]}-{plain[4..]}"
            : typed.Trim();
    }
}
