using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.CrimeData;

/// <summary>Recorded crime as it came in, and how it came in.</summary>
public sealed class CrimeDataRoom : IRoom
{
    private const string Retention = "1 year";

    // What imports did is kept for a year. A run goes after its files and rows, so that none is left without it.
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Clears(
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
            .Clears(
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
            .Clears(OldRows.Of("import_runs", Retention, Past))
            .Clears(
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
    }

    private static IQueryable<ImportRun> Past(SafetyDb db, DateTimeOffset now)
    {
        var before = now.AddYears(-1);
        return db.Set<ImportRun>().Where(r => r.StartedAt < before);
    }
}
