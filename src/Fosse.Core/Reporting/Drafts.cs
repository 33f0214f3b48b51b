using System.Text.Json;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>What a browser holds of its draft: which it is, and the key.</summary>
public sealed record DraftTicket(Guid Id, BoxKey Key)
{
    public static DraftTicket New() => new(Guid.CreateVersion7(), BoxKey.New());

    public string Text => $"{Id:n}.{Key.Text}";

    public static DraftTicket? From(string? text) =>
        text?.Split('.') is [var id, var key] && Guid.TryParseExact(id, "n", out var draft) && BoxKey.From(key) is { } opens
            ? new(draft, opens)
            : null;
}

/// <summary>Keeps what has been told so far, for a day.</summary>
public sealed class Drafts(SafetyDb db, FileStore files, CountyClock clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <returns>None where it is too old, was cleared, or the key is another's.</returns>
    public async Task<ReportDraft?> Open(DraftTicket ticket, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var now = clock.Now;
        var locked = await db.Set<StoredDraft>()
            .AsNoTracking()
            .Where(d => d.Id == ticket.Id && d.ExpiresAt > now)
            .Select(d => d.Locked)
            .SingleOrDefaultAsync(stop);
        return locked is not null && ticket.Key.TryOpen(locked, About(ticket.Id), out byte[]? content)
            ? JsonSerializer.Deserialize<ReportDraft>(content)
            : null;
    }

    public async Task Keep(DraftTicket ticket, ReportDraft draft, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(draft);
        Put(await db.Set<StoredDraft>().SingleOrDefaultAsync(d => d.Id == ticket.Id, stop), ticket, draft);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Puts it under another ticket, so that whoever knew the old one finds nothing any more.</summary>
    public async Task Move(DraftTicket from, DraftTicket to, ReportDraft draft, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(draft);
        if (await db.Set<StoredDraft>().SingleOrDefaultAsync(d => d.Id == from.Id, stop) is { } held)
            db.Remove(held);
        Put(null, to, draft);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The same without saving, for a change that goes with others.</summary>
    internal void Put(StoredDraft? held, DraftTicket ticket, ReportDraft draft)
    {
        var locked = ticket.Key.Lock(JsonSerializer.SerializeToUtf8Bytes(draft), About(ticket.Id));
        var names = draft.Files.Select(f => f.File).ToList();
        if (held is null)
            db.Add(
                new StoredDraft
                {
                    Id = ticket.Id,
                    Locked = locked,
                    ExpiresAt = clock.Now + Kept,
                    Files = names,
                }
            );
        else
            (held.Locked, held.ExpiresAt, held.Files) = (locked, clock.Now + Kept, names);
    }

    /// <summary>Leaves nothing of it.</summary>
    public async Task Clear(DraftTicket ticket, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var draft = await db.Set<StoredDraft>().SingleOrDefaultAsync(d => d.Id == ticket.Id, stop);
        if (draft is null || await Open(ticket, stop) is null)
            return; // not theirs
        await Remove(draft, stop);
    }

    /// <summary>Clears those that nobody has gone on with for a day.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ClearOld(CancellationToken stop)
    {
        var now = clock.Now;
        var old = await db.Set<StoredDraft>().Where(d => d.ExpiresAt <= now).OrderBy(d => d.ExpiresAt).Take(500).ToListAsync(stop);
        foreach (var draft in old)
            await Remove(draft, stop);
        return old.Count;
    }

    private async Task Remove(StoredDraft draft, CancellationToken stop)
    {
        // The files first: a row that is left is cleared again, a file that is left is found by nobody.
        foreach (var file in draft.Files)
            files.Remove(file);
        db.Remove(draft);
        await db.SaveChangesAsync(stop);
    }

    private static string About(Guid id) => $"fosse draft {id:n}";
}
