using System.Text.Json.Serialization;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>Which place figures are about.</summary>
public sealed record PlaceName(string Kind, string Code, string Name, string Slug);

/// <summary>The months figures are about, and those of them that are not held.</summary>
public sealed record FiguresPeriod(Month From, Month To, bool Complete, IReadOnlyList<Month> Missing)
{
    [JsonIgnore]
    public bool IsYear => To.MonthsSince(From) == 11;

    [JsonIgnore]
    public string Words => From == To ? From.Words : PublishingText.Of("Span", From.Words, To.Words);
}

public sealed record ResidentsFigure(long Count, int Year, string Source, bool BestFit);

/// <summary>A count with its rate per 1,000 residents a year and the 95% interval; no rate where it could mislead.</summary>
public sealed record CountFigure(long Count, double? RatePer1000, double? Low, double? High);

/// <summary>The change on the twelve months before, in per cent with its 95% interval. Direction is rise, fall or not-clear.</summary>
public sealed record ChangeFigure(
    long Before,
    double? Percent,
    double? LowPercent,
    double? HighPercent,
    string Direction,
    bool TouchesPandemic = false
);

public sealed record CategoryFigure(string Category, long Count, double? RatePer1000, double? Low, double? High, ChangeFigure? Change);

public sealed record MonthFigure(Month Month, long Crime, long Asb);

public sealed record OutcomeFigure(string Outcome, long Count, double Share);

/// <summary>A caveat that applies to these figures, under a key that does not change with the wording.</summary>
public sealed record Caveat(string Key, string Text);

/// <summary>Everything the page, the JSON and the CSV of a place say, computed once so that they cannot differ.</summary>
public sealed record PlaceFigures
{
    public const string LicenceWords = "Open Government Licence v3.0";

    public required int DataVersion { get; init; }
    public required PlaceName Place { get; init; }
    public required FiguresPeriod Period { get; init; }
    public required ResidentsFigure? Residents { get; init; }
    public required CountFigure Crime { get; init; }
    public required CountFigure Asb { get; init; }
    public required ChangeFigure? Change { get; init; }

    /// <summary>The change of anti-social behaviour, by the same rule.</summary>
    public required ChangeFigure? AsbChange { get; init; }

    /// <summary>Why there are no figures at all, where there are none; then every count here is nothing, and is not shown.</summary>
    public required string? NoFiguresBecause { get; init; }

    /// <summary>published-code or published-point: which way a row is counted to this place.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>Why there is no rate, where there is none.</summary>
    public required string? NoRateBecause { get; init; }

    /// <summary>Why there is no change, where there is none.</summary>
    public required string? NoChangeBecause { get; init; }

    /// <summary>Its rate beside that of its surroundings; nothing where it has no rate.</summary>
    public required IReadOnlyList<ComparedFigure> ComparedWith { get; init; }

    /// <summary>Why categories and outcomes are not given, where they are not.</summary>
    public required string? NoCategoriesBecause { get; init; }
    public required IReadOnlyList<CategoryFigure> ByCategory { get; init; }
    public required IReadOnlyList<MonthFigure> Months { get; init; }

    /// <summary>Months that are held after the period, as counts: they are part of no rate.</summary>
    public required IReadOnlyList<MonthFigure> Since { get; init; }
    public required IReadOnlyList<OutcomeFigure> Outcomes { get; init; }
    public required IReadOnlyList<Caveat> Caveats { get; init; }
    public required string Licence { get; init; }
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Figures of an area over the months asked for. The sums are over the months that are held; a rate needs twelve of them in a
    /// row.</summary>
    public static PlaceFigures Of(CountyFigures county, AreaFacts area, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        var missing = PlaceMonths.Missing(county, from, to);
        var period = new FiguresPeriod(from, to, missing.Count == 0, missing);
        var noRate = PlaceRates.NoRateBecause(area, period);
        var residents = noRate is null ? area.Residents : null;
        var (crime, antiSocial) = county.In(area, from, to);
        var noChange = PlaceRates.NoChangeBecause(county, period);
        var (beforeFrom, beforeTo) = noChange is null ? (from.AddMonths(-12), to.AddMonths(-12)) : (from, to);
        var touches = Pandemic.Touches(beforeFrom, to);
        ChangeFigure? Change(long before, long after) => noChange is null ? PlaceRates.Change(before, after, touches) : null;
        var noCategories = area.Kind == AreaKind.Lsoa && !(period.Complete && period.IsYear) ? PublishingText.Of("NoCategories") : null;
        return new()
        {
            DataVersion = county.DataVersion,
            Place = NameOf(area),
            Period = period,
            Residents = area.Residents is { } r ? new(r.Count, r.Year, r.Source, r.BestFit) : null,
            Crime = PlaceRates.Count(crime, residents),
            Asb = PlaceRates.Count(antiSocial, residents),
            NoFiguresBecause = PlaceRates.NoFiguresBecause(area),
            PlacedBy = PlaceKinds.ByPoint(area.Kind) ? "published-point" : "published-code",
            NoRateBecause = noRate,
            NoChangeBecause = noChange,
            Change = Change(county.In(area, beforeFrom, beforeTo).Crime, crime),
            AsbChange = Change(county.In(area, beforeFrom, beforeTo).AntiSocial, antiSocial),
            ComparedWith = residents is null ? [] : PlaceSurroundings.Of(county, area, from, to),
            NoCategoriesBecause = noCategories,
            ByCategory = noCategories is not null
                ? []
                :
                [
                    .. county
                        .Categories.Select(
                            (name, at) =>
                            {
                                var count = county.InCategory(area, at, from, to);
                                var (_, rate, low, high) = PlaceRates.Count(count, residents);
                                return new CategoryFigure(
                                    name,
                                    count,
                                    rate,
                                    low,
                                    high,
                                    Change(county.InCategory(area, at, beforeFrom, beforeTo), count)
                                );
                            }
                        )
                        .OrderByDescending(c => c.Count)
                        .ThenBy(c => c.Category, StringComparer.Ordinal),
                ],
            Months = [.. county.Months.Where(m => m >= from && m <= to).Select(m => PlaceMonths.Figure(county, area, m))],
            Since = PlaceMonths.Since(county, area, to),
            Outcomes = noCategories is not null ? [] : PlaceOutcomes.Of(county, area, from, to),
            Caveats = PlaceCaveats.Of(county, area, period),
            Licence = county.MadeUp ? PublishingText.Of("Licence.MadeUp") : LicenceWords,
            Sources = PlaceRates.Sources(county, area),
        };
    }

    public static PlaceName NameOf(AreaFacts area) => new(PlaceKinds.Key(area.Kind), area.Code, area.Name, area.Slug);
}
