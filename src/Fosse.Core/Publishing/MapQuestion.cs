using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

public enum MapMeasure
{
    Rate,
    Count,
}

/// <summary>What a map is asked to show, as the words of an address say it; nothing where the address says nothing.</summary>
public sealed record MapWish(string? Kind, string? Measure, string? Category, string? From, string? To, string? Period = null);

/// <summary>What a map shows: figures of which areas, of what, over which months. Made by <see cref="Of"/> alone, so it is always one that
/// can be shown.</summary>
public sealed record MapQuestion
{
    public const string AllCrime = "all",
        AntiSocial = "anti-social-behaviour";

    /// <summary>The kinds of area that have a map, the smallest first.</summary>
    public static IReadOnlyList<AreaKind> Kinds { get; } = [AreaKind.Lsoa, AreaKind.Msoa, AreaKind.Ward, AreaKind.District];

    private MapQuestion() { }

    public required AreaKind Kind { get; init; }
    public required MapMeasure Measure { get; init; }

    /// <summary><see cref="AllCrime"/>, <see cref="AntiSocial"/>, or a category as <see cref="WordOf"/> writes it.</summary>
    public required string Category { get; init; }
    public required Month From { get; init; }
    public required Month To { get; init; }

    public int Months => To.MonthsSince(From) + 1;

    /// <summary>A category in an address: "Vehicle crime" is vehicle-crime.</summary>
    public static string WordOf(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        return string.Join(
            '-',
            category.ToLowerInvariant().Split([' ', '-', ',', '(', ')', '/', '\''], StringSplitOptions.RemoveEmptyEntries)
        );
    }

    public static string WordOf(AreaKind kind) => kind.ToString().ToLowerInvariant();

    public static string WordOf(MapMeasure measure) => measure.ToString().ToLowerInvariant();

    /// <summary>Reads a wish, with the newest complete year of all recorded crime for whatever it leaves open.</summary>
    public static Outcome<MapQuestion> Of(MapWish wish, CountyFigures figures)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(figures);
        var refusals = new List<Refusal>();
        var kind = Kinds.Where(k => WordOf(k) == (Said(wish.Kind) ?? "lsoa")).Select(k => (AreaKind?)k).FirstOrDefault();
        if (kind is null)
            refusals.Add(new("kind", PublishingText.Of("Map.ChooseKind")));
        var measure = (Said(wish.Measure) ?? "rate") switch
        {
            "rate" => MapMeasure.Rate,
            "count" => MapMeasure.Count,
            _ => (MapMeasure?)null,
        };
        if (measure is null)
            refusals.Add(new("measure", PublishingText.Of("Map.ChooseMeasure")));
        var category = Said(wish.Category) ?? AllCrime;
        if (category is not (AllCrime or AntiSocial) && figures.Categories.All(c => WordOf(c) != category))
        {
            refusals.Add(new("category", PublishingText.Of("Map.ChooseCategory")));
        }
        if (Period(wish, figures, refusals) is not var (from, to) || refusals.Count > 0)
            return refusals;
        if (kind == AreaKind.Lsoa && from == to && category != AllCrime)
        {
            return new Refusal("period", PublishingText.Of("Map.TooFew"));
        }
        return new MapQuestion
        {
            Kind = kind!.Value,
            Measure = measure!.Value,
            Category = category,
            From = from,
            To = to,
        };
    }

    private static (Month From, Month To)? Period(MapWish wish, CountyFigures figures, List<Refusal> refusals)
    {
        var year = figures.NewestYear;
        if (Said(wish.Period) is not (null or "year" or "month"))
            refusals.Add(new("period", PublishingText.Of("Map.ChoosePeriod")));
        var single = Said(wish.Period) == "month";
        Month to,
            from;
        if (Said(wish.To) is not { } last)
            to = (single || year is null) && figures.Months.Count > 0 ? figures.Months[^1] : year?.To ?? new Month(2000, 12);
        else if (!Month.TryParse(last, out to) || to.Year < 1900)
            return Refused("to", PublishingText.Of("Map.WriteLastMonth"));
        if (Said(wish.From) is not { } first)
            from = single ? to : to.AddMonths(-11);
        else if (!Month.TryParse(first, out from))
            return Refused("from", PublishingText.Of("Map.WriteFirstMonth"));
        if (to.MonthsSince(from) is not (0 or 11))
            return Refused("from", PublishingText.Of("Map.ChooseMonths"));
        return (from, to);

        (Month, Month)? Refused(string field, string message)
        {
            refusals.Add(new(field, message));
            return null;
        }
    }

    private static string? Said(string? word) => string.IsNullOrWhiteSpace(word) ? null : word.Trim();
}
