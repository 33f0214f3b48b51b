using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Foundation;

/// <summary>Hands stored events to those who react, to each by itself: who fails holds nobody else up. Any number of these may run at
/// once, on either database.</summary>
public sealed class OutboxDispatcher(
    IServiceScopeFactory scopes,
    EventCatalogue catalogue,
    CountyClock clock,
    IOptions<FoundationOptions> options,
    ILogger<OutboxDispatcher> log
)
{
    private sealed record Taken(Guid Id, string Name, string Reaction, string Body, DateTimeOffset At, int Attempts);

    /// <returns>How many rows were taken up, well or ill.</returns>
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
            .Select(m => new Taken(m.Id, m.Name, m.Reaction, m.Body, m.At, m.Attempts + 1))
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
        using var activity = Activities.Source.StartActivity($"event {message.Name}")?.SetTag("fosse.reaction", message.Reaction);
        // When its lease is over another may take it, so whoever hangs is told to stop.
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(stop);
        lease.CancelAfter(options.Value.Lease);
        try
        {
            if (catalogue.For(message.Name, message.Reaction) is not { } reaction)
            {
                await ShareOut(message, stop);
                return;
            }
            await using var scope = scopes.CreateAsyncScope();
            await reaction.Run(scope.ServiceProvider, message.Body, lease.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            await Failed(message, e, stop);
            return;
        }
        await using var outbox = scopes.CreateAsyncScope();
        await Done(Mine(outbox, message), stop);
    }

    // Stored before anybody was known to react: each who does gets a row of their own, and this one is done at once with that.
    private async Task ShareOut(Taken message, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        await using var both = await db.Database.BeginTransactionAsync(stop);
        if (await Done(Mine(scope, message), stop) == 1 && catalogue.ReactionsTo(message.Name) is { Count: > 0 } reactions)
        {
            db.AddRange(OutboxMessage.Of(message.Name, message.Body, reactions, message.At, clock.Now));
            await db.SaveChangesAsync(stop);
        }
        await both.CommitAsync(stop);
    }

    private Task<int> Done(IQueryable<OutboxMessage> mine, CancellationToken stop)
    {
        DateTimeOffset? now = clock.Now;
        return mine.ExecuteUpdateAsync(s => s.SetProperty(m => m.DoneAt, now).SetProperty(m => m.LastFailure, (string?)null), stop);
    }

    private async Task Failed(Taken message, Exception failure, CancellationToken stop)
    {
        // Never the message of it: that may quote a person.
        var kind = (failure is OperationCanceledException ? typeof(TimeoutException) : failure.GetType()).Name;
        log.LogError(
            "Reaction {Reaction} to event {Event} ({Id}) failed on attempt {Attempt}: {Failure}",
            message.Reaction,
            message.Name,
            message.Id,
            message.Attempts,
            kind
        );
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
