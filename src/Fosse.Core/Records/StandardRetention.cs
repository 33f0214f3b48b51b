using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>
/// The rules a new installation begins with. Each partnership sets its own; the periods are those that guidance names, and where it
/// names none a short one, so that lengthening is a decision somebody makes.
/// </summary>
public static class StandardRetention
{
    public static IReadOnlyList<RetentionRule> Rules() =>
        [
            Rule(DataClass.Identity, "Reach the right person safely", "UK GDPR Article 5(1)(e)", 12, RetentionAction.Forget),
            Rule(DataClass.Report, "Answer a report and see what repeats", "UK GDPR Article 5(1)(e)", 24, RetentionAction.Forget),
            Rule(DataClass.AntiSocialBehaviour, "Work a case and review it", "Limitation Act 1980 section 5", 72, RetentionAction.Forget),
            Rule(DataClass.VictimRisk, "Keep a victim safe", "UK GDPR Article 5(1)(e)", 24, RetentionAction.Review),
            Rule(
                DataClass.Safeguarding,
                "Keep a child or an adult at risk safe",
                "Working Together to Safeguard Children",
                300,
                RetentionAction.Review
            ),
            Rule(DataClass.Health, "Know what a partner needs to know", "UK GDPR Article 5(1)(e)", 12, RetentionAction.Forget),
            Rule(DataClass.Housing, "Work a case about a home", "Limitation Act 1980 section 5", 72, RetentionAction.Forget),
            Rule(DataClass.Offending, "Prevent crime together", "Management of Police Information, group 3", 72, RetentionAction.Review),
        ];

    /// <summary>Gives every class that has no rule yet the standard one, so that a class this build adds has one from its first
    /// day.</summary>
    public static async Task Fill(SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var held = await db.Set<RetentionRule>().Select(r => r.Class).Take(1000).ToListAsync(stop);
        db.AddRange(Rules().Where(r => !held.Contains(r.Class)));
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }

    private static RetentionRule Rule(DataClass @class, string purpose, string basis, int months, RetentionAction action) =>
        new()
        {
            Class = @class,
            Purpose = purpose,
            Basis = basis,
            Months = months,
            Action = action,
        };
}
