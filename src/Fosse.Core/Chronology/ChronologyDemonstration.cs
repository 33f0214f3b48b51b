using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>What officers of the made-up county write on their records and set each other to do.</summary>
internal sealed class ChronologyDemonstration : IDemonstration
{
    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => db.Set<RecordEntry>().AnyAsync(stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) =>
        [
            Asb(
                14,
                (s, on, by, stop) =>
                    Do<WriteEntry, RecordEntry>(
                        s,
                        w => w.Note(on, "Spoke to the housing officer: two other flats hear it as well.", by, stop)
                    )
            ),
            Asb(
                12,
                (s, on, by, stop) =>
                    Do<WriteEntry, RecordEntry>(
                        s,
                        w =>
                            w.Update(
                                on,
                                "Called at half past eleven at night. Music from the flat below until the officers knocked.",
                                s.Today.AddDays(-1),
                                by,
                                stop
                            )
                    )
            ),
            Asb(
                11,
                (s, on, by, stop) =>
                    Do<SetTask, RecordTask>(
                        s,
                        t =>
                            t.Handle(
                                on,
                                "Collect the diary of the nights and copy it to the council.",
                                by.AccountId,
                                s.Today.AddDays(5),
                                by,
                                stop
                            )
                    )
            ),
            Asb(
                10,
                (s, on, by, stop) =>
                    Do<SetTask, RecordTask>(
                        s,
                        t => t.Handle(on, "Ask the landlord for the date of the second letter.", by.AccountId, s.Today.AddDays(7), by, stop)
                    )
            ),
            Asb(
                9,
                (s, on, by, stop) =>
                    Do<SetTask, RecordTask>(
                        s,
                        t => t.Handle(on, "Call round after the weekend and ask how the nights were.", null, s.Today.AddDays(10), by, stop)
                    )
            ),
            Asb(
                7,
                async (s, on, by, stop) =>
                {
                    var first = await s
                        .Db.Set<RecordTask>()
                        .Where(t => t.RecordId == on.Record)
                        .OrderBy(t => t.DueOn)
                        .Select(t => t.Id)
                        .FirstAsync(stop);
                    await Do<FinishTask, RecordTask>(s, f => f.Done(on.Record, first, by, stop));
                }
            ),
        ];

    private static DemonstrationStep Asb(double daysAgo, Func<DemonstrationScene, OnRecord, SignedIn, CancellationToken, Task> does) =>
        new(
            TimeSpan.FromDays(daysAgo),
            async (scene, stop) =>
            {
                var by = await scene.Who("Morgan Teal", stop);
                var record = await scene
                    .Db.Set<SubjectRecord>()
                    .Where(r => r.AgencyId == by.AgencyId && r.Class == RecordsDataClasses.AntiSocialBehaviour)
                    .Where(r => scene.Db.Set<RecordAssignment>().Any(a => a.RecordId == r.Id && a.AccountId == by.AccountId))
                    .OrderBy(r => r.OpenedAt)
                    .ThenBy(r => r.Id)
                    .FirstAsync(stop);
                await does(scene, new(record.Id, RecordsPurposes.InvestigateCase, ""), by, stop);
            }
        );

    private static async Task Do<TDeed, T>(DemonstrationScene scene, Func<TDeed, Task<Outcome<T>>> deed)
        where TDeed : notnull
        where T : notnull => DemonstrationScene.Done(await deed(scene.The<TDeed>()));
}
