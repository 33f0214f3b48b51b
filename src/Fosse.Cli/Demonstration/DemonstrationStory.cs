using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Demonstration;

/// <summary>Plays what the rooms tell of the made-up county (<see cref="IDemonstration"/>), each step at its own time: the clock of these
/// services is set back first.</summary>
internal sealed class DemonstrationStory
{
    private readonly ServiceProvider services;
    private readonly SetClock time;

    private DemonstrationStory(ServiceProvider services, SetClock time) => (this.services, this.time) = (services, time);

    /// <summary>A clock that shows what it was set to.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        /// <summary>Never back: a step that tells of several moments may have gone past the next one.</summary>
        public void MoveTo(DateTimeOffset moment) => Now = moment > Now ? moment : Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Plays the parts that are not in the database yet.</summary>
    /// <param name="open">The services on the database, with the clock that they shall have.</param>
    public static async Task Play(Func<TimeProvider, ServiceProvider> open, DateTimeOffset now, CancellationToken stop)
    {
        var time = new SetClock { Now = now };
        await using var services = open(time);
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(stop);
        var story = new DemonstrationStory(services, time);
        var steps = (await story.Missing(now, stop)).OrderByDescending(s => s.Ago).ToList();
        time.Now = DateTimeOffset.MinValue;
        foreach (var step in steps)
        {
            time.MoveTo(now - step.Ago);
            await using var scope = services.CreateAsyncScope();
            await step.Happens(new(scope.ServiceProvider, story.Who, time.MoveTo), stop);
        }
    }

    private async Task<IReadOnlyList<DemonstrationStep>> Missing(DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var steps = new List<DemonstrationStep>();
        foreach (var part in services.GetServices<IDemonstration>())
        {
            if (!await part.IsPlayed(scope.ServiceProvider.GetRequiredService<SafetyDb>(), stop))
                steps.AddRange(part.Steps(now));
        }
        return steps;
    }

    private async Task<SignedIn> Who(string name, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        var account = await db.Set<Account>().Where(a => a.Name == name).Select(a => a.Id).SingleAsync(stop);
        return await db.WhoIs(account, CountyClock.DayOf(time.Now), stop)
            ?? throw new InvalidOperationException($"{name} of the demonstration does not work here on {time.Now:d MMMM yyyy}.");
    }
}
