using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting.Open311;

/// <summary>What is asked for among the published matters.</summary>
/// <param name="Numbers">Where there are any, nothing else is looked at.</param>
/// <param name="Categories">None for all.</param>
/// <param name="First">The first day from which a matter may count.</param>
public sealed record MattersAsked(
    IReadOnlyList<string> Numbers,
    IReadOnlyList<string> Categories,
    bool? Open,
    DateOnly First,
    DateOnly Last,
    int Page,
    int PageSize
);

/// <summary>A published matter, with the point that the public may be told.</summary>
public sealed record PublishedMatter(ReportSummary Summary, string Category, string? Area, PublishedPoint? Point);

/// <summary>A report, for the system that sent it: what became of it, and nothing of what was told.</summary>
public sealed record OwnRequest(IncidentReport Report, string Category, IReadOnlyList<News> News);

/// <summary>What other systems may read. Nothing here goes behind the wall.</summary>
public static partial class RequestQueries
{
    private const int Most = 1000;

    /// <summary>Published matters, the newest first.</summary>
    public static async Task<IReadOnlyList<PublishedMatter>> PublishedMatters(this SafetyDb db, MattersAsked asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(asked);
        var found = db.Set<ReportSummary>().AsNoTracking().Where(s => s.WithdrawnAt == null);
        if (asked.Numbers.Count > 0)
        {
            var numbers = asked.Numbers.Where(n => Number.IsMatch(n)).Take(Most).ToList();
            found = found.Where(s => numbers.Contains(s.Number));
        }
        else
        {
            found = found.Where(s => s.Since >= asked.First && s.Since <= asked.Last);
            if (asked.Categories.Count > 0)
            {
                var codes = asked.Categories.Where(c => TakeRequest.CategoryCode.IsMatch(c)).Take(Most).ToList();
                found = found.Where(s => codes.Contains(s.Category));
            }
            if (asked.Open is { } open)
                found = found.Where(s => s.ClosedAt == null == open);
        }
        var page = await found
            .OrderByDescending(s => s.Since)
            .ThenBy(s => s.Number)
            .Skip((int)Math.Min(int.MaxValue, (asked.Page - 1L) * asked.PageSize))
            .Take(Math.Min(asked.PageSize, Most))
            .ToListAsync(stop);
        var ids = page.Select(s => s.LsoaId).OfType<int>().Distinct().ToList();
        var areas = await db.Set<Area>().AsNoTracking().Where(a => ids.Contains(a.Id)).Take(Most).ToDictionaryAsync(a => a.Id, stop);
        var names = await db.CategoryNames(page.Select(s => s.Category), stop);
        return
        [
            .. page.Select(s =>
                s.LsoaId is { } lsoa && areas.TryGetValue(lsoa, out var area)
                    ? new PublishedMatter(s, names.GetValueOrDefault(s.Category, s.Category), area.Name, PublishedPoint.Of(area))
                    : new PublishedMatter(s, names.GetValueOrDefault(s.Category, s.Category), null, null)
            ),
        ];
    }

    /// <summary>Reports that a system sent, by their references.</summary>
    public static async Task<IReadOnlyList<OwnRequest>> OwnRequests(
        this SafetyDb db,
        Guid key,
        IEnumerable<string> references,
        CancellationToken stop
    )
    {
        var said = references.Select(ReportReference.Said).Where(r => Reference.IsMatch(r)).Take(Most).ToList();
        return said.Count == 0
            ? []
            : await db.Told(
                await db.SentBy(key)
                    .Where(r => said.Contains(r.Reference))
                    .OrderByDescending(r => r.SubmittedAt)
                    .Take(Most)
                    .ToListAsync(stop),
                stop
            );
    }

    /// <summary>Reports that a system sent and to which something happened between two instants, both counted.</summary>
    public static async Task<IReadOnlyList<OwnRequest>> OwnRequestsWithNews(
        this SafetyDb db,
        Guid key,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken stop
    )
    {
        // A report is never told of twice under other instants, so asking on from the last one told is enough.
        var found = await db.SentBy(key)
            .Where(r =>
                (r.StateSince >= from && r.StateSince <= to)
                || (r.AnsweredAt >= from && r.AnsweredAt <= to)
                || (r.WaitingSince >= from && r.WaitingSince <= to)
                || (r.ReopenedAt >= from && r.ReopenedAt <= to)
                || (r.ClosedAt >= from && r.ClosedAt <= to)
            )
            .OrderBy(r => r.StateSince)
            .Take(Most)
            .ToListAsync(stop);
        return await db.Told(found, stop);
    }

    internal static IQueryable<IncidentReport> SentBy(this SafetyDb db, Guid key) =>
        db.Set<SentRequest>()
            .AsNoTracking()
            .Where(s => s.KeyId == key)
            .Join(db.Set<IncidentReport>(), s => s.Submission, r => r.Submission, (_, r) => r);

    private static async Task<IReadOnlyList<OwnRequest>> Told(this SafetyDb db, List<IncidentReport> reports, CancellationToken stop)
    {
        var names = await db.CategoryNames(reports.Select(r => r.Category), stop);
        return [.. reports.Select(r => new OwnRequest(r, names.GetValueOrDefault(r.Category, r.Category), RequestNews.Of(r)))];
    }

    private static async Task<Dictionary<string, string>> CategoryNames(this SafetyDb db, IEnumerable<string> codes, CancellationToken stop)
    {
        var wanted = codes.Distinct().ToList();
        return await db.Set<ReportCategory>()
            .AsNoTracking()
            .Where(c => wanted.Contains(c.Code))
            .Take(Most)
            .ToDictionaryAsync(c => c.Code, c => c.Name, stop);
    }

    // What is no number or reference is not asked the database for: a text of control characters would be its failure.
    [GeneratedRegex(@"\AM-[0-9A-Z\-]{1,30}\z")]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"\AR-[0-9A-Z]{4}-[0-9A-Z]{4}\z")]
    private static partial Regex Reference { get; }
}
