using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Publishing;

/// <summary>Facts of the county that come with its data.</summary>
public static class CountySettings
{
    public const string Name = "county.name", MadeUp = "county.made-up";

    /// <summary>Puts the county's name (where it is known) and whether it is made up; the caller saves.</summary>
    public static async Task SetCountyFacts(this SafetyDb db, string? name, bool madeUp, CancellationToken stop)
    {
        if (name is not null) await Set(db, Name, name, stop);
        await Set(db, MadeUp, madeUp ? "true" : "false", stop);
    }

    private static async Task Set(SafetyDb db, string key, string value, CancellationToken stop)
    {
        if (await db.Set<Setting>().FindAsync([key], stop) is { } held) held.Value = value;
        else db.Add(new Setting { Key = key, Value = value });
    }
}
