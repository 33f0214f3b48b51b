using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>What happened to a report, and what staff and its reporter wrote to each other.</summary>
internal static class ReportChronicle
{
    private const int Most = 500;

    public static Chronicle All { get; } =
        new(
            async (db, record, stop) =>
            {
                if (await db.Set<IncidentReport>().AsNoTracking().SingleOrDefaultAsync(r => r.RecordId == record, stop) is not { } report)
                    return [];
                var deeds = await db.Set<ReportDeed>()
                    .AsNoTracking()
                    .Where(d => d.RecordId == record)
                    .OrderByDescending(d => d.At)
                    .ThenBy(d => d.Id)
                    .First(Most, db, stop);
                return
                [
                    new(report.SubmittedAt, "Report.Received"),
                    // Of one instant, that somebody took it comes first.
                    .. deeds
                        .OrderBy(d => d.Kind is not DeedKind.Assigned)
                        .Select(d => new Happened(d.At, $"Deed.{d.Kind}", d.By, d.About, Wordless: d.Kind is DeedKind.Assigned)),
                ];
            },
            async (db, access, stop) =>
                [
                    .. (
                        await db.Set<ReportMessage>().AsNoTracking().OrderByDescending(m => m.At).ThenBy(m => m.Id).First(Most, db, stop)
                    ).Select(m => new Told(m.At, $"Message.{m.Kind}", m.By, access.Read(m.Words))),
                ]
        );
}
