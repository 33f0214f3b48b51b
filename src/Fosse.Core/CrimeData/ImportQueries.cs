using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.CrimeData;

/// <summary>A run of an import with what it did in all.</summary>
public sealed record ImportRunRow(ImportRun Run, int Files, long Added, long Changed, long Removed, long Refused);

/// <summary>What the admin face shows about imports.</summary>
public static class ImportQueries
{
    public const int MostFiles = 2_000,
        MostRows = 500;

    private const int RunsAPage = 25;

    public static async Task<(IReadOnlyList<ImportRunRow> Runs, int Page, int Pages)> ImportRuns(
        this SafetyDb db,
        int page,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var pages = Math.Max(1, (await db.Set<ImportRun>().CountAsync(stop) + RunsAPage - 1) / RunsAPage);
        var shown = Math.Clamp(page, 1, pages);
        var runs = await db.Set<ImportRun>()
            .AsNoTracking()
            .OrderByDescending(r => r.StartedAt)
            .ThenByDescending(r => r.Id)
            .Skip((shown - 1) * RunsAPage)
            .Take(RunsAPage)
            .ToListAsync(stop);
        var ids = runs.Select(r => r.Id).ToList();
        var sums = await db.Set<ImportedFile>()
            .Where(f => ids.Contains(f.RunId))
            .GroupBy(f => f.RunId)
            .Select(g => new
            {
                g.Key,
                Files = g.Count(f => f.Result != ImportedFile.Together),
                Added = g.Sum(f => (long)f.Added),
                Changed = g.Sum(f => (long)f.Changed),
                Removed = g.Sum(f => (long)f.Removed),
                Refused = g.Sum(f => (long)f.Refused),
            })
            .Take(RunsAPage)
            .ToDictionaryAsync(g => g.Key, stop);
        return (
            [
                .. runs.Select(r =>
                    sums.TryGetValue(r.Id, out var s)
                        ? new ImportRunRow(r, s.Files, s.Added, s.Changed, s.Removed, s.Refused)
                        : new ImportRunRow(r, 0, 0, 0, 0, 0)
                ),
            ],
            shown,
            pages
        );
    }

    public static async Task<(ImportRun Run, IReadOnlyList<ImportedFile> Files, IReadOnlyList<RefusedImportRow> Rows)?> ImportRunOf(
        this SafetyDb db,
        Guid id,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop) is not { } run)
            return null;
        return (
            run,
            await db.Set<ImportedFile>().AsNoTracking().Where(f => f.RunId == id).OrderBy(f => f.Position).First(MostFiles, db, stop),
            await db.Set<RefusedImportRow>()
                .AsNoTracking()
                .Where(r => r.RunId == id)
                .OrderBy(r => r.Position)
                .ThenBy(r => r.Line)
                .First(MostRows, db, stop)
        );
    }

    /// <summary>How many runs since an instant began before another and have not ended, and how many files in them were refused
    /// whole.</summary>
    public static async Task<(int Unended, int RefusedFiles)> TroubledImports(
        this SafetyDb db,
        DateTimeOffset since,
        DateTimeOffset begunBefore,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return (
            await db.Set<ImportRun>().CountAsync(r => r.EndedAt == null && r.StartedAt >= since && r.StartedAt < begunBefore, stop),
            await db.Set<ImportedFile>()
                .CountAsync(f => f.Result == "refused" && db.Set<ImportRun>().Any(r => r.Id == f.RunId && r.StartedAt >= since), stop)
        );
    }
}
