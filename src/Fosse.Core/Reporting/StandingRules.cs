using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>What every report is held against: the categories, and who could answer.</summary>
/// <param name="Categories">By code; the ones that are not offered any more too.</param>
/// <param name="Teams">Of today's members in which somebody may read reports: each team that looks after areas, and each agency as a
/// whole.</param>
public sealed record ReportingRules(IReadOnlyDictionary<string, ReportCategory> Categories, IReadOnlyList<AnsweringTeam> Teams)
{
    /// <summary>Who answers reports of a category; none where there is no such category, or nobody at all.</summary>
    /// <param name="areas">Areas that the place lies in, the smallest first; none where it is not known.</param>
    public ChosenDesk? Answers(string category, IReadOnlyList<int> areas) =>
        Categories.TryGetValue(category, out var known) ? ReportRouting.Choose(known.AnsweredBy, areas, Teams) : null;

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
            .Select(t => new
            {
                t.Id,
                t.AgencyId,
                t.Name,
            })
            .ToListAsync(stop);
        var counties = await Counties(db, stop);
        var areas = (await db.Set<TeamArea>().AsNoTracking().Take(MostAreas).ToListAsync(stop)).ToLookup(a => a.TeamId, a => a.AreaId);
        return new(
            categories,
            [
                .. agencies.SelectMany(a =>
                    Answering(a.Id, a.Kind, a.Name, teams.Where(t => t.AgencyId == a.Id).Select(t => (t.Id, t.Name, areas[t.Id])), counties)
                ),
            ]
        );
    }

    internal static async Task<IReadOnlySet<int>> Counties(SafetyDb db, CancellationToken stop) =>
        (await db.Set<Area>().Where(a => a.Kind == AreaKind.County).Select(a => a.Id).Take(MostAreas).ToListAsync(stop)).ToHashSet();

    /// <summary>Each team of an agency that looks after areas, and the agency as a whole.</summary>
    internal static IReadOnlyList<AnsweringTeam> Answering(
        Guid agency,
        AgencyKind kind,
        string name,
        IEnumerable<(Guid Id, string Name, IEnumerable<int> Areas)> teams,
        IReadOnlySet<int> counties
    )
    {
        var own = teams
            .Select(t => (t.Id, t.Name, Areas: t.Areas.ToHashSet()))
            .Where(t => t.Areas.Count > 0)
            .Select(t => new AnsweringTeam(agency, kind, name, t.Id, t.Areas, t.Areas.Overlaps(counties), t.Name))
            .ToList();
        // The police answer everywhere; another agency that looks after places of its own does so there alone.
        var everywhere = kind is AgencyKind.Police || own.Count == 0;
        return [.. own, new(agency, kind, name, null, new HashSet<int>(), everywhere)];
    }
}
