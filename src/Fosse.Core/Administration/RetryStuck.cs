using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>Makes an event or a job that does not move due now. A worker takes it at its next round.</summary>
public sealed class RetryStuck(SafetyDb db, CountyClock clock)
{
    public async Task<Outcome<Guid>> Message(SignedIn by, Guid id, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        var now = clock.Now;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        if (
            await db.Set<OutboxMessage>()
                .Where(m => m.Id == id && m.DoneAt == null)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, now), stop) == 0
        )
            return new Refusal("", AdministrationText.Of("RetryStuck.Delivered"));
        db.Note(by, now, AdministrationAdminEvents.MessageRetried, id);
        await db.SaveChangesAsync(stop);
        await both.CommitAsync(stop);
        return id;
    }

    public async Task<Outcome<string>> Job(SignedIn by, string name, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        var now = clock.Now;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        if (
            await db.Set<TimetableEntry>()
                .Where(e => e.Name == name && e.Failures > 0)
                .ExecuteUpdateAsync(e => e.SetProperty(x => x.DueAt, now), stop) == 0
        )
            return new Refusal("", AdministrationText.Of("RetryStuck.HasRun"));
        db.Note(by, now, AdministrationAdminEvents.JobRetried, null, name);
        await db.SaveChangesAsync(stop);
        await both.CommitAsync(stop);
        return name;
    }
}
