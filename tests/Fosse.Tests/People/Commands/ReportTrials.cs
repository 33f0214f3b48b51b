using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Commands.Trial;

namespace Fosse.Tests.People.Commands;

/// <summary>The queues, and what is done with a report.</summary>
internal static class ReportTrials
{
    private static readonly Permission[] Reads = [RecordsPermissions.ReadRecords],
        Writes = [RecordsPermissions.WriteRecords];
    private const string Words = "Our officers will be there on Friday at half past three";

    public static IEnumerable<Trial> All =>
        [
            OwnAlone(
                "Reports.Submit",
                Writes,
                w =>
                    [
                        (Func<SignedIn, object>)(
                            by => new SubmitReport(
                                Guid.NewGuid(),
                                BoxKey.New(),
                                ReportedCounty.Draft(),
                                ReportChannel.AtTheDoor,
                                TakenBy: by
                            )
                        ),
                    ]
            ),
            Deed("AssignReport.Handle", w => [w.Writer(w.Own).AccountId]),
            OwnAlone(
                "TakeNext.Handle",
                Writes,
                async w =>
                {
                    await w.Report(w.Own);
                    return [];
                }
            ),
            Deed("RedirectReport.Handle", w => [w.Other.Id, "The council looks after this play area"]),
            Of("RedirectReport.Targets", Reads, async (w, of) => [await w.Report(of)]),
            Deed("CorrectReport.Place", w => [CommandWorld.Trialshire, null]),
            Deed("CorrectReport.Category", w => ["noise"]),
            Deed("CorrectReport.Team", w => [w.Response.Id]),
            OwnAlone(
                "DeskFiguresQuery.DeskFigures",
                Reads,
                async w =>
                {
                    await w.Report(w.Own);
                    return [];
                }
            ),
            Deed("DivertReport.Handle", w => ["123"]),
            Deed("ReleaseHold.Handle", w => ["Looked at it with the safeguarding team"], held: true),
            Deed("NoteOnReport.Handle", w => [Words]),
            Of(
                "PartReports.Handle",
                Writes,
                async (w, of) =>
                {
                    var (report, other) = (await w.Report(of), await w.Report(w.Own));
                    await w.County.Do(async db =>
                    {
                        db.AddRange(ProvedSame.Of(report, other, w.County.Time.Now));
                        await db.SaveChangesAsync();
                    });
                    return [(report, await w.VersionOf(report)), Words];
                }
            ),
            Deed("AskReporter.Handle", w => ["Would it be all right if a colleague came to see you?"]),
            Deed("ReplyToReporter.Handle", w => [(AnswerKind?)AnswerKind.WeAct, Words]),
            Deed("CloseReport.Handle", w => [(ClosingReason?)ClosingReason.Resolved, ""], answered: true),
            Of("MergeReport.Find", Writes, Merges),
            Of("MergeReport.Handle", Writes, Merges),
            Of(
                "PartMerged.Handle",
                Writes,
                async (w, of) =>
                {
                    var (report, into) = (await w.Report(of), await w.Report(w.Own));
                    await w.County.Do(async db =>
                    {
                        (await db.Set<IncidentReport>().SingleAsync(r => r.RecordId == report)).CloseAsDuplicate(into, w.County.Time.Now);
                        await db.SaveChangesAsync();
                    });
                    return [(report, await w.VersionOf(report)), Words];
                }
            ),
            Deed("PublishSummary.Handle", w => [new SummaryWords("Stones were thrown at a bus. Officers ask who saw it.", "", false)]),
            Of(
                "PublishSummary.TakeBack",
                Writes,
                async (w, of) =>
                {
                    var report = await w.Report(of);
                    var summary = new ReportSummary
                    {
                        Number = ReportMatters.NextNumber(),
                        Category = "groups",
                        Words = "Stones were thrown at a bus.",
                        AgencyName = of.Name,
                        Since = w.Today,
                        PublishedAt = w.County.Time.Now,
                        UpdatedAt = w.County.Time.Now,
                    };
                    await w.Add(summary);
                    await w.Add(new SummarisedReport { RecordId = report, Number = summary.Number });
                    return [(report, await w.VersionOf(report))];
                }
            ),
            Of("ReportFrontQuery.ReportFront", Reads, async (w, of) => [await w.Report(of)]),
            Of("ReportFrontQuery.Colleagues", Reads, async (w, of) => [await w.Report(of)]),
            OwnAlone(
                "ReportQueueQueries.ReportQueue",
                Reads,
                async w =>
                {
                    await w.Report(w.Own);
                    return [new QueueFilter(Agency: true)];
                }
            ),
            OwnAlone("ReportQueueQueries.WaitingAmong", Reads, async w => [(IReadOnlyList<Guid>)[await w.Report(w.Own)]]),
            OwnAlone("ReportQueueQueries.PlaceInQueue", Reads, async w => [await w.Report(w.Own)]),
            OwnAlone(
                "ReportQueueQueries.UrgentReports",
                Reads,
                async w =>
                {
                    await w.Report(w.Own);
                    return [];
                }
            ),
            OwnAlone(
                "ReportQueueQueries.ReportsWaiting",
                Reads,
                async w =>
                {
                    await w.Report(w.Own);
                    return [false];
                }
            ),
        ];

    private static async Task<object?[]> Merges(CommandWorld w, Agency of)
    {
        var (report, into) = (await w.Report(of), await w.Report(w.Own));
        var reference = await w.County.Do(db =>
            db.Set<IncidentReport>().Where(r => r.RecordId == into).Select(r => r.Reference).SingleAsync()
        );
        return [(report, await w.VersionOf(report)), reference];
    }

    private static Trial Deed(string name, Func<CommandWorld, object?[]> given, bool answered = false, bool held = false) =>
        Of(
            name,
            Writes,
            async (w, of) =>
            {
                var report = await w.Report(of, answered, held);
                return [(report, await w.VersionOf(report)), .. given(w)];
            }
        );
}
