namespace Fosse.Analysis;

/// <summary>When it happened, if all that is known is between when: an even weight over the span, by hour of the week.</summary>
public static class Aoristic
{
    /// <summary>Hours of a week; the first is Monday from midnight.</summary>
    public const int Hours = 168;

    /// <summary>
    /// Weights by hour of the week that add up to 1, or null for spans of more than the longest, which say nothing. Without a zone the
    /// clock's own hours count; with one, hours
    /// that a clock change leaves out count nothing and those that come twice count twice. Source: Ratcliffe (2000) Int J Geographical
    /// Information Science 14:669.
    /// </summary>
    /// <param name="from">Earliest, local time.</param>
    /// <param name="to">Latest, not before it.</param>
    /// <param name="zone">Time zone, for spans across clock changes; null for none.</param>
    /// <param name="longest">Days; longer spans are left out.</param>
    public static double[]? Weights(DateTime from, DateTime to, TimeZoneInfo? zone = null, double longest = 7)
    {
        if (!InOrder(from, to, zone))
            throw new ArgumentOutOfRangeException(nameof(to), to, "Must not be before the beginning.");
        Ask.Positive(longest);
        if ((to - from).TotalDays > longest)
            return null;
        var weights = new double[Hours];
        int Bin(DateTime local) => ((int)local.DayOfWeek + 6) % 7 * 24 + local.Hour;
        if (zone is null)
        {
            for (var at = from; at < to; )
            {
                var next = at.Date.AddHours(at.Hour + 1);
                var until = next < to ? next : to;
                weights[Bin(at)] += (until - at) / (to - from);
                at = until;
            }
        }
        else
        {
            // Where the clock went back in between, the later of the two is meant.
            var (start, end) = (Utc(from, zone), Utc(to, zone, second: to < from));
            for (var at = start; at < end; )
            {
                var local = at + zone.GetUtcOffset(at);
                var next = at + (local.Date.AddHours(local.Hour + 1) - local);
                var until = next < end ? next : end;
                weights[Bin(local)] += (until - at) / (end - start);
                at = until;
            }
            if (end <= start)
                from = to;
            else if (to < from)
                return weights;
        }
        if (from == to)
            weights[Bin(from)] = 1;
        return weights;
    }

    /// <summary>Whether a span is one: its end is not before its beginning, or the clock went back between them.</summary>
    public static bool InOrder(DateTime from, DateTime to, TimeZoneInfo? zone) =>
        to >= from
        || zone is not null
            && zone.IsAmbiguousTime(DateTime.SpecifyKind(to, DateTimeKind.Unspecified))
            && Utc(from, zone) < Utc(to, zone, second: true);

    // An hour that does not exist is taken as the one after it; one that comes twice as the first, unless the second is meant.
    private static DateTime Utc(DateTime local, TimeZoneInfo zone, bool second = false)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local)
            ? (second ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetAmbiguousTimeOffsets(local).Max())
            : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
