using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>What every report is held against: the categories, and who could answer.</summary>
/// <param name="Categories">By code; the ones that are not offered any more too.</param>
/// <param name="Teams">Of today's members in which somebody may read reports: each team that looks after areas, and each agency as a
/// whole.</param>
public sealed record ReportingRules(IReadOnlyDictionary<string, ReportCategory> Categories, IReadOnlyList<AnsweringTeam> Teams)
{
    /// <summary>Whether anything that is offered would be answered by somebody. Before that nobody is asked a question.</summary>
    public bool SomebodyAnswers =>
        Categories.Values.Any(c =>
            c is { Offered: true, SignpostOnly: false } && ReportRouting.Choose(c.AnsweredBy, [], Teams) is not null
        );
}

/// <summary>Keeps the rules from one change of them to the next, and from one day to the next.</summary>
public sealed class StandingRules(CountyClock clock) : IDisposable
{
    private const int Most = 5000,
        MostAreas = 200_000;

    private readonly KeptByEdition<ReportingRules> rules = new((db, stop) => Load(db, clock.Today, stop));

    public Task<ReportingRules> Of(SafetyDb db, Editions editions, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(editions);
        return rules.Of(db, $"{editions.Standing} {clock.Today:yyyy-MM-dd}", stop);
    }

    public async Task<ReportingRules> Of(SafetyDb db, CancellationToken stop) => await Of(db, await db.Editions(stop), stop);

    /// <summary>Whether anybody would answer a report now.</summary>
    public async Task<bool> SomebodyAnswers(SafetyDb db, CancellationToken stop) => (await Of(db, stop)).SomebodyAnswers;

    public void Dispose() => rules.Dispose();

    private static async Task<ReportingRules> Load(SafetyDb db, DateOnly today, CancellationToken stop)
    {
        var categories = await db.Set<ReportCategory>().AsNoTracking().Take(Most).ToDictionaryAsync(c => c.Code, stop);
        var agencies = await db.Set<Agency>()
            .AsNoTracking()
            .MembersOn(today)
            .Where(a => !db.Set<SilentAgency>().Any(s => s.AgencyId == a.Id))
            .OrderBy(a => a.Name)
            .Take(Most)
            .Select(a => new
            {
                a.Id,
                a.Kind,
                a.Name,
            })
            .ToListAsync(stop);
        var teams = await db.Set<Team>()
            .AsNoTracking()
            .OrderBy(t => t.Id)
            .Take(Most)
            .Select(t => new { t.Id, t.AgencyId })
            .ToListAsync(stop);
        var areas = (await db.Set<TeamArea>().AsNoTracking().Take(MostAreas).ToListAsync(stop)).ToLookup(a => a.TeamId, a => a.AreaId);
        return new(
            categories,
            [
                .. agencies.SelectMany(a =>
                    teams
                        .Where(t => t.AgencyId == a.Id && areas[t.Id].Any())
                        .Select(t => new AnsweringTeam(a.Id, a.Kind, a.Name, t.Id, areas[t.Id].ToHashSet()))
                        .Append(new(a.Id, a.Kind, a.Name, null, new HashSet<int>()))
                ),
            ]
        );
    }
}
