using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Fosse.Analysis;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>A place in a list by rate.</summary>
public sealed record RankedPlace(int Rank, AreaFacts Area, CountFigure Crime);

/// <summary>Where places stand to one another, and where the order is not certain.</summary>
public static class Comparison
{
    /// <summary>Fewer similar areas than this are no comparison.</summary>
    public const int FewestSimilar = 5;

    // There are as many lists as kinds and whole years; they go when the figures go.
    private static readonly ConditionalWeakTable<
        CountyFigures,
        ConcurrentDictionary<(AreaKind, Month, Month), IReadOnlyList<RankedPlace>>
    > Made = [];

    /// <summary>All areas of a kind by rate, worked out once for each data version.</summary>
    public static IReadOnlyList<RankedPlace> Rank(CountyFigures county, AreaKind kind, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(county);
        return county.Complete(from, to) && to.MonthsSince(from) == 11
            ? Made.GetOrCreateValue(county).GetOrAdd((kind, from, to), _ => Rank(county, county.Of(kind), from, to))
            : [];
    }

    /// <summary>Some of a list, in its order, with ranks of their own.</summary>
    public static IReadOnlyList<RankedPlace> Among(IReadOnlyList<RankedPlace> ranked, Func<AreaFacts, bool> which) =>
        [.. ranked.Where(r => which(r.Area)).Select((r, i) => r with { Rank = i + 1 })];

    /// <summary>Areas by rate, highest first; those without residents or figures are left out.</summary>
    public static IReadOnlyList<RankedPlace> Rank(CountyFigures county, IEnumerable<AreaFacts> areas, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(county);
        if (!county.Complete(from, to) || to.MonthsSince(from) != 11)
            return [];
        return
        [
            .. areas
                .Where(a => a is { HasFigures: true, Residents.Count: > 0 })
                .Select(a => (Area: a, county.In(a, from, to).Crime))
                .OrderByDescending(a => (double)a.Crime / a.Area.Residents!.Count)
                .ThenBy(a => a.Area.Name, StringComparer.Ordinal)
                .Select((a, i) => new RankedPlace(i + 1, a.Area, PlaceRates.Count(a.Crime, a.Area.Residents))),
        ];
    }

    public static ComparisonVerdict Verdict(RankedPlace one, RankedPlace other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return RateComparison.Between(one.Crime.Count, one.Area.Residents!.Count, other.Crime.Count, other.Area.Residents!.Count);
    }

    /// <summary>The places just above and below in the list that this one is not clearly different from, out to the first that
    /// is.</summary>
    public static IReadOnlyList<RankedPlace> NotClearlyDifferent(IReadOnlyList<RankedPlace> ranked, RankedPlace place)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ArgumentNullException.ThrowIfNull(place);
        bool Unclear(RankedPlace other) => Verdict(place, other) == ComparisonVerdict.NotClearlyDifferent;
        return [.. ranked.Take(place.Rank - 1).Reverse().TakeWhile(Unclear).Reverse(), .. ranked.Skip(place.Rank).TakeWhile(Unclear)];
    }

    /// <summary>"3rd of 9, but not clearly different from Charnwood (80.0)".</summary>
    public static string Words(IReadOnlyList<RankedPlace> ranked, RankedPlace place)
    {
        var alike = NotClearlyDifferent(ranked, place);
        var rank = PublishingText.Of("Rank", PlaceKinds.Ordinal(place.Rank), ranked.Count);
        return alike.Count switch
        {
            0 => rank,
            <= 3 => PublishingText.Of(
                "Rank.AlikeFew",
                rank,
                PlaceKinds.List([.. alike.Select(a => PublishingText.Of("Rank.WithRate", a.Area.Name, $"{a.Crime.RatePer1000:N1}"))])
            ),
            _ => PublishingText.Of("Rank.AlikeMany", rank, alike.Count),
        };
    }

    /// <summary>"but not clearly different from Charnwood (80.0)", or the next in rank that it is clearly apart from.</summary>
    public static string Beside(IReadOnlyList<RankedPlace> ranked, RankedPlace place)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ArgumentNullException.ThrowIfNull(place);
        static string Named(IEnumerable<RankedPlace> places) =>
            PlaceKinds.List([.. places.Select(a => PublishingText.Of("Rank.WithRate", a.Area.Name, $"{a.Crime.RatePer1000:N1}"))]);
        var alike = NotClearlyDifferent(ranked, place);
        return alike.Count switch
        {
            0 => PublishingText.Of("Beside.Apart", Named(ranked.Where(r => Math.Abs(r.Rank - place.Rank) == 1))),
            <= 3 => PublishingText.Of("Beside.AlikeFew", Named(alike)),
            _ => PublishingText.Of(
                "Beside.AlikeMany",
                alike.Count,
                PlaceKinds.Ordinal(Math.Min(place.Rank, alike[0].Rank)),
                PlaceKinds.Ordinal(Math.Max(place.Rank, alike[^1].Rank))
            ),
        };
    }

    /// <summary>The change of all recorded crime on the twelve months before; none where either year is not whole.</summary>
    public static ChangeFigure? Change(CountyFigures county, AreaFacts area, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(county);
        var (before, until) = (from.AddMonths(-12), to.AddMonths(-12));
        return county.Complete(from, to) && county.Complete(before, until)
            ? PlaceRates.Change(county.In(area, before, until).Crime, county.In(area, from, to).Crime, Pandemic.Touches(before, to))
            : null;
    }

    /// <summary>Areas of the same kind with the same rural-urban class and deprivation fifth.</summary>
    public static IReadOnlyList<AreaFacts> Similar(CountyFigures county, AreaFacts area)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        if (
            area.Kind is AreaKind.County or AreaKind.District or AreaKind.Neighbourhood
            || area.RuralUrban is null
            || area.DeprivationFifth is null
        )
            return [];
        return
        [
            .. county
                .Of(area.Kind)
                .Where(a =>
                    a.Id != area.Id
                    && a is { HasFigures: true, Residents.Count: > 0 }
                    && a.RuralUrban == area.RuralUrban
                    && a.DeprivationFifth == area.DeprivationFifth
                ),
        ];
    }
}
