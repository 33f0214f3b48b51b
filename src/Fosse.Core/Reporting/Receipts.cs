using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>The code of a report is shown once, to the browser that sent it.</summary>
public sealed class Receipts(SafetyDb db, Drafts drafts, CountyClock clock)
{
    private static readonly TimeSpan ShownAgain = TimeSpan.FromMinutes(10);

    /// <summary>It is about to be shown: under another ticket, from which no code follows, lies that it was. What lies under the first
    /// stays for minutes, for a browser that never got the answer.</summary>
    /// <returns>False where it is not there any more.</returns>
    public async Task<bool> Shown(DraftTicket receipt, DraftTicket after, string reference, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(after);
        var soon = clock.Now + ShownAgain;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        var left = await db.Set<StoredDraft>()
            .Where(d => d.Id == receipt.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(d => d.ExpiresAt, d => d.ExpiresAt < soon ? d.ExpiresAt : soon), stop);
        if (left == 0)
            return false;
        drafts.Put(null, after, new() { Sent = reference, ShownAt = receipt.Id });
        await db.SaveChangesAsync(stop);
        await both.CommitAsync(stop);
        return true;
    }

    /// <summary>The browser has come back with the other ticket: the first opens nothing any more.</summary>
    public Task Arrived(ReportDraft receipt, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return db.Set<StoredDraft>().Where(d => d.Id == receipt.ShownAt).ExecuteDeleteAsync(stop);
    }
}
