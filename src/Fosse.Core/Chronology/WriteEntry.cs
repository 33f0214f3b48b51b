using Fosse.Foundation;

namespace Fosse.Chronology;

/// <summary>Writes a note, or what happened, into the chronology of a record. What stands there is never changed.</summary>
public sealed class WriteEntry(SafetyDb db, RecordHand hand)
{
    public async Task<Outcome<RecordEntry>> Note(OnRecord on, string words, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(words);
        return await Write(on, EntryKind.Note, "entry", words, null, by, stop);
    }

    /// <param name="happened">The day on which it happened.</param>
    public async Task<Outcome<RecordEntry>> Update(OnRecord on, string words, DateOnly? happened, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (happened is not { } day)
            return new Refusal("happenedOn", ChronologyText.Of("WriteEntry.EnterDay"));
        if (day > hand.Today)
            return new Refusal("happenedOn", ChronologyText.Of("WriteEntry.DayInFuture"));
        return await Write(on, EntryKind.Update, "entry", words, day, by, stop);
    }

    private async Task<Outcome<RecordEntry>> Write(
        OnRecord on,
        EntryKind kind,
        string field,
        string words,
        DateOnly? happened,
        SignedIn by,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(on);
        if (RecordHand.Wrong(field, words) is { } wrong)
            return wrong;
        var taken = await hand.Take(on.Record, by, stop);
        if (!taken.Accepted(out _))
            return taken.Refusals.ToList();
        var written = await hand.Write(on, by, kind, words.Trim(), stop, happened);
        if (written.Accepted(out _))
            await db.SaveChangesAsync(stop);
        return written;
    }
}
