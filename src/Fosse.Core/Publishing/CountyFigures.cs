using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>Recorded crimes (never with anti-social behaviour in them) and reports of anti-social behaviour, apart.</summary>
public readonly record struct Recorded(long Crime, long AntiSocial);

/// <summary>
/// All published counts of one county at one data version, in memory: areas by months by categories. Immutable; made by
/// <see cref="FiguresLoad"/>.
/// </summary>
public sealed class CountyFigures
{
    internal CountyFigures() { }

    public required int DataVersion { get; init; }
    public required string CountyName { get; init; }
    public required bool MadeUp { get; init; }
    public required IReadOnlyList<AreaFacts> Areas { get; init; }
    public required IReadOnlyDictionary<string, AreaFacts> BySlug { get; init; }
    public required IReadOnlyDictionary<string, string> OldSlugs { get; init; }
    public required IReadOnlyDictionary<int, AreaFacts> ById { get; init; }

    /// <summary>The months that are held, oldest first; there may be gaps between them.</summary>
    public required IReadOnlyList<Month> Months { get; init; }

    /// <summary>Crime categories by name; anti-social behaviour is not among them.</summary>
    public required IReadOnlyList<string> Categories { get; init; }
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>Whether postcodes, and names of settlements and streets, are held: then their owners are named.</summary>
    public bool HasPostcodes { get; init; }
    public bool HasNames { get; init; }

    /// <summary>The force whose files are counted, as the files name it.</summary>
    public required string Force { get; init; }
    public required DateTimeOffset? LoadedAt { get; init; }
    public required long WithoutLocation { get; init; }
    public required long Outside { get; init; }

    /// <summary>[area][month * (categories + 1) + category]; the last category is anti-social behaviour.</summary>
    internal int[][] Counts { get; init; } = [];

    /// <summary>[area][month * outcomes + outcome].</summary>
    internal int[][] OutcomeCounts { get; init; } = [];

    public AreaFacts? County => Areas.FirstOrDefault(a => a.Kind == AreaKind.County);

    public IEnumerable<AreaFacts> Of(AreaKind kind) => Areas.Where(a => a.Kind == kind && a.LastVintage is null);

    public bool Holds(Month month) => IndexOf(month) >= 0;

    /// <summary>True where every month from first to last is held.</summary>
    public bool Complete(Month from, Month to) =>
        to >= from && Enumerable.Range(0, to.MonthsSince(from) + 1).All(i => Holds(from.AddMonths(i)));

    /// <summary>The newest twelve months in a row that are all held.</summary>
    public (Month From, Month To)? NewestYear => Years.Select(y => ((Month, Month)?)y).LastOrDefault();

    /// <summary>Every run of twelve months in a row that are all held, oldest first.</summary>
    public IEnumerable<(Month From, Month To)> Years =>
        Months.Where(m => m.Year > 1001 && Complete(m.AddMonths(-11), m)).Select(m => (m.AddMonths(-11), m));

    public Recorded In(AreaFacts area, Month month)
    {
        ArgumentNullException.ThrowIfNull(area);
        if (IndexOf(month) is not (>= 0 and var at))
            return default;
        var width = Categories.Count + 1;
        var row = Counts[area.Index].AsSpan(at * width, width);
        long crime = 0;
        foreach (var n in row[..^1])
            crime += n;
        return new(crime, row[^1]);
    }

    /// <summary>The sum over the months that are held; ask <see cref="Complete"/> whether that is all of them.</summary>
    public Recorded In(AreaFacts area, Month from, Month to)
    {
        Recorded sum = default;
        foreach (var month in Months)
        {
            if (month < from || month > to)
                continue;
            var (crime, antiSocial) = In(area, month);
            sum = new(sum.Crime + crime, sum.AntiSocial + antiSocial);
        }
        return sum;
    }

    /// <summary>Crimes of one category (by its place in <see cref="Categories"/>).</summary>
    public long InCategory(AreaFacts area, int category, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(area);
        long sum = 0;
        for (var m = 0; m < Months.Count; m++)
        {
            if (Months[m] >= from && Months[m] <= to)
                sum += Counts[area.Index][m * (Categories.Count + 1) + category];
        }
        return sum;
    }

    /// <summary>Crimes by last outcome, in the order of <see cref="Outcomes"/>.</summary>
    public IReadOnlyList<long> ByOutcome(AreaFacts area, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(area);
        var sums = new long[Outcomes.Count];
        for (var m = 0; m < Months.Count; m++)
        {
            if (Months[m] < from || Months[m] > to)
                continue;
            for (var o = 0; o < sums.Length; o++)
                sums[o] += OutcomeCounts[area.Index][m * sums.Length + o];
        }
        return sums;
    }

    private int IndexOf(Month month)
    {
        int low = 0,
            high = Months.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Months[middle] == month)
                return middle;
            if (Months[middle] < month)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }
}
