using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>
/// The rules a new installation begins with. Each partnership sets its own; the periods are those that guidance names, and where it
/// names none a short one, so that lengthening is a decision somebody makes.
/// </summary>
public static class StandardRetention
{
    public static IReadOnlyList<RetentionRule> Rules(HouseWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return
        [
            .. words.Keeping.Select(k => new RetentionRule
            {
                Class = k.Class,
                Purpose = k.KeptFor,
                Basis = k.Basis,
                Months = k.Months,
                Action = k.Action,
            }),
        ];
    }

    /// <summary>Gives every class that has no rule yet the standard one, so that a class this build adds has one from its first
    /// day.</summary>
    public static async Task Fill(SafetyDb db, HouseWords words, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var held = await db.Set<RetentionRule>().Select(r => r.Class).Take(1000).ToListAsync(stop);
        db.AddRange(Rules(words).Where(r => !held.Contains(r.Class)));
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }
}
