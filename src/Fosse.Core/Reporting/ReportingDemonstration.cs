using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Made-up residents report, and one writes again; what became of it is the part of Triage.</summary>
internal sealed class ReportingDemonstration : IDemonstration
{
    private const string WrongDeskName = "Reports that reach the wrong desk";

    private static readonly OpenRecord Witness = new(
        ReportingDataClasses.Report,
        "",
        new()
        {
            Name = "Ellis Fenwick",
            Telephone = "01632 960 220",
            Notes = "Saw two people trying car doors in Station Road on 3 November.",
        }
    );

    private readonly Dictionary<string, ReportReceipt> receipts = [];

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => db.Set<IncidentReport>().AnyAsync(stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now)
    {
        yield return new(DemonstrationStep.Beforehand, (scene, stop) => WrongDesk(CountyClock.DayOf(now)).Make(scene.Db, stop));
        foreach (var signs in new[] { "Toni Hazel", "Sasha Linden", "Gale Wymond" })
        {
            yield return new(
                TimeSpan.FromDays(90),
                (scene, stop) =>
                    DemonstrationAgreement.Take(scene, signs, WrongDeskName, (s, a, by) => s.Sign(a.Id, a.Version, by, stop), stop)
            );
        }
        yield return new(RecordsDemonstration.Opened, (scene, stop) => RecordsDemonstration.Open(scene, "Morgan Teal", Witness, stop));
        foreach (var report in DemonstrationReports.All.Concat(DemonstrationRepeats.All))
            yield return new(TimeSpan.FromHours(report.HoursAgo), (scene, stop) => Send(report, scene, stop));
        yield return new(TimeSpan.FromHours(4), WriteAgain);
        yield return new(TimeSpan.Zero, BreakGlass);
        // What the worker does early each morning.
        yield return new(TimeSpan.Zero, (scene, stop) => scene.The<PublishReportFigures>().Run(stop));
    }

    /// <summary>The reference of a report that was sent in this start.</summary>
    public string ReferenceOf(string key) => receipts[key].Reference;

    private static DemonstrationAgreement WrongDesk(DateOnly today) =>
        new(
            WrongDeskName,
            "Crime and Disorder Act 1998 s115",
            today.AddMonths(-3),
            today.AddMonths(9),
            false,
            ["Fosse Police", "Fosse City Council", "Soar Valley Borough Council"],
            (ReportingDataClasses.Report, ReportingPurposes.TriageReport, SharingLevel.Read)
        );

    private async Task Send(DemonstrationReport report, DemonstrationScene scene, CancellationToken stop)
    {
        var by = report.TakenBy is { } officer ? await scene.Who(officer, stop) : null;
        var place = report.Settlement is { } settlement ? await scene.Db.SettlementCalled(settlement, stop) : null;
        var draft = report.Draft(
            scene.Today,
            place is null ? null : new TruePoint(place.Longitude + report.Near.East, place.Latitude + report.Near.North)
        ) with
        {
            After = report.After is { } key ? await Opened(key, scene, stop) : null,
        };
        var channel = by is null ? ReportChannel.Online : ReportChannel.ByTelephone;
        receipts[report.Key] = DemonstrationScene.Done(
            await scene.The<Reports>().Submit(new(Guid.CreateVersion7(), BoxKey.New(), draft, channel, by), stop)
        );
        if (report.After is not null)
            await Drain(scene, stop);
    }

    private async Task<ProvedReport> Opened(string key, DemonstrationScene scene, CancellationToken stop)
    {
        return await scene.The<JoinReports>().Prepare(receipts[key].Reference, receipts[key].Secret, stop)
            ?? throw new InvalidOperationException($"The code of {key} does not open its box.");
    }

    // A read in an emergency, which the owner hears of and a supervisor reviews.
    private static async Task BreakGlass(DemonstrationScene scene, CancellationToken stop)
    {
        var (rowan, owner) = (await scene.Who("Rowan Sedge", stop), await scene.Who("Morgan Teal", stop));
        var cars = await RecordsDemonstration.FirstOf(scene, owner, ReportingDataClasses.Report, stop);
        const string reason = "They are locked out and say that somebody follows them";
        await RecordsDemonstration.Read(scene, new(rowan.Actor, RecordsPurposes.SafeguardPerson, cars.Id, reason, true, 22), stop);
    }

    private async Task WriteAgain(DemonstrationScene scene, CancellationToken stop)
    {
        var receipt = receipts["bikes"];
        DemonstrationScene.Done(
            await scene.The<ReporterDesk>().Reopen(receipt.Reference, receipt.Secret, "They are back, four of them now.", stop)
        );
        await Drain(scene, stop);
    }

    // What the worker would do within seconds.
    private static Task Drain(DemonstrationScene scene, CancellationToken stop) => scene.The<OutboxDispatcher>().DrainOnce(stop);
}
