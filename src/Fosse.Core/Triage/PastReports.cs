using Fosse.Foundation;
using Fosse.Reporting;

namespace Fosse.Triage;

/// <summary>Draws two years of made-up reports: more on light evenings and round bonfire night, at the hours at which people report, and
/// answered as a partnership answers that mostly keeps its promise. The same day gives the same reports.</summary>
internal static class PastReports
{
    public const int Days = 720;

    /// <summary>A day on average.</summary>
    private const double Mean = 3.0;

    // Of the year, by month: what the weather, the holidays and bonfire night do.
    private static readonly double[] OfMonth = [.75, .75, .9, 1.0, 1.1, 1.2, 1.25, 1.2, 1.05, 1.15, 1.1, .8];

    // Of a hundred, by hours of three: few at night, most in the evening.
    private static readonly int[] OfDay = [3, 2, 6, 17, 16, 15, 23, 18];

    // Degrees from the middle of a settlement; few, so that places recur.
    private static readonly double[] Near = [-.004, -.001, .0015, .0035];

    private static readonly ClosingReason[] Reasons =
    [
        ClosingReason.Resolved,
        ClosingReason.AdviceGiven,
        ClosingReason.NothingFurtherPossible,
        ClosingReason.PassedOn,
    ];

    /// <param name="latest">None is later than this.</param>
    public static IEnumerable<PastReport> Until(DateTimeOffset latest)
    {
        var dice = Dice.For(2022, 41);
        var number = 0;
        var last = CountyClock.DayOf(latest);
        for (var day = last.AddDays(-Days); day <= last; day = day.AddDays(1))
        {
            var many = dice.Count(Mean * OfMonth[day.Month - 1] * (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1.2 : .92));
            for (var i = 0; i < many; i++)
            {
                var drawn = Draw(dice, day, number++);
                if (drawn.Sent <= latest)
                    yield return drawn;
            }
        }
    }

    private static PastReport Draw(Dice dice, DateOnly day, int number)
    {
        var part = Weighted(dice, OfDay);
        var sent = CountyClock.StartOf(day) + TimeSpan.FromMinutes(part * 180 + dice.Below(180));
        var kind = PastWords.Kinds[Weighted(dice, [.. PastWords.Kinds.Select(k => k.Often)])];
        var settlement = dice.Pick(PastWords.Where[Weighted(dice, [.. PastWords.Where.Select(p => p.Often)])].Settlements);
        var named = kind.Category is "retail" || dice.Unit() < .55;
        var end =
            dice.Unit() is var luck && luck < .03 ? PastEnd.Withdrawn
            : luck < .07 ? PastEnd.Duplicate
            : PastEnd.Closed;
        return new(
            sent,
            kind,
            settlement,
            (dice.Pick(Near), dice.Pick(Near)),
            dice.Pick(kind.Places),
            $"{dice.Pick(kind.Begins)} {dice.Pick(kind.Ends)}",
            kind.Choice is { } choice ? dice.Pick(choice.Keys) : null,
            named ? $"{dice.Pick(PastWords.FirstNames)} {dice.Pick(PastWords.LastNames)}" : "",
            named ? Telephone(number) : "",
            dice.Pick(kind.Replies),
            Took(dice),
            end,
            Reasons[Weighted(dice, [55, 25, 15, 5])],
            end is PastEnd.Closed && kind.Matter.Length > 0 && dice.Unit() < .035,
            end is PastEnd.Closed && dice.Unit() < .015
        );
    }

    private static (TimeSpan, TimeSpan, TimeSpan) Took(Dice dice)
    {
        var late = dice.Unit() < .07;
        var replied = late ? dice.Between(73, 150) : 2 + (68 * dice.Unit() * dice.Unit());
        var ended = replied + 24 + (24 * 26 * dice.Unit() * dice.Unit());
        return (TimeSpan.FromHours(replied * dice.Between(.1, .8)), TimeSpan.FromHours(replied), TimeSpan.FromHours(ended));
    }

    // Of the numbers that Ofcom keeps for stories; of everybody another, so that nobody is taken for somebody else.
    private static string Telephone(int number) => $"011{6 - (number / 1000 % 4)} 496 0{number % 1000:000}";

    private static int Weighted(Dice dice, IReadOnlyList<int> weights)
    {
        var left = dice.Below(weights.Sum());
        for (var i = 0; i < weights.Count; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Count - 1;
    }
}
