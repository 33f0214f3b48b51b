using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>What a county needs before reports can be taken, in the order in which it is done.</summary>
public enum ReadyStep
{
    /// <summary>The places of the county are loaded.</summary>
    Places,

    /// <summary>An agency is a member.</summary>
    Agency,

    /// <summary>Somebody of a member may read reports.</summary>
    People,

    /// <summary>A category is offered that one of these answers.</summary>
    Category,

    /// <summary>A team looks after areas; without one the agency as a whole answers.</summary>
    Team,
}

/// <param name="Open">Whether reports are taken.</param>
/// <param name="Left">What is not done yet. A team is not needed for the others to answer.</param>
/// <param name="Silent">Members in which nobody may read reports, while others may.</param>
public sealed record Readiness(bool Open, IReadOnlyList<ReadyStep> Left, IReadOnlyList<string> Silent);

public static class ReadinessQuery
{
    private const int Most = 50;

    public static async Task<Readiness> Readiness(this SafetyDb db, StandingRules standing, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(standing);
        var rules = await standing.Of(db, stop);
        var left = new List<ReadyStep>();
        if (!await db.Set<Area>().AnyAsync(stop))
            left.Add(ReadyStep.Places);
        var member = await db.Set<Agency>().MembersOn(today).AnyAsync(stop);
        if (!member)
            left.Add(ReadyStep.Agency);
        if (rules.Teams.Count == 0)
            left.Add(ReadyStep.People);
        if (
            !rules.Categories.Values.Any(c => c is { Offered: true, SignpostOnly: false })
            || (rules.Teams.Count > 0 && !rules.SomebodyAnswers)
        )
            left.Add(ReadyStep.Category);
        if (rules.Teams.All(t => t.TeamId is null))
            left.Add(ReadyStep.Team);
        var silent = await db.Set<Agency>()
            .MembersOn(today)
            .Where(a => db.Set<SilentAgency>().Any(s => s.AgencyId == a.Id))
            .OrderBy(a => a.Name)
            .Select(a => a.Name)
            .Take(Most)
            .ToListAsync(stop);
        return new(rules.SomebodyAnswers, left, rules.Teams.Count == 0 ? [] : silent);
    }
}
