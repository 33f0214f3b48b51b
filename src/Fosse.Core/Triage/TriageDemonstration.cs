using Fosse.Accounts;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>What officers of the made-up county do with the reports, in every state that a queue can show.</summary>
internal sealed class TriageDemonstration(ReportingDemonstration reports) : IDemonstration
{
    private const string Morgan = "Morgan Teal",
        Ashley = "Ashley Marlow",
        Rowan = "Rowan Sedge",
        Bobbie = "Bobbie Lockwood";

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => reports.IsPlayed(db, stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) => Deeds;

    private IReadOnlyList<DemonstrationStep> Deeds =>
        [
            By(
                Morgan,
                320,
                "bikes",
                (s, on, stop) =>
                    Do<ReplyToReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                AnswerKind.WeAct,
                                "We will be on the green on the next two Sundays and have written to the riders whom we know.",
                                stop
                            )
                    )
            ),
            By(Morgan, 300, "bikes", (s, on, stop) => Do<CloseReport>(s, d => d.Handle(on, ClosingReason.Resolved, "", stop))),
            By(
                Ashley,
                150,
                "shed",
                (s, on, stop) =>
                    Do<ReplyToReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                AnswerKind.WeLooked,
                                "An officer was with you on Saturday, took prints from the lock and asked next door for their "
                                    + "doorbell film.",
                                stop
                            )
                    )
            ),
            By(
                Ashley,
                149,
                "shed",
                (s, on, stop) =>
                    Do<PublishSummary>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                new(
                                    "A shed was broken into at night and bicycles were taken. Officers ask whoever saw something "
                                        + "to tell them.",
                                    "",
                                    true
                                ),
                                stop
                            )
                    )
            ),
            Reply(Rowan, 300, "below", "A noise officer will call on the flat below this week and leave a meter with you if you like."),
            Reply(Rowan, 160, "below-2", "The meter comes on Friday; please write down the nights until then."),
            By(Rowan, 150, "below-2", LinkWithRecord),
            By(
                Rowan,
                149,
                "below-2",
                (s, on, stop) =>
                    Do<SetTask, RecordTask>(
                        s,
                        d =>
                            d.Handle(
                                new(on.Record, ReportingPurposes.TriageReport, ""),
                                "Fetch the noise meter and read what it wrote down.",
                                on.By.AccountId,
                                s.Today.AddDays(4),
                                on.By,
                                stop
                            )
                    )
            ),
            Reply(Ashley, 268, "yard", "We pass the yard each evening this week and have asked the landlord to close the gate at night."),
            Reply(Ashley, 130, "yard-2", "The landlord repairs the lamp on Monday, and we go on passing in the evening."),
            By(Ashley, 58, "again", (s, on, stop) => Do<MergeReport>(s, d => d.Handle(on, reports.ReferenceOf("bus"), stop))),
            By(Ashley, 50, "quads", (s, on, stop) => Assign(s, on, Morgan, stop)),
            By(Morgan, 45, "drink", (s, on, stop) => Assign(s, on, Morgan, stop)),
            By(Morgan, 44, "abuse", (s, on, stop) => Assign(s, on, Morgan, stop)),
            By(
                Morgan,
                21,
                "abuse",
                (s, on, stop) =>
                    Do<AskReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                "Would it be all right if a colleague came to see you on Thursday morning, without a uniform?",
                                stop
                            )
                    )
            ),
            By(Bobbie, 46, "park", (s, on, stop) => HandOver(s, on, "Fosse City Council", "The council looks after this play area", stop)),
            By(
                Rowan,
                26,
                "park",
                (s, on, stop) =>
                    Do<NoteOnReport>(s, d => d.Handle(on, "Parks will sweep on Mondays; asked for the camera on the path.", stop))
            ),
            By(
                Morgan,
                11,
                "shop",
                (s, on, stop) =>
                    Do<ReplyToReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                AnswerKind.WeAct,
                                "We have the film from your shop, and an officer comes by at closing time for the rest of the week.",
                                stop
                            )
                    )
            ),
        ];

    private DemonstrationStep By(
        string who,
        double hoursAgo,
        string key,
        Func<DemonstrationScene, OnReport, CancellationToken, Task> does
    ) =>
        new(
            TimeSpan.FromHours(hoursAgo),
            async (scene, stop) =>
            {
                var reference = reports.ReferenceOf(key);
                var on = await scene
                    .Db.Set<IncidentReport>()
                    .Where(r => r.Reference == reference)
                    .Select(r => new { r.RecordId, r.Version })
                    .SingleAsync(stop);
                await does(scene, new(on.RecordId, on.Version, await scene.Who(who, stop)), stop);
            }
        );

    private DemonstrationStep Reply(string who, double hoursAgo, string key, string words) =>
        By(who, hoursAgo, key, (s, on, stop) => Do<ReplyToReporter>(s, d => d.Handle(on, AnswerKind.WeAct, words, stop)));

    private static Task Do<TDeed>(DemonstrationScene scene, Func<TDeed, Task<Outcome<IncidentReport>>> deed)
        where TDeed : notnull => Do<TDeed, IncidentReport>(scene, deed);

    private static Task Do<TDeed>(DemonstrationScene scene, Func<TDeed, Task<Outcome<ReportSummary>>> deed)
        where TDeed : notnull => Do<TDeed, ReportSummary>(scene, deed);

    private static async Task Do<TDeed, T>(DemonstrationScene scene, Func<TDeed, Task<Outcome<T>>> deed)
        where TDeed : notnull
        where T : notnull => DemonstrationScene.Done(await deed(scene.The<TDeed>()));

    private static async Task Assign(DemonstrationScene scene, OnReport on, string to, CancellationToken stop)
    {
        var colleague = (await scene.Db.Colleagues(on.Record, on.By, scene.Today, stop)).First(c => c.Name == to);
        await Do<AssignReport>(scene, d => d.Handle(on, colleague.Id, stop));
    }

    // The resident of one report is the neighbour of a record that the same officer works.
    private static async Task LinkWithRecord(DemonstrationScene scene, OnReport on, CancellationToken stop)
    {
        var record = await RecordsDemonstration.FirstOf(scene, on.By, RecordsDataClasses.AntiSocialBehaviour, stop);
        await Do<LinkRecords, RecordLink>(scene, d => d.Link(on.Record, record.Reference, on.By, stop));
    }

    private static async Task HandOver(DemonstrationScene scene, OnReport on, string agency, string why, CancellationToken stop)
    {
        var target = (await scene.The<RedirectReport>().Targets(on.Record, on.By, stop)).First(t => t.Agency == agency);
        await Do<RedirectReport>(scene, d => d.Handle(on, target.AgencyId, why, stop));
    }
}
