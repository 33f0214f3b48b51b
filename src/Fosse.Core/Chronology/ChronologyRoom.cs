using Fosse.Foundation;
using Fosse.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Chronology;

/// <summary>What is worked on a record of whatever kind: notes, what happened, tasks, files, links, and all of it in one list.</summary>
public sealed class ChronologyRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Has<RecordHand>().Has<WriteEntry>().Has<SetTask>().Has<FinishTask>().Has<LinkRecords>().Has<AttachFile>();
        room.Has<Chronologies>().Has<RecordFiles>().Deadline(TaskDeadline.Rule).Forgets(RecordLinkMapping.Forgets);
        room.Chronicles(OwnChronicles.Standing).Chronicles(OwnChronicles.Disclosures).Chronicles(OwnChronicles.Entries);
        room.Has<OpenTasks>().Services.AddScoped<BeforeClosing>(sp => sp.GetRequiredService<OpenTasks>().Ask);
        room.Demonstrates<ChronologyDemonstration>();
    }
}
