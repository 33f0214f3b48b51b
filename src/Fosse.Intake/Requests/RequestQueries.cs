using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Requests;

/// <summary>A request with the name that its asker has now.</summary>
public sealed record AskedImport(ImportRequest Request, string AskedBy);

/// <summary>A request with the runs that it led to, and the rows that its last ones did not take.</summary>
public sealed record AskedImportWhole(
    AskedImport Asked,
    IReadOnlyList<ImportRun> Runs,
    IReadOnlyList<ImportedFile> RefusedFiles,
    IReadOnlyList<(string File, RefusedImportRow Row)> RefusedRows
);

/// <summary>What the admin face shows about imports that were asked for.</summary>
public static class RequestQueries
{
    public const int MostRows = 100;

    private const int Latest = 10,
        MostRuns = 20;

    /// <summary>The newest; no more can be waiting or running.</summary>
    public static async Task<IReadOnlyList<AskedImport>> AskedImports(this SafetyDb db, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.MustAdminister();
        var newest = await db.Set<ImportRequest>().AsNoTracking().OrderByDescending(r => r.AskedAt).Take(Latest).ToListAsync(stop);
        return await Named(db, newest, stop);
    }

    public static async Task<AskedImportWhole?> AskedImportOf(this SafetyDb db, Guid id, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.MustAdminister();
        if (await db.Set<ImportRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop) is not { } request)
            return null;
        var runs = await db.Set<ImportRun>()
            .AsNoTracking()
            .Where(r => r.RequestId == id)
            .OrderByDescending(r => r.StartedAt)
            .Take(MostRuns)
            .ToListAsync(stop);
        // A run that goes on names again what the one before it refused.
        var last = runs.Where(r => r.StartedAt >= request.StartedAt).Select(r => r.Id).ToList();
        var files = await db.Set<ImportedFile>()
            .AsNoTracking()
            .Where(f => last.Contains(f.RunId) && (f.Result == "refused" || f.Refused > 0))
            .OrderBy(f => f.RunId)
            .ThenBy(f => f.Position)
            .Take(MostRows)
            .ToListAsync(stop);
        var rows = await db.Set<RefusedImportRow>()
            .AsNoTracking()
            .Where(r => last.Contains(r.RunId))
            .OrderBy(r => r.RunId)
            .ThenBy(r => r.Position)
            .ThenBy(r => r.Line)
            .Take(MostRows)
            .ToListAsync(stop);
        var names = files.ToDictionary(f => (f.RunId, f.Position), f => f.Name);
        return new(
            (await Named(db, [request], stop))[0],
            runs,
            [.. files.Where(f => f.Result == "refused")],
            [.. rows.Select(r => (names.GetValueOrDefault((r.RunId, r.Position), ""), r))]
        );
    }

    private static async Task<IReadOnlyList<AskedImport>> Named(SafetyDb db, List<ImportRequest> requests, CancellationToken stop)
    {
        var ids = requests.Select(r => r.AskedBy).Distinct().ToList();
        var names = await db.Set<Account>()
            .Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.Name })
            .Take(Latest)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        return [.. requests.Select(r => new AskedImport(r, names.GetValueOrDefault(r.AskedBy) ?? r.AskedBy.ToString()))];
    }
}
