using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Foundation;

/// <summary>What this installation is about.</summary>
/// <param name="Name">The county, as its residents call it.</param>
/// <param name="MadeUp">True for the demonstration county: every page must say so.</param>
/// <param name="Sources">Where the data comes from, one line of attribution each.</param>
public sealed record CountyFacts(string Name, bool MadeUp, IReadOnlyList<string> Sources)
{
    private const string Key = "county";

    /// <returns>The facts, or null before a county has been set up.</returns>
    public static async Task<CountyFacts?> Read(SafetyDb db, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var setting = await db.Set<Setting>().AsNoTracking().SingleOrDefaultAsync(s => s.Key == Key, stop);
        return setting is null ? null : JsonSerializer.Deserialize<CountyFacts>(setting.Value);
    }

    /// <summary>Puts the facts in place of any earlier ones; the caller saves.</summary>
    public async Task Write(SafetyDb db, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var value = JsonSerializer.Serialize(this);
        if (await db.Set<Setting>().SingleOrDefaultAsync(s => s.Key == Key, stop) is { } setting)
            setting.Value = value;
        else
            db.Add(new Setting { Key = Key, Value = value });
    }
}
