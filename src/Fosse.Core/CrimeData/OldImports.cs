using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.CrimeData;

/// <summary>What imports did is kept for a year. A run goes after its files and rows, so that none is left without it.</summary>
public static class OldImports
{
    private const string Retention = "1 year";

    public static IServiceCollection AddCrimeData(this IServiceCollection services) =>
        services
            .AddSingleton(
                OldRows.Of(
                    "refused_import_rows",
                    Retention,
                    (db, now) =>
                    {
                        var past = Past(db, now);
                        return db.Set<RefusedImportRow>().Where(r => past.Any(p => p.Id == r.RunId));
                    }
                )
            )
            .AddSingleton(
                OldRows.Of(
                    "imported_files",
                    Retention,
                    (db, now) =>
                    {
                        var past = Past(db, now);
                        return db.Set<ImportedFile>().Where(f => past.Any(p => p.Id == f.RunId));
                    }
                )
            )
            .AddSingleton(OldRows.Of("import_runs", Retention, Past))
            .AddSingleton(
                OldRows.Of(
                    "import_requests",
                    Retention,
                    (db, now) =>
                    {
                        var before = now.AddYears(-1);
                        return db.Set<ImportRequest>().Where(r => r.AskedAt < before);
                    }
                )
            );

    private static IQueryable<ImportRun> Past(SafetyDb db, DateTimeOffset now)
    {
        var before = now.AddYears(-1);
        return db.Set<ImportRun>().Where(r => r.StartedAt < before);
    }
}
