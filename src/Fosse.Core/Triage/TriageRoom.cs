using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Triage;

/// <summary>The queues in which reports are dealt with, and what staff do with them.</summary>
public sealed class TriageRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Navigation("/work/reports", "Nav.Reports", 10, RecordsPermissions.ReadRecords);
        room.Has<ReportWork>().Has<ReportReading>();
        room.Has<AssignReport>().Has<TakeNext>().Has<RedirectReport>().Has<DivertReport>().Has<ReleaseHold>().Has<NoteOnReport>();
        room.Has<CorrectReport>().Has<PartReports>().Has<PartMerged>();
        room.Has<AskReporter>().Has<ReplyToReporter>().Has<CloseReport>().Has<MergeReport>().Has<PublishSummary>();
        room.Has<FindSilentAgencies>().Job<FindSilentAgencies>();
        room.Services.AddScoped<OneMatter>(_ => PartMerged.OfOne);
        room.Reaction<ReporterWrote, FollowReporter>();
        room.Chronicles(ReportChronicle.All).Demonstrates<TriageDemonstration>().Demonstrates<PastDemonstration>();
    }
}
