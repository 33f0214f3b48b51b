using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Which agencies would answer fewer reports after a change: by routing every kind of report that is offered, from a place in each
/// area that somebody looks after and from nowhere, as it is and as it would be.</summary>
public sealed class Displaced(SafetyDb db, StandingRules standing, CountyClock clock)
{
    private const int Most = 10_000;

    internal async Task<IReadOnlyList<Guid>> By(AnswersChange change, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(change);
        var rules = await standing.Of(db, stop);
        var after = await Changed(rules.Teams, change, stop);
        var offered = rules.Categories.Values.Where(c => c is { Offered: true, SignpostOnly: false }).ToList();
        if (change.Category is { } code)
            return
            [
                .. offered
                    .Where(c => c.Code == code)
                    .SelectMany(c =>
                        Taken(
                            c.AnsweredBy,
                            change.AnsweredBy!.Value,
                            [
                                [],
                            ],
                            rules.Teams,
                            rules.Teams
                        )
                    )
                    .Distinct(),
            ];
        var areas = rules.Teams.Concat(after).SelectMany(t => t.Areas).Distinct().ToList();
        var around = await db.Set<Area>()
            .Where(a => areas.Contains(a.Id))
            .Take(Most)
            .Select(a => new
            {
                a.Id,
                a.BestFitWardId,
                a.DistrictId,
            })
            .ToListAsync(stop);
        List<IReadOnlyList<int>> places =
        [
            [],
        ];
        foreach (var area in around)
            places.Add([.. new[] { area.Id, area.BestFitWardId, area.DistrictId }.OfType<int>().Distinct()]);
        return
        [
            .. offered.Select(c => c.AnsweredBy).Distinct().SelectMany(kind => Taken(kind, kind, places, rules.Teams, after)).Distinct(),
        ];
    }

    /// <summary>Those of whom somebody else could say yes: who looks after the agreements of their agency.</summary>
    internal Task<IReadOnlyList<Guid>> WhoCanSayYes(IReadOnlyList<Guid> agencies, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        return db.AgenciesWith(PartnershipPermissions.ManageAgreements, agencies, by, clock.Today, stop);
    }

    private static IEnumerable<Guid> Taken(
        AgencyKind was,
        AgencyKind becomes,
        IReadOnlyList<IReadOnlyList<int>> places,
        IReadOnlyList<AnsweringTeam> before,
        IReadOnlyList<AnsweringTeam> after
    ) =>
        places
            .Select(place => (Was: ReportRouting.Choose(was, place, before), Is: ReportRouting.Choose(becomes, place, after)))
            // What the police have because nobody else answers it there is taken from nobody.
            .Where(answers => answers.Was is { IsOwn: true } own && own.Team.AgencyId != answers.Is?.Team.AgencyId)
            .Select(answers => answers.Was!.Team.AgencyId);

    private async Task<IReadOnlyList<AnsweringTeam>> Changed(
        IReadOnlyList<AnsweringTeam> teams,
        AnswersChange change,
        CancellationToken stop
    )
    {
        if (change.Agency is { Kind: { } kind } asked)
            return [.. teams.Where(t => t.AgencyId != change.About), .. await Of(change.About, kind, Saving.Tidy(asked.Name), null, stop)];
        if (change.Area is null || await db.Set<Team>().SingleOrDefaultAsync(t => t.Id == change.About, stop) is not { } team)
            return teams;
        var agency = await db.Set<Agency>().AsNoTracking().SingleAsync(a => a.Id == team.AgencyId, stop);
        return [.. teams.Where(t => t.AgencyId != agency.Id), .. await Of(agency.Id, agency.Kind, agency.Name, change, stop)];
    }

    // Also one that is silent or has not joined: it is to answer once somebody of it reads.
    private async Task<IReadOnlyList<AnsweringTeam>> Of(
        Guid agency,
        AgencyKind kind,
        string name,
        AnswersChange? change,
        CancellationToken stop
    )
    {
        var teams = await db.Set<Team>().AsNoTracking().Where(t => t.AgencyId == agency).Take(Most).ToListAsync(stop);
        var ids = teams.Select(t => t.Id).ToList();
        var held = (await db.Set<TeamArea>().AsNoTracking().Where(a => ids.Contains(a.TeamId)).Take(Most).ToListAsync(stop)).ToLookup(
            a => a.TeamId,
            a => a.AreaId
        );
        return StandingRules.Answering(
            agency,
            kind,
            name,
            teams.Select(t => (t.Id, t.Name, Then(t.Id))),
            await StandingRules.Counties(db, stop)
        );

        IEnumerable<int> Then(Guid team) =>
            change is not { Area: { } area } || change.About != team ? held[team]
            : change.Gives ? held[team].Append(area)
            : held[team].Except([area]);
    }
}
