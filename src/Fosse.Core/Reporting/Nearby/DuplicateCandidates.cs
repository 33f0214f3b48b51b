using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Another report that may be about the same thing.</summary>
public sealed record DuplicateCandidate(
    Guid RecordId,
    string Reference,
    string Category,
    string Agency,
    ReportState State,
    DateTimeOffset SubmittedAt,
    int Points,
    IReadOnlyList<string> Reasons
);

/// <summary>Finds, for the person who triages, reports that may be about the same thing. It opens nothing behind the wall: areas, days,
/// kinds and numbers of files are all it compares.</summary>
public sealed class DuplicateCandidates(SafetyDb db, AreasAround around)
{
    private const int Most = 10,
        MostLooked = 500,
        MostFiles = 50;

    private sealed class Row
    {
        public required Guid RecordId { get; init; }
        public required string Reference { get; init; }
        public required string Category { get; init; }
        public required string Agency { get; init; }
        public required ReportState State { get; init; }
        public required DateTimeOffset SubmittedAt { get; init; }
        public required int? Lsoa { get; init; }
        public required DateOnly? HappenedOn { get; init; }
    }

    /// <returns>The most alike first.</returns>
    public async Task<IReadOnlyList<DuplicateCandidate>> For(Guid recordId, CancellationToken stop)
    {
        if (await Rows(recordId).SingleOrDefaultAsync(stop) is not { } report)
            return [];
        var areas = report.Lsoa is { } lsoa ? await around.Of(lsoa, stop) : [];
        var headings = await db.Set<ReportCategory>().AsNoTracking().Take(1000).ToDictionaryAsync(c => c.Code, c => c.Heading, stop);
        var own = await db.Set<ReportFileMark>().Where(m => m.RecordId == recordId).Select(m => m.Mark).Take(MostFiles).ToListAsync(stop);
        var sameFile =
            own.Count == 0
                ? []
                : await db.Set<ReportFileMark>()
                    .Where(m => m.RecordId != recordId && own.Contains(m.Mark))
                    .Select(m => m.RecordId)
                    .Distinct()
                    .Take(MostFiles)
                    .ToListAsync(stop);
        var others = await Near(report, areas, sameFile, stop);
        var ids = others.ConvertAll(o => o.RecordId);
        var files = (
            await db.Set<ReportFileMark>()
                .AsNoTracking()
                .Where(m => ids.Contains(m.RecordId) && own.Contains(m.Mark))
                .OrderBy(m => m.File)
                .Take(MostLooked)
                .Select(m => new { m.RecordId, m.Mark })
                .ToListAsync(stop)
        ).ToLookup(m => m.RecordId, m => m.Mark);
        var compared = Compared(report, own);
        return
        [
            .. others
                .Select(o => (Report: o, Match: DuplicateScore.Of(compared, Compared(o, files[o.RecordId]), areas)))
                .Where(o => o.Match.Points > 0)
                .OrderByDescending(o => o.Match.Points)
                .ThenByDescending(o => o.Report.SubmittedAt)
                .ThenBy(o => o.Report.RecordId)
                .Take(Most)
                .Select(o => new DuplicateCandidate(
                    o.Report.RecordId,
                    o.Report.Reference,
                    o.Report.Category,
                    o.Report.Agency,
                    o.Report.State,
                    o.Report.SubmittedAt,
                    o.Match.Points,
                    o.Match.Reasons
                )),
        ];

        ComparedReport Compared(Row row, IEnumerable<long> numbers) =>
            new(
                row.Category,
                headings.TryGetValue(row.Category, out var heading) ? heading : null,
                row.Lsoa,
                row.HappenedOn ?? CountyClock.DayOf(row.SubmittedAt),
                numbers.ToHashSet()
            );
    }

    // What was sent within the days, or happened within them; the score decides which of the two counts.
    private async Task<List<Row>> Near(Row report, IReadOnlyList<int> areas, List<Guid> sameFile, CancellationToken stop)
    {
        var day = report.HappenedOn ?? CountyClock.DayOf(report.SubmittedAt);
        var (first, last) = (day.AddDays(-DuplicateScore.Days), day.AddDays(DuplicateScore.Days));
        var (from, to) = (CountyClock.StartOf(first), CountyClock.StartOf(last.AddDays(1)));
        return await Rows(null)
            .Where(r =>
                r.RecordId != report.RecordId
                && r.State != ReportState.Withdrawn
                && r.State != ReportState.Duplicate
                && (
                    sameFile.Contains(r.RecordId)
                    || (
                        r.Lsoa != null
                        && areas.Contains(r.Lsoa.Value)
                        && (
                            (r.HappenedOn >= first && r.HappenedOn <= last)
                            || (r.HappenedOn == null && r.SubmittedAt >= from && r.SubmittedAt < to)
                        )
                    )
                )
            )
            .OrderByDescending(r => r.SubmittedAt)
            .Take(MostLooked)
            .ToListAsync(stop);
    }

    private IQueryable<Row> Rows(Guid? one) =>
        db.Set<IncidentReport>()
            .AsNoTracking()
            .Where(r => one == null || r.RecordId == one)
            .Join(
                db.Set<ReportPlace>(),
                r => r.RecordId,
                p => p.RecordId,
                (r, p) =>
                    new Row
                    {
                        RecordId = r.RecordId,
                        Reference = r.Reference,
                        Category = r.Category,
                        Agency = r.AnsweredByName,
                        State = r.State,
                        SubmittedAt = r.SubmittedAt,
                        Lsoa = p.LsoaId,
                        HappenedOn = p.HappenedOn,
                    }
            );
}
