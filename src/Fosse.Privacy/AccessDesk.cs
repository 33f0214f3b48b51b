using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>
/// The only way through the wall. It decides, commits the ledger line, and only then opens;
/// so nothing is read that the ledger does not know of, whatever becomes of the work afterwards.
/// </summary>
public sealed class AccessDesk(GuardedDb db, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <exception cref="PersonalDataRefused">The purpose is not open to this person, or no reason was given.</exception>
    public async Task<Access> Open(Actor actor, Purpose purpose, Guid subject, string reason, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (subject == Guid.Empty) throw new ArgumentException("An access is about one subject.", nameof(subject));
        if (db.Access is not null) throw new InvalidOperationException("An access is already open; close it first.");
        if (db.Database.CurrentTransaction is not null) throw new InvalidOperationException("Open the access before the transaction.");

        var granted = actor.Purposes.Contains(purpose) && !string.IsNullOrWhiteSpace(reason);
        await Write(new LedgerLine
        {
            At = clock.GetUtcNow(),
            ActorId = actor.Id,
            Organisation = actor.Organisation,
            Purpose = purpose,
            Subject = subject,
            Reason = reason ?? "",
            Granted = granted,
        }, stop);
        return granted ? new Access(db, purpose, subject) : throw new PersonalDataRefused($"{purpose} is not open to this person.");
    }

    // In a scope of its own, so that a rollback of the work does not take the line with it.
    private async Task Write(LedgerLine line, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        ledger.Add(line);
        await ledger.SaveChangesAsync(stop);
    }
}
