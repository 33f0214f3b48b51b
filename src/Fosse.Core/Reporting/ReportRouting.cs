using Fosse.Partnership;

namespace Fosse.Reporting;

/// <summary>A team that could answer, and the areas it looks after.</summary>
/// <param name="Everywhere">It looks after the whole county: it says so, or its agency looks after no area in particular.</param>
public sealed record AnsweringTeam(
    Guid AgencyId,
    AgencyKind Kind,
    string Agency,
    Guid? TeamId,
    IReadOnlySet<int> Areas,
    bool Everywhere = false,
    string? Team = null
);

/// <summary>Whether a report is at the desk that answers its kind at its place.</summary>
public enum DeskReached
{
    Own,

    /// <summary>Nobody knows where it was, and the teams who answer such reports each look after a part of the county.</summary>
    PlaceNotKnown,

    /// <summary>Nobody of the partnership answers such reports there.</summary>
    NobodyThere,

    /// <summary>It was put right, and another agency answers it.</summary>
    Elsewhere,
}

/// <summary>Who answers a report, and whether it is theirs.</summary>
public sealed record ChosenDesk(AnsweringTeam Team, DeskReached Reached)
{
    public bool IsOwn => Reached is DeskReached.Own;
}

/// <summary>Who answers a report: a pure decision.</summary>
public static class ReportRouting
{
    /// <param name="areas">Areas that the place lies in, the smallest first; none where it is not known.</param>
    /// <returns>
    /// A team of the wanted kind of agency that looks after the smallest of the areas; else one of that kind which looks after the whole
    /// county. Where there is neither, it is nobody's own: the police have it, who turn nobody away, and never the queue of another
    /// city. Only where there are no police either does it go to an agency that looks after other places; none only where there is none.
    /// </returns>
    public static ChosenDesk? Choose(AgencyKind wanted, IReadOnlyList<int> areas, IReadOnlyList<AnsweringTeam> teams)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(teams);
        if (Of(wanted) is { } own)
        {
            // An agency with neighbourhood teams has it, and none of them until somebody says where it was.
            var waits = areas.Count == 0 && own.TeamId is null && Those(wanted).Any(t => t.AgencyId == own.AgencyId && t.Areas.Count > 0);
            return new(own, waits ? DeskReached.PlaceNotKnown : DeskReached.Own);
        }
        var why = areas.Count == 0 ? DeskReached.PlaceNotKnown : DeskReached.NobodyThere;
        return (Of(AgencyKind.Police) ?? Any(AgencyKind.Police) ?? Any(wanted)) is { } other ? new(other, why) : null;

        AnsweringTeam? Of(AgencyKind kind) =>
            areas.Select(area => Those(kind).FirstOrDefault(t => t.Areas.Contains(area))).FirstOrDefault(t => t is not null)
            ?? Those(kind).FirstOrDefault(t => t.Everywhere);

        AnsweringTeam? Any(AgencyKind kind) => Those(kind).FirstOrDefault(t => t.TeamId is null) ?? Those(kind).FirstOrDefault();

        IEnumerable<AnsweringTeam> Those(AgencyKind kind) =>
            teams.Where(t => t.Kind == kind).OrderBy(t => t.Agency, StringComparer.Ordinal).ThenBy(t => t.TeamId);
    }
}
