using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Reads of the made-up county that a reviewer looks at: a day of reading one record, and a look by each of two
/// colleagues.</summary>
internal sealed class AuditDemonstration : IDemonstration
{
    // As many as the page of reasons needs to show an agency.
    private const int ReadsOfTheDay = 12,
        Mornings = 7;

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) =>
        db.Set<LedgerLine>().AnyAsync(l => l.Purpose == RecordsPurposes.ReviewCase, stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) =>
        [
            .. Enumerable.Range(1, Mornings).Select(day => new DemonstrationStep(TimeSpan.FromDays(day), Publish)),
            new(TimeSpan.Zero, ReadAll),
        ];

    private static Task Publish(DemonstrationScene scene, CancellationToken stop) => scene.The<SendHeads>().Run(stop);

    private static async Task ReadAll(DemonstrationScene scene, CancellationToken stop)
    {
        var (morgan, rowan, alex) = (
            await scene.Who("Morgan Teal", stop),
            await scene.Who("Rowan Sedge", stop),
            await scene.Who("Alex Furrow", stop)
        );
        var noise = await RecordsDemonstration.FirstOf(scene, morgan, RecordsDataClasses.AntiSocialBehaviour, stop);
        var child = await RecordsDemonstration.FirstOf(scene, rowan, RecordsDataClasses.Safeguarding, stop);

        for (var i = 0; i < ReadsOfTheDay; i++)
            await RecordsDemonstration.Read(scene, new(morgan.Actor, RecordsPurposes.InvestigateCase, noise.Id, ""), stop);
        await RecordsDemonstration.Read(
            scene,
            new(
                rowan.Actor,
                RecordsPurposes.InvestigateCase,
                noise.Id,
                "The same stairwell as our tenant; checks the dates",
                SecondsTyping: 14
            ),
            stop
        );
        await RecordsDemonstration.Read(
            scene,
            new(alex.Actor, RecordsPurposes.ReviewCase, child.Id, "The school rang and asked what was decided", SecondsTyping: 11),
            stop
        );
    }
}
