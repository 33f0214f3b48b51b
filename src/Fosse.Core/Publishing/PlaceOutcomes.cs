using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>What became of the crimes, in groups that a reader can hold in mind.</summary>
internal static class PlaceOutcomes
{
    private const string Unstated = "Unstated",
        Open = "Open",
        NoSuspect = "NoSuspect",
        NotPursued = "NotPursued",
        OutOfCourt = "OutOfCourt",
        Court = "Court";

    public static IReadOnlyList<OutcomeFigure> Of(CountyFigures county, AreaFacts area, Month from, Month to)
    {
        var counts = county.ByOutcome(area, from, to);
        var all = counts.Sum();
        if (all == 0)
            return [];
        return
        [
            .. county
                .Outcomes.Select((word, i) => (Group: Group(word), Count: counts[i]))
                .GroupBy(o => o.Group)
                .Select(g => new OutcomeFigure(
                    PublishingText.Of($"Outcome.{g.Key}"),
                    g.Sum(o => o.Count),
                    Math.Round((double)g.Sum(o => o.Count) / all, 3)
                ))
                .Where(o => o.Count > 0)
                .OrderBy(o => o.Outcome == PublishingText.Of($"Outcome.{Unstated}"))
                .ThenByDescending(o => o.Count),
        ];
    }

    private static string Group(string outcome)
    {
        bool Says(string word) => outcome.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (Says("no outcome") || Says("status update"))
            return Unstated;
        if (Says("under investigation"))
            return Open;
        if (Says("no suspect"))
            return NoSuspect;
        if (Says("unable to prosecute") || Says("public interest") || Says("another organisation"))
            return NotPursued;
        if (Says("caution") || Says("resolution") || Says("warning") || Says("penalty notice"))
            return OutOfCourt;
        return Court;
    }
}
