using System.Runtime.CompilerServices;
using Fosse.Analysis;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>A change of one category in one ward, and whether it is unlikely to be chance, though many were looked at.</summary>
/// <param name="Count">Of the newest twelve months.</param>
/// <param name="FalseShare">At most this share of all that are as clear is false (Benjamini and Hochberg), 0 to 1.</param>
public sealed record ClearChange(AreaFacts Area, string Category, long Count, ChangeFigure Change, double FalseShare)
{
    public bool IsClear => FalseShare <= ClearChanges.MostFalse;
}

/// <summary>
/// What changed clearly in recorded crime: every category in every ward, the newest twelve months that are held against the twelve before.
/// As many comparisons would show some by chance alone, those are kept of which at most one in twenty is expected to be false.
/// docs/methods/clear-changes.md says how.
/// </summary>
/// <param name="All">Everything that was compared, the clearest first.</param>
public sealed record ClearChanges(FiguresPeriod Period, IReadOnlyList<ClearChange> All)
{
    public int Compared => All.Count;

    /// <summary>Those that are clear.</summary>
    public IReadOnlyList<ClearChange> Found { get; } = [.. All.Where(found => found.IsClear)];

    /// <summary>Fewer than this in both years together can hardly be clear, and would tell of single events.</summary>
    public const long Fewest = 20;

    public const double MostFalse = .05;

    private static readonly ConditionalWeakTable<CountyFigures, ClearChanges?> Made = [];

    /// <returns>The clearest first; none where no two years in a row are held.</returns>
    public static ClearChanges? Of(CountyFigures county)
    {
        ArgumentNullException.ThrowIfNull(county);
        return Made.GetValue(county, Find);
    }

    private static ClearChanges? Find(CountyFigures county)
    {
        if (county.NewestYear is not var (first, last))
            return null;
        var (beforeFrom, beforeTo) = (first.AddMonths(-12), last.AddMonths(-12));
        if (!county.Complete(beforeFrom, beforeTo))
            return null;
        var touches = Pandemic.Touches(beforeFrom, last);
        var all = (
            from area in county.Of(AreaKind.Ward)
            where PlaceRates.NoFiguresBecause(area) is null
            from category in Enumerable.Range(0, county.Categories.Count + 1)
            select new Pair(
                area,
                category,
                county.InCategory(area, category, beforeFrom, beforeTo),
                county.InCategory(area, category, first, last)
            )
        )
            .Where(pair => pair.Before + pair.Count >= Fewest)
            .ToList();
        var likely = FalseDiscovery.BenjaminiHochberg([.. all.Select(a => Chance(a.Before, a.Count))]);
        List<ClearChange> held =
        [
            .. all.Zip(likely)
                .OrderBy(found => found.Second)
                .ThenBy(found => found.First.Area.Name, StringComparer.Ordinal)
                .Select(found => new ClearChange(
                    found.First.Area,
                    found.First.Category < county.Categories.Count ? county.Categories[found.First.Category] : AntiSocial,
                    found.First.Count,
                    PlaceRates.Change(found.First.Before, found.First.Count, touches),
                    found.Second
                )),
        ];
        return new(new(first, last, true, []), held);
    }

    // What is not clear by itself stays unclear among many, whatever its p is; the test is slow for large counts.
    private static double Chance(long before, long count) =>
        RateChange.Between(before, 1, count, 1).Verdict is ChangeVerdict.Rise or ChangeVerdict.Fall
            ? PeriodTest.Of(before, 1, count, 1).Central
            : 1;

    private sealed record Pair(AreaFacts Area, int Category, long Before, long Count);

    private const string AntiSocial = "Anti-social behaviour";
}
