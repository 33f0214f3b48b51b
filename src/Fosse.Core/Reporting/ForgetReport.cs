using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>What goes with a report that is forgotten: its reporter's box with its letters, its files and what was counted of it. That
/// there was one stays with its area and its day, and names nobody.</summary>
internal static class ForgetReport
{
    public static readonly ForgettingStep[] Rows =
    [
        Of("report_letters", (db, record) => db.Set<ReportLetter>().Where(row => row.RecordId == record)),
        Of("report_boxes", (db, record) => db.Set<ReportBox>().Where(row => row.RecordId == record)),
        Of("report_notices", (db, record) => db.Set<ReportNotice>().Where(row => row.RecordId == record)),
        Of("report_mailings", (db, record) => db.Set<ReportMailing>().Where(row => row.RecordId == record)),
        Of("report_file_marks", (db, record) => db.Set<ReportFileMark>().Where(row => row.RecordId == record)),
        Of("records_repeated", (db, record) => db.Set<ReportRepeats>().Where(row => row.RecordId == record)),
    ];

    public static ForgettingStep Files(FileStore files) =>
        new(
            "report_uploads",
            async (db, record, _, stop) =>
            {
                if (db is not SafetyDb)
                    return 0;
                var uploads = db.Set<ReportUpload>().Where(row => row.RecordId == record);
                // Their keys go with the subject's, so nobody could open them again even if this were undone.
                foreach (var file in await uploads.Select(row => row.File).Take(1000).ToListAsync(stop))
                    files.Remove(file);
                return await uploads.ExecuteDeleteAsync(stop);
            }
        );

    private static ForgettingStep Of<T>(string table, Func<GuardedDb, Guid, IQueryable<T>> rows)
        where T : class =>
        new(table, (db, record, _, stop) => db is SafetyDb ? rows(db, record).ExecuteDeleteAsync(stop) : Task.FromResult(0));
}
