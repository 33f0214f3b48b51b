using System.Security.Cryptography;

namespace Fosse.Records;

/// <summary>What people call a record, such as "P-7K2M-9QXD": by chance, so that nobody counts up to the next one. What was given out
/// before stays as it is.</summary>
internal static class RecordReference
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"; // none that look alike

    public static string Next() => $"P-{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";
}
