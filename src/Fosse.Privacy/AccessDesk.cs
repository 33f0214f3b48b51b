using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>
/// The only way through the wall. It decides, commits the ledger line, and only then opens;
/// so nothing is read that the ledger does not know of, whatever becomes of the work afterwards.
/// </summary>
public sealed class AccessDesk(GuardedDb db, IServiceScopeFactory scopes, AccessRule rule, TimeProvider clock)
{
    /// <exception cref="PersonalDataRefused">The rule says no; the words say why and hold no personal data.</exception>
    public async Task<Access> Open(AccessQuestion question, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Subject == Guid.Empty) throw new ArgumentException("An access is about one subject.", nameof(question));
        if (db.Access is not null) throw new InvalidOperationException("An access is already open; close it first.");
        if (db.Database.CurrentTransaction is not null) throw new InvalidOperationException("Open the access before the transaction.");

        // In a scope of its own, so that a rollback of the work does not take the line with it.
        await using var scope = scopes.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        var decision = await rule(ledger, question, stop);
        ledger.Add(new LedgerLine
        {
            At = clock.GetUtcNow(),
            ActorId = question.Actor.Id,
            Organisation = question.Actor.Organisation,
            Purpose = question.Purpose,
            Subject = question.Subject,
            Reason = decision.Reason,
            Granted = decision.Granted,
        });
        await ledger.SaveChangesAsync(stop);
        return decision.Granted ? new Access(db, question.Purpose, question.Subject) : throw new PersonalDataRefused(decision.Ground);
    }
}
