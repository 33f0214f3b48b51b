namespace Fosse.Exchange.Open311;

/// <summary>Which requests are asked for (GET requests).</summary>
/// <param name="Ids">Where there are any, nothing else is looked at.</param>
/// <param name="Services">Service codes; none for all.</param>
/// <param name="Open">True for open ones, false for closed ones, none for both.</param>
/// <param name="Page">From 1.</param>
public sealed record RequestSearch(
    IReadOnlyList<string> Ids,
    IReadOnlyList<string> Services,
    bool? Open,
    DateTimeOffset From,
    DateTimeOffset To,
    int Page,
    int PageSize
)
{
    /// <summary>An answer holds this many at most, and looks back this far where nothing else is said.</summary>
    public const int Most = 1000;

    /// <inheritdoc cref="Most"/>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Reads the fields of an address; what is wrong is added to theirs.</summary>
    /// <param name="now">Up to when, where it is not said.</param>
    public static RequestSearch Read(PostedFields query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var ids = query.Several("service_request_id");
        if (ids.Count > Most)
            query.Wrong($"service_request_id may name {Most} requests at most");
        var (from, to) = Span(query, now, Longest, true);
        return new(
            ids,
            [.. query.Several("service_code").Select(c => c.ToLowerInvariant())],
            Status(query),
            from,
            to,
            query.Whole("page", 1, 1_000_000) ?? 1,
            query.Whole("page_size", 1, Most) ?? Most
        );
    }

    /// <summary>From when to when; what is not said follows from what is.</summary>
    internal static (DateTimeOffset From, DateTimeOffset To) Span(
        PostedFields query,
        DateTimeOffset now,
        TimeSpan longest,
        bool refuseLonger
    )
    {
        var (start, end) = (query.Instant("start_date"), query.Instant("end_date"));
        var to = end ?? (start is { } s && s < now && now - s > longest ? s + longest : now);
        var from = start ?? (to - DateTimeOffset.MinValue > longest ? to - longest : DateTimeOffset.MinValue);
        if (from > to && end is not null)
            query.Wrong("start_date must not be after end_date");
        else if (refuseLonger && to - from > longest)
            query.Wrong($"start_date and end_date must not be more than {longest.Days} days apart");
        return (from, to);
    }

    private static bool? Status(PostedFields query)
    {
        var asked = query.Several("status");
        if (asked.Any(s => s is not ("open" or "closed")))
            query.Wrong("status must be open or closed");
        return asked is [var one] ? one == "open" : null;
    }
}

/// <summary>Which updates are asked for (GET servicerequestupdates).</summary>
public sealed record UpdateSearch(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Reads the fields of an address; what is wrong is added to theirs.</summary>
    public static UpdateSearch Read(PostedFields query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (from, to) = RequestSearch.Span(query, now, RequestSearch.Longest, false);
        return new(from, to);
    }
}
