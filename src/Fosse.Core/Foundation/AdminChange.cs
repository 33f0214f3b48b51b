using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Foundation;

/// <summary>One value that an administrator changed.</summary>
/// <param name="Field">The property of the row.</param>
/// <param name="Before">In words or figures; empty for none.</param>
public sealed record AdminChange(string Field, string Before, string Now)
{
    private const int Longest = 200;

    // Counts for optimistic locking; nobody changed it.
    private const string Version = nameof(Version);

    /// <returns>What is about to change in a row, in JSON; none where nothing is.</returns>
    internal static string? Of(SafetyDb db, object row)
    {
        var changes = db.Entry(row)
            .Properties.Where(p => p.IsModified && p.Metadata.Name != Version)
            .Select(p => new AdminChange(p.Metadata.Name, Words(p.OriginalValue), Words(p.CurrentValue)))
            .Where(c => c.Before != c.Now)
            .ToList();
        return changes.Count == 0 ? null : JsonSerializer.Serialize(changes);
    }

    public static IReadOnlyList<AdminChange> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<AdminChange>>(json) ?? [];

    private static string Words(object? value)
    {
        var words = value switch
        {
            null => "",
            bool yes => yes ? "yes" : "no",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            System.Collections.IEnumerable and not string => JsonSerializer.Serialize(value, value.GetType()),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return words.Length <= Longest ? words : string.Concat(words.AsSpan(0, Longest), "…");
    }
}
