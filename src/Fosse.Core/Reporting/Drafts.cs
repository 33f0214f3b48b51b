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
    /// <summary>Since it was last gone on with, and since it was begun.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24),
        Longest = TimeSpan.FromDays(3);

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
        return locked is null ? null : Told(ticket, locked);
    }

    /// <summary>Begins one.</summary>
    public async Task Begin(DraftTicket ticket, ReportDraft draft, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(draft);
        Put(null, ticket, draft);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Keeps what has been told so far; the files stay as they are.</summary>
    /// <returns>False where it is not there any more, or was sent meanwhile: then nothing is kept.</returns>
    public async Task<bool> Keep(DraftTicket ticket, ReportDraft draft, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return await Change(ticket, told => draft with { Files = told.Files }, stop) is not null;
    }

    /// <summary>Adds files, as many as a report may have.</summary>
    /// <returns>What it is then; none where it is not there any more, or was sent meanwhile.</returns>
    public Task<ReportDraft?> Add(DraftTicket ticket, IReadOnlyList<DraftFile> added, CancellationToken stop) =>
        Change(ticket, told => told with { Files = [.. told.Files.Concat(added).Take(ReportRules.MostFiles)] }, stop);

    /// <summary>Takes a file out, and out of the store.</summary>
    public async Task TakeOut(DraftTicket ticket, string file, CancellationToken stop)
    {
        var found = false;
        var left = await Change(
            ticket,
            told =>
            {
                found = told.Files.Any(f => f.File == file);
                return told with { Files = [.. told.Files.Where(f => f.File != file)] };
            },
            stop
        );
        if (left is not null && found)
            files.Remove(file);
    }

    // However many requests write to one draft at once, each changes what the one before it left: no file is lost, or left in the store
    // by a row that does not name it.
    private async Task<ReportDraft?> Change(DraftTicket ticket, Func<ReportDraft, ReportDraft> change, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        while (true)
        {
            var held = await db.Set<StoredDraft>()
                .AsNoTracking()
                .Where(d => d.Id == ticket.Id)
                .Select(d => d.Locked)
                .SingleOrDefaultAsync(stop);
            if (held is null || Told(ticket, held) is not { Sent: null } told)
                return null;
            var changed = change(told);
            changed = changed with { Begun = told.Begun ?? clock.Now };
            var ((locked, names, bytes), expires) = (Stored(ticket, changed), Expires(changed));
            var written = await db.Set<StoredDraft>()
                .Where(d => d.Id == ticket.Id && d.Locked == held)
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(d => d.Locked, locked)
                            .SetProperty(d => d.ExpiresAt, expires)
                            .SetProperty(d => d.Files, names)
                            .SetProperty(d => d.Bytes, bytes),
                    stop
                );
            if (written == 1)
                return changed;
        }
    }

    /// <summary>Puts it under another ticket, so that whoever knew the old one finds nothing any more.</summary>
    public async Task Move(DraftTicket from, DraftTicket to, ReportDraft draft, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(draft);
        while (true)
        {
            // What comes to it in between is not lost: then it is read again. Where it is gone, so are its files.
            var held = await db.Set<StoredDraft>()
                .AsNoTracking()
                .Where(d => d.Id == from.Id)
                .Select(d => d.Locked)
                .SingleOrDefaultAsync(stop);
            await using var both = await db.Database.BeginTransactionAsync(stop);
            if (
                held is not null
                && await db.Set<StoredDraft>().Where(d => d.Id == from.Id && d.Locked == held).ExecuteDeleteAsync(stop) == 0
            )
                continue;
            var told = held is null ? null : Told(from, held);
            Put(null, to, draft with { Files = told?.Files ?? [], Begun = told?.Begun ?? draft.Begun });
            await db.SaveChangesAsync(stop);
            await both.CommitAsync(stop);
            return;
        }
    }

    /// <summary>Removes files that came to a draft while it was being sent.</summary>
    internal void Drop(IReadOnlyList<string> late)
    {
        foreach (var file in late)
            files.Remove(file);
    }

    /// <summary>The same without saving, for a change that goes with others.</summary>
    internal void Put(StoredDraft? held, DraftTicket ticket, ReportDraft draft)
    {
        draft = draft with { Begun = draft.Begun ?? clock.Now };
        var (locked, names, bytes) = Stored(ticket, draft);
        if (held is null)
            db.Add(
                new StoredDraft
                {
                    Id = ticket.Id,
                    Locked = locked,
                    ExpiresAt = Expires(draft),
                    Files = names,
                    Bytes = bytes,
                }
            );
        else
            (held.Locked, held.ExpiresAt, held.Files, held.Bytes) = (locked, Expires(draft), names, bytes);
    }

    /// <summary>Leaves nothing of it.</summary>
    public async Task Clear(DraftTicket ticket, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (await Open(ticket, stop) is not { } draft)
            return; // not theirs
        if (draft.ShownAt is { } receipt)
            await Remove(receipt, stop);
        await Remove(ticket.Id, stop);
    }

    /// <summary>Clears those that nobody has gone on with for a day.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ClearOld(CancellationToken stop)
    {
        var now = clock.Now;
        var old = await db.Set<StoredDraft>()
            .Where(d => d.ExpiresAt <= now)
            .OrderBy(d => d.ExpiresAt)
            .Select(d => d.Id)
            .Take(500)
            .ToListAsync(stop);
        foreach (var draft in old)
            await Remove(draft, stop);
        return old.Count;
    }

    private async Task Remove(Guid id, CancellationToken stop)
    {
        // The files first: a row that is left is cleared again, a file that is left is found by nobody. One that comes meanwhile is removed
        // in another turn.
        while (await db.Set<StoredDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, stop) is { } draft)
        {
            foreach (var file in draft.Files)
                files.Remove(file);
            await db.Set<StoredDraft>().Where(d => d.Id == id && d.Locked == draft.Locked).ExecuteDeleteAsync(stop);
        }
    }

    private DateTimeOffset Expires(ReportDraft draft)
    {
        var (last, end) = (clock.Now + Kept, (draft.Begun ?? clock.Now) + Longest);
        return last < end ? last : end;
    }

    private static (byte[] Locked, IReadOnlyList<string> Files, long Bytes) Stored(DraftTicket ticket, ReportDraft draft) =>
        (
            ticket.Key.Lock(JsonSerializer.SerializeToUtf8Bytes(draft), About(ticket.Id)),
            [.. draft.Files.Select(f => f.File)],
            draft.Files.Sum(f => f.Bytes)
        );

    private static ReportDraft? Told(DraftTicket ticket, byte[] locked) =>
        ticket.Key.TryOpen(locked, About(ticket.Id), out byte[]? content) ? JsonSerializer.Deserialize<ReportDraft>(content) : null;

    private static string About(Guid id) => $"fosse draft {id:n}";
}
