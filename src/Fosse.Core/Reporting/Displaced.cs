using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Which agencies would answer fewer reports after a change: by routing every kind of report that is offered, from a place in each
/// area that somebody looks after and from nowhere, as it is and as it would be: also where a category or a membership ends.</summary>
public sealed class Displaced(SafetyDb db, StandingRules standing, CountyClock clock)
{
    private const int Most = 10_000;

    internal async Task<IReadOnlyList<Guid>> By(AnswersChange change, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change is { Agency: not null, Member: not null })
            return [.. (await By(change with { Member = null }, stop)).Union(await By(change with { Agency = null }, stop))];
        var rules = await standing.Of(db, stop);
        var after = await Changed(rules.Teams, change, stop);
        var offered = rules.Categories.Values.Where(c => c is { Offered: true, SignpostOnly: false }).ToList();
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
        // A category that ends is answered by nobody.
        var kinds = change.Category is { } code
            ? offered
                .Where(c => c.Code == code)
                .Select(c => (Was: c.AnsweredBy, Is: change.Retires || change.SignpostOnly ? (AgencyKind?)null : change.AnsweredBy))
            : offered.Select(c => (Was: c.AnsweredBy, Is: (AgencyKind?)c.AnsweredBy)).Distinct();
        return [.. kinds.SelectMany(kind => Taken(kind.Was, kind.Is, places, rules.Teams, after)).Distinct()];
    }

    /// <summary>Those of whom somebody else could say yes: who looks after the agreements of their agency.</summary>
    internal Task<IReadOnlyList<Guid>> WhoCanSayYes(IReadOnlyList<Guid> agencies, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        return db.AgenciesWith(PartnershipPermissions.ManageAgreements, agencies, by, clock.Today, stop);
    }

    private static IEnumerable<Guid> Taken(
        AgencyKind was,
        AgencyKind? becomes,
        IReadOnlyList<IReadOnlyList<int>> places,
        IReadOnlyList<AnsweringTeam> before,
        IReadOnlyList<AnsweringTeam> after
    ) =>
        places
            .Select(place =>
                (Was: ReportRouting.Choose(was, place, before), Is: becomes is { } kind ? ReportRouting.Choose(kind, place, after) : null)
            )
            // What the police have because nobody else answers it there is taken from nobody.
            .Where(answers => answers.Was is { IsOwn: true } own && own.Team.AgencyId != answers.Is?.Team.AgencyId)
            .Select(answers => answers.Was!.Team.AgencyId);

    // There are days on which it would be out and is a member.
    private bool Leaves(Agency agency, MemberDays asked) =>
        (asked.JoinedOn > agency.JoinedOn && asked.JoinedOn > clock.Today)
        || (asked.LeftOn ?? DateOnly.MaxValue) < (agency.LeftOn ?? DateOnly.MaxValue);

    private async Task<IReadOnlyList<AnsweringTeam>> Changed(
        IReadOnlyList<AnsweringTeam> teams,
        AnswersChange change,
        CancellationToken stop
    )
    {
        if (
            change.Member is { } asked
            && await db.Set<Agency>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == change.About, stop) is { } of
        )
            return Leaves(of, asked) ? [.. teams.Where(t => t.AgencyId != of.Id)]
                // One that is a member already answers what it answers.
                : of.IsMemberOn(clock.Today) ? teams
                : [.. teams, .. await Of(of.Id, of.Kind, of.Name, null, stop)];
        if (change.Agency is { Kind: { } kind } named)
            return [.. teams.Where(t => t.AgencyId != change.About), .. await Of(change.About, kind, Saving.Tidy(named.Name), null, stop)];
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
