using Fosse.Partnership;

namespace Fosse.Reporting;

/// <summary>A team that could answer, and the areas it looks after.</summary>
public sealed record AnsweringTeam(Guid AgencyId, AgencyKind Kind, string Agency, Guid? TeamId, IReadOnlySet<int> Areas);

/// <summary>Who answers a report: a pure decision.</summary>
public static class ReportRouting
{
    /// <param name="areas">Areas that the place lies in, the smallest first; none where it is not known.</param>
    /// <returns>
    /// A team of the wanted kind of agency that looks after the smallest of the areas; else one of that kind which looks after no area in
    /// particular;
    /// else the same of the police, who turn nobody away. None only where the partnership has neither.
    /// </returns>
    public static AnsweringTeam? Choose(AgencyKind wanted, IReadOnlyList<int> areas, IReadOnlyList<AnsweringTeam> teams)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(teams);
        return Of(wanted) ?? Of(AgencyKind.Police);

        AnsweringTeam? Of(AgencyKind kind)
        {
            var those = teams.Where(t => t.Kind == kind).OrderBy(t => t.Agency, StringComparer.Ordinal).ThenBy(t => t.TeamId).ToList();
            return areas.Select(area => those.FirstOrDefault(t => t.Areas.Contains(area))).FirstOrDefault(t => t is not null)
                ?? those.FirstOrDefault(t => t.Areas.Count == 0);
        }
    }
}
