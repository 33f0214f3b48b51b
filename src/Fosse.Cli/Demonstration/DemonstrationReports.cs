using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Demonstration;

/// <summary>
/// Reports of made-up residents in every state that a queue can show. They are sent and worked on by the ordinary commands, each at its
/// own time: the clock of these services is set back first.
/// </summary>
internal sealed class DemonstrationReports
{
    private readonly ServiceProvider services;
    private readonly SetClock time;
    private readonly Dictionary<string, Guid> sent = [];
    private readonly Dictionary<string, ReportReceipt> receipts = [];

    private DemonstrationReports(ServiceProvider services, SetClock time) => (this.services, this.time) = (services, time);

    /// <summary>A clock that shows what it was set to.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    public static async Task Make(DatabaseAddress address, DateTimeOffset now, CancellationToken stop)
    {
        var time = new SetClock { Now = now };
        await using var services = CountyDatabase.Services(address, time);
        var made = new DemonstrationReports(services, time);
        if (await made.With<SafetyDb, bool>(db => db.Set<IncidentReport>().AnyAsync(stop)))
            return;
        await made.LookAfterAreas(stop);
        foreach (var (ago, happens) in made.Days(now, stop).OrderByDescending(h => h.Ago))
        {
            time.Now = now - ago;
            await happens();
        }
    }

    private IEnumerable<(TimeSpan Ago, Func<Task> Happens)> Days(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var told in DemonstrationTold.All)
            yield return (
                TimeSpan.FromHours(told.HoursAgo),
                () => Send(told, CountyClock.DayOf(now - TimeSpan.FromHours(told.HoursAgo)), stop)
            );
        foreach (var deed in DemonstrationTold.Deeds)
            yield return (TimeSpan.FromHours(deed.HoursAgo), () => Do(deed, stop));
    }

    private async Task Send(Told told, DateOnly day, CancellationToken stop)
    {
        var by = told.TakenBy is { } officer ? await Who(officer, stop) : null;
        var outcome = await With<Reports, Outcome<ReportReceipt>>(reports =>
            reports.Submit(
                new(
                    Guid.CreateVersion7(),
                    BoxKey.New(),
                    told.Draft(day),
                    by is null ? ReportChannel.Online : ReportChannel.ByTelephone,
                    by
                ),
                stop
            )
        );
        var receipt = receipts[told.Key] = Done(outcome);
        sent[told.Key] = await With<SafetyDb, Guid>(db =>
            db.Set<IncidentReport>().Where(r => r.Reference == receipt.Reference).Select(r => r.RecordId).SingleAsync(stop)
        );
    }

    private async Task Do(DemonstrationDeed deed, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        if (deed.ByReporter is { } theirs)
        {
            Done(await theirs(scope.ServiceProvider.GetRequiredService<ReporterDesk>(), receipts[deed.Key], stop));
            // What the worker would do within seconds.
            await services.GetRequiredService<OutboxDispatcher>().DrainOnce(stop);
            return;
        }
        var id = sent[deed.Key];
        var version = await scope
            .ServiceProvider.GetRequiredService<SafetyDb>()
            .Set<IncidentReport>()
            .Where(r => r.RecordId == id)
            .Select(r => r.Version)
            .SingleAsync(stop);
        await deed.Does!(scope.ServiceProvider, new(id, version, await Who(deed.By, stop)), key => receipts[key].Reference, stop);
    }

    // Whose queue a report comes to follows from the areas that a team looks after.
    private async Task LookAfterAreas(CancellationToken stop)
    {
        foreach (
            var (agency, team, settlement, ward) in new[]
            {
                ("Fosse Police", "Beaumont Leys neighbourhood", "Beaumont Leys", true),
                ("Fosse Police", "Loughborough neighbourhood", "Loughborough", true),
                ("Fosse City Council", "Community safety", "Leicester", false),
                ("Soar Valley Borough Council", "Community safety", "Loughborough", false),
            }
        )
        {
            var point = DemonstrationTold.PointOf(settlement);
            var areas = await With<SafetyDb, AreasAt>(db =>
                services.GetRequiredService<PointLookup>().At(db, point.Longitude, point.Latitude, stop)
            );
            if ((ward ? areas.Ward : areas.District) is not { } area)
                continue;
            await With<SafetyDb, int>(async db =>
            {
                var id = await db.Set<Team>()
                    .Where(t => t.Name == team && db.Set<Agency>().Any(a => a.Id == t.AgencyId && a.Name == agency))
                    .Select(t => t.Id)
                    .SingleAsync(stop);
                if (!await db.Set<TeamArea>().AnyAsync(a => a.TeamId == id, stop))
                    db.Add(new TeamArea { TeamId = id, AreaId = area });
                return await db.SaveChangesAsync(stop);
            });
        }
    }

    private Task<SignedIn> Who(string name, CancellationToken stop) =>
        With<SafetyDb, SignedIn>(async db =>
            (
                await db.WhoIs(
                    await db.Set<Account>().Where(a => a.Name == name).Select(a => a.Id).SingleAsync(stop),
                    CountyClock.DayOf(time.Now),
                    stop
                )
            )!
        );

    private async Task<TAnswer> With<TThing, TAnswer>(Func<TThing, Task<TAnswer>> ask)
        where TThing : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TThing>());
    }

    internal static T Done<T>(Outcome<T> outcome)
        where T : notnull => outcome.Accepted(out var done) ? done : throw new InvalidOperationException(outcome.Refusals[0].Message);
}
