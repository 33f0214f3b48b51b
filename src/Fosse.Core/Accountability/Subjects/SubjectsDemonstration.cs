using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>People of the made-up county ask what is held about them.</summary>
internal sealed class SubjectsDemonstration : IDemonstration
{
    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => db.Set<SubjectRequest>().AnyAsync(stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) =>
        [
            Asks(
                RecordsDataClasses.AntiSocialBehaviour,
                SubjectRequestKind.Rectification,
                41,
                "The flat in your letter is not mine; I live next door"
            ),
            Asks(RecordsDataClasses.Safeguarding, SubjectRequestKind.Copy, 27, ""),
        ];

    private static DemonstrationStep Asks(DataClass about, SubjectRequestKind kind, int daysAgo, string words) =>
        new(
            TimeSpan.Zero,
            async (scene, stop) =>
            {
                var who = await scene.Who("Sasha Linden", stop);
                var record = await RecordsDemonstration.FirstOf(scene, who, about, stop);
                DemonstrationScene.Done(
                    await scene
                        .The<SubjectRequests>()
                        .Register(new(record.Reference, kind, scene.Today.AddDays(-daysAgo), words), who, stop)
                );
            }
        );
}
