using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;

namespace Fosse.Reporting;

/// <summary>Who answers what is reported of a place, as residents are told it.</summary>
/// <param name="Team">The team that looks after it; none where the agency answers as a whole.</param>
public sealed record WhoAnswers(string Agency, string? Team)
{
    private static readonly AgencyKind[] Told = [AgencyKind.Police, AgencyKind.Council];

    /// <summary>The police and the council, each where it is theirs to answer.</summary>
    public static async Task<IReadOnlyList<WhoAnswers>> Of(SafetyDb db, StandingRules standing, AreasAt areas, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(areas);
        var rules = await standing.Of(db, stop);
        return
        [
            .. Told.Select(kind => ReportRouting.Choose(kind, areas.SmallestFirst, rules.Teams))
                .OfType<ChosenDesk>()
                .Where(desk => desk.IsOwn)
                .Select(desk => new WhoAnswers(desk.Team.Agency, desk.Team.Team))
                .Distinct(),
        ];
    }
}
