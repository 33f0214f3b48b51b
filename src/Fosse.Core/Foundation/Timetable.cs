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

    /// <summary>When it runs, for the list of jobs, such as "02:30" or "every minute".</summary>
    string When { get; }

    /// <summary>What it does, for the list of jobs.</summary>
    string Does { get; }

    /// <summary>The first due time after an instant.</summary>
    DateTimeOffset NextAfter(DateTimeOffset instant);

    Task Run(CancellationToken stop);
}

/// <summary>Runs the timetabled jobs that are due. Any number of these may run at once, on either database.</summary>
public sealed class Timetable(
    IServiceScopeFactory scopes,
    CountyClock clock,
    TimeProvider time,
    IOptions<FoundationOptions> options,
    ILogger<Timetable> log
)
{
    // Whoever holds a job says so again well before the others take them for dead.
    private const int SaysSoInALease = 3;

    /// <returns>How many jobs were run, well or ill.</returns>
    public async Task<int> DrainOnce(CancellationToken stop)
    {
        var run = 0;
        foreach (var name in await Names(stop))
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = scope.ServiceProvider.GetServices<ITimetabled>().Single(j => j.Name == name);
            if (await Claim(job, stop) is { } claimed)
            {
                await Run(job, claimed, stop);
                run++;
            }
        }
        return run;
    }

    private async Task<List<string>> Names(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var jobs = scope.ServiceProvider.GetServices<ITimetabled>().ToList();
        if (jobs.Count == 0)
            return [];

        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        var known = await db.Set<TimetableEntry>().Select(e => e.Name).Take(1_000).ToListAsync(stop);
        db.AddRange(
            jobs.Where(j => !known.Contains(j.Name)).Select(j => new TimetableEntry { Name = j.Name, DueAt = j.NextAfter(clock.Now) })
        );
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

    /// <returns>When it was taken, by which the taker knows it again; none where it is not due or another was first.</returns>
    private async Task<DateTimeOffset?> Claim(ITimetabled job, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        var until = now + options.Value.Lease;
        return
            await Entry(scope, job)
                .Where(e => e.DueAt <= now)
                .ExecuteUpdateAsync(s => s.SetProperty(e => e.DueAt, until).SetProperty(e => e.StartedAt, (DateTimeOffset?)now), stop) == 1
            ? now
            : null;
    }

    private async Task Run(ITimetabled job, DateTimeOffset claimed, CancellationToken stop)
    {
        string? failure = null;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var held = Hold(job, claimed, ends.Token);
        try
        {
            using var activity = Activities.Source.StartActivity($"job {job.Name}");
            await job.Run(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await GiveBack(job, claimed);
            throw;
        }
        catch (Exception e)
        {
            failure = e.GetType().Name; // never the message: it may quote a person
            log.LogError("Job {Job} failed: {Failure}", job.Name, failure);
        }
        finally
        {
            await ends.CancelAsync();
            await held;
        }

        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        var failures = failure is null ? 0 : 1 + await Entry(scope, job).Select(e => e.Failures).SingleAsync(stop);
        var next = job.NextAfter(now);
        var retry = now + options.Value.WaitAfter(failures);
        var due = failure is null || next < retry ? next : retry;
        await Mine(scope, job, claimed)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(e => e.DueAt, due)
                        .SetProperty(e => e.FinishedAt, (DateTimeOffset?)now)
                        .SetProperty(e => e.Failures, failures)
                        .SetProperty(e => e.LastFailure, failure),
                stop
            );
    }

    // A long job is still this worker's: nobody else is to begin it beside.
    private async Task Hold(ITimetabled job, DateTimeOffset claimed, CancellationToken ended)
    {
        var mine = true;
        while (mine)
        {
            try
            {
                await Task.Delay(options.Value.Lease / SaysSoInALease, time, ended);
                await using var scope = scopes.CreateAsyncScope();
                var until = clock.Now + options.Value.Lease;
                mine = await Mine(scope, job, claimed).ExecuteUpdateAsync(s => s.SetProperty(e => e.DueAt, until), ended) == 1;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database may be away for a while; the next time may come before the lease has run out.
                log.LogWarning("Job {Job} could not be held: {Failure}", job.Name, e.GetType().Name);
            }
        }
    }

    // A host that stops in the middle leaves the job due, for itself when it is back or for another.
    private async Task GiveBack(ITimetabled job, DateTimeOffset claimed)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        await Mine(scope, job, claimed).ExecuteUpdateAsync(s => s.SetProperty(e => e.DueAt, now), CancellationToken.None);
    }

    // If the lease ran out and another worker took it, it began later, and this touches nothing.
    private static IQueryable<TimetableEntry> Mine(AsyncServiceScope scope, ITimetabled job, DateTimeOffset claimed) =>
        Entry(scope, job).Where(e => e.StartedAt == claimed);

    private static IQueryable<TimetableEntry> Entry(AsyncServiceScope scope, ITimetabled job) =>
        scope.ServiceProvider.GetRequiredService<SafetyDb>().Set<TimetableEntry>().Where(e => e.Name == job.Name);
}
