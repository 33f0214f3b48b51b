using System.Globalization;

namespace Fosse.Intake.County;

/// <summary>Text that names something: no character in it that nobody can see or that a database does not store.</summary>
internal static class PlainText
{
    /// <returns>What stands in it that may not, in words; null where nothing does.</returns>
    public static string? Odd(string? text)
    {
        foreach (var c in text ?? "")
        {
            if (char.IsControl(c) || c is '\uFFFD' or '\uFEFF' || char.GetUnicodeCategory(c) is UnicodeCategory.PrivateUse)
                return $"a character that no name has (U+{(int)c:X4})";
        }
        return null;
    }
}
