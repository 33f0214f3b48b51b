using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Reporting;

namespace Fosse.Triage;

/// <summary>Two years of reports in the made-up county, so that its queues, promises and matters are as long as a county's. What is older
/// than a fortnight is written down at once (<see cref="PastWriter"/>); what is newer happens through the ordinary commands.</summary>
internal sealed class PastDemonstration(ReportingDemonstration reports) : IDemonstration
{
    /// <summary>About what comes in a week.</summary>
    private const int AtOnce = 20;

    private static readonly TimeSpan Fresh = TimeSpan.FromDays(14);

    private readonly Dictionary<string, TruePoint?> middles = [];
    private readonly PastDesks desks = new();

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => reports.IsPlayed(db, stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now)
    {
        var all = PastReports.Until(now - TimeSpan.FromMinutes(40)).ToLookup(past => past.TakenUp < now - Fresh);
        foreach (var week in all[true].OrderBy(past => past.TakenUp).Chunk(AtOnce))
            yield return new(now - week[0].TakenUp, (scene, stop) => Write(week, now, scene, stop));
        foreach (var past in all[false])
        {
            OnReport? on = null;
            yield return new(now - past.Sent, async (scene, stop) => on = await Send(past, scene, stop));
            foreach (var (at, deed) in Deeds(past).Where(d => d.At < now))
            {
                yield return new(
                    now - at,
                    async (scene, stop) =>
                    {
                        if (on is { } report)
                            on = report with { Version = await deed(scene, report, stop) };
                    }
                );
            }
        }
    }

    private static IEnumerable<(DateTimeOffset At, Func<DemonstrationScene, OnReport, CancellationToken, Task<int>> Does)> Deeds(
        PastReport past
    )
    {
        yield return (
            past.TakenUp,
            async (scene, on, stop) => (Done(await scene.The<AssignReport>().Handle(on, on.By.AccountId, stop))).Version
        );
        yield return (
            past.Replied,
            async (scene, on, stop) => Done(await scene.The<ReplyToReporter>().Handle(on, AnswerKind.WeAct, past.Reply, stop)).Version
        );
        if (past.End is PastEnd.Closed)
            yield return (
                past.Ended,
                async (scene, on, stop) => Done(await scene.The<CloseReport>().Handle(on, past.Because, "", stop)).Version
            );
    }

    private static IncidentReport Done(Outcome<IncidentReport> outcome) => DemonstrationScene.Done(outcome);

    private async Task Write(IEnumerable<PastReport> week, DateTimeOffset now, DemonstrationScene scene, CancellationToken stop)
    {
        var placed = new List<(PastReport, TruePoint)>();
        foreach (var past in week)
        {
            if (await Middle(past.Settlement, scene, stop) is { } middle)
                placed.Add((past, middle));
        }
        await new PastWriter(scene, desks).Write(placed, now, stop);
    }

    private async Task<OnReport?> Send(PastReport past, DemonstrationScene scene, CancellationToken stop)
    {
        if (await Middle(past.Settlement, scene, stop) is not { } middle)
            return null;
        var submit = new SubmitReport(Guid.CreateVersion7(), BoxKey.New(), past.Draft(middle), ReportChannel.Online);
        var receipt = DemonstrationScene.Done(await scene.The<Fosse.Reporting.Reports>().Submit(submit, stop));
        return await new PastWriter(scene, desks).InHand(receipt.Reference, past, stop);
    }

    private async Task<TruePoint?> Middle(string settlement, DemonstrationScene scene, CancellationToken stop)
    {
        if (!middles.TryGetValue(settlement, out var middle))
        {
            var place = await scene.Db.SettlementCalled(settlement, stop);
            middles[settlement] = middle = place is null ? null : new TruePoint(place.Longitude, place.Latitude);
        }
        return middle;
    }
}
