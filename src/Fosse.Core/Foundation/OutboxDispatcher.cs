using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Foundation;

/// <summary>Hands stored events to those who react. Any number of these may run at once, on either database.</summary>
public sealed class OutboxDispatcher(
    IServiceScopeFactory scopes,
    EventCatalogue catalogue,
    CountyClock clock,
    IOptions<FoundationOptions> options,
    ILogger<OutboxDispatcher> log
)
{
    private sealed record Taken(Guid Id, string Name, string Body, int Attempts);

    /// <returns>How many events were taken up, well or ill.</returns>
    public async Task<int> DrainOnce(CancellationToken stop)
    {
        var handled = 0;
        foreach (var message in await Due(stop))
        {
            if (await Claim(message, stop))
            {
                await Deliver(message, stop);
                handled++;
            }
        }
        return handled;
    }

    private async Task<List<Taken>> Due(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        return await Outbox(scope)
            .AsNoTracking()
            .Where(m => m.DoneAt == null && m.DueAt <= now)
            .OrderBy(m => m.DueAt)
            .ThenBy(m => m.Id)
            .Take(options.Value.EventsPerRound)
            .Select(m => new Taken(m.Id, m.Name, m.Body, m.Attempts + 1))
            .ToListAsync(stop);
    }

    // One UPDATE decides who gets it: the row is due, and taking it makes it not due.
    private async Task<bool> Claim(Taken message, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        var until = now + options.Value.Lease;
        return await Outbox(scope)
                .Where(m => m.Id == message.Id && m.DoneAt == null && m.DueAt <= now && m.Attempts == message.Attempts - 1)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.DueAt, until).SetProperty(m => m.Attempts, message.Attempts), stop) == 1;
    }

    private async Task Deliver(Taken message, CancellationToken stop)
    {
        using var activity = Activities.Source.StartActivity($"event {message.Name}");
        try
        {
            foreach (var reaction in catalogue.ReactionsTo(message.Name))
            {
                // Each in a scope of its own: what one leaves half done must not be saved by the next.
                await using var scope = scopes.CreateAsyncScope();
                await reaction.Run(scope.ServiceProvider, message.Body, stop);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            await Failed(message, e, stop);
            return;
        }
        await Done(message, stop);
    }

    private async Task Done(Taken message, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        DateTimeOffset? now = clock.Now;
        await Mine(scope, message)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.DoneAt, now).SetProperty(m => m.LastFailure, (string?)null), stop);
    }

    private async Task Failed(Taken message, Exception failure, CancellationToken stop)
    {
        var kind = failure.GetType().Name; // never the message: it may quote a person
        log.LogError("Event {Event} ({Id}) failed on attempt {Attempt}: {Failure}", message.Name, message.Id, message.Attempts, kind);
        await using var scope = scopes.CreateAsyncScope();
        var again = clock.Now + options.Value.WaitAfter(message.Attempts);
        await Mine(scope, message).ExecuteUpdateAsync(s => s.SetProperty(m => m.DueAt, again).SetProperty(m => m.LastFailure, kind), stop);
    }

    // If the lease ran out and another worker took it, the attempt has moved on and this touches nothing.
    private static IQueryable<OutboxMessage> Mine(AsyncServiceScope scope, Taken message) =>
        Outbox(scope).Where(m => m.Id == message.Id && m.DoneAt == null && m.Attempts == message.Attempts);

    private static DbSet<OutboxMessage> Outbox(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<SafetyDb>().Set<OutboxMessage>();
}
