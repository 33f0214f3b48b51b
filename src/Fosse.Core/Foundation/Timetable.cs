using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Foundation;

/// <summary>A job that runs by the clock. It may run twice for one due time, so it must not mind.</summary>
public interface ITimetabled
{
    /// <summary>The name it is stored under, such as "retention.forget".</summary>
    string Name { get; }

    /// <summary>The first due time after an instant.</summary>
    DateTimeOffset NextAfter(DateTimeOffset instant);

    Task Run(CancellationToken stop);
}

/// <summary>Runs the timetabled jobs that are due. Any number of these may run at once, on either database.</summary>
public sealed class Timetable(IServiceScopeFactory scopes, CountyClock clock, IOptions<FoundationOptions> options, ILogger<Timetable> log)
{
    /// <returns>How many jobs were run, well or ill.</returns>
    public async Task<int> DrainOnce(CancellationToken stop)
    {
        var run = 0;
        foreach (var name in await Names(stop))
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = scope.ServiceProvider.GetServices<ITimetabled>().Single(j => j.Name == name);
            if (await Claim(job, stop))
            {
                await Run(job, stop);
                run++;
            }
        }
        return run;
    }

    private async Task<List<string>> Names(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var jobs = scope.ServiceProvider.GetServices<ITimetabled>().ToList();
        if (jobs.Count == 0) return [];

        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        var known = await db.Set<TimetableEntry>().Select(e => e.Name).Take(1_000).ToListAsync(stop);
        db.AddRange(jobs.Where(j => !known.Contains(j.Name)).Select(j => new TimetableEntry { Name = j.Name, DueAt = j.NextAfter(clock.Now) }));
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            log.LogInformation("Another worker has entered the timetable first");
        }
        return [.. jobs.Select(j => j.Name)];
    }

    private async Task<bool> Claim(ITimetabled job, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        var until = now + options.Value.Lease;
        return await Entry(scope, job).Where(e => e.DueAt <= now).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.DueAt, until).SetProperty(e => e.StartedAt, (DateTimeOffset?)now), stop) == 1;
    }

    private async Task Run(ITimetabled job, CancellationToken stop)
    {
        string? failure = null;
        try
        {
            await job.Run(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            failure = e.GetType().Name; // never the message: it may quote a person
            log.LogError("Job {Job} failed: {Failure}", job.Name, failure);
        }

        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        var failures = failure is null ? 0 : 1 + await Entry(scope, job).Select(e => e.Failures).SingleAsync(stop);
        var next = job.NextAfter(now);
        var retry = now + options.Value.WaitAfter(failures);
        var due = failure is null || next < retry ? next : retry;
        await Entry(scope, job).ExecuteUpdateAsync(s => s.SetProperty(e => e.DueAt, due).SetProperty(e => e.FinishedAt, (DateTimeOffset?)now)
            .SetProperty(e => e.Failures, failures).SetProperty(e => e.LastFailure, failure), stop);
    }

    private static IQueryable<TimetableEntry> Entry(AsyncServiceScope scope, ITimetabled job) =>
        scope.ServiceProvider.GetRequiredService<SafetyDb>().Set<TimetableEntry>().Where(e => e.Name == job.Name);
}
