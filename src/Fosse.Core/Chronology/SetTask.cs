using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>Says what is to be done on a record, by whom and until when.</summary>
public sealed class SetTask(SafetyDb db, RecordHand hand)
{
    private const int LongestDays = 730;

    /// <param name="to">Whose it is; none for whoever of the agency is next.</param>
    public async Task<Outcome<RecordTask>> Handle(OnRecord on, string words, Guid? to, DateOnly? due, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(on);
        ArgumentNullException.ThrowIfNull(words);
        var refused = new List<Refusal>();
        if (RecordHand.Wrong("task", words) is { } wrong)
            refused.Add(wrong);
        if (due is not { } day)
            refused.Add(new("due", ChronologyText.Of("SetTask.EnterDay")));
        else if (day < hand.Today || day > hand.Today.AddDays(LongestDays))
            refused.Add(new("due", ChronologyText.Of("SetTask.WrongDay")));
        var taken = await hand.Take(on.Record, by, stop);
        if (!taken.Accepted(out var record))
            return taken.Refusals.ToList();
        if (record.ClosedAt is not null)
            return new Refusal("", ChronologyText.Of("SetTask.Closed"));
        if (to is { } account)
        {
            var who = await db.WhoIs(account, hand.Today, stop);
            if (who is null || who.AgencyId != by.AgencyId || !who.May(RecordsPermissions.ReadRecords))
                refused.Add(new("to", ChronologyText.Of("SetTask.MayNotRead")));
            else if (await db.HasConflict(on.Record, who, stop))
                refused.Add(new("to", ChronologyText.Of("SetTask.TheirConflict")));
        }
        if (refused.Count > 0)
            return refused;
        var written = await hand.Write(on, by, EntryKind.TaskSet, words.Trim(), stop);
        if (!written.Accepted(out var entry))
            return written.Refusals.ToList();
        var task = new RecordTask
        {
            Id = entry.Id,
            RecordId = on.Record,
            AccountId = to,
            DueOn = due!.Value,
            SetBy = by.AccountId,
            SetAt = entry.At,
        };
        db.Add(task);
        await db.SaveChangesAsync(stop);
        return task;
    }
}

/// <summary>Says that a task is done, or that it is not after all. Nothing of the record is read for it.</summary>
public sealed class FinishTask(SafetyDb db, RecordHand hand)
{
    public Task<Outcome<RecordTask>> Done(Guid record, Guid task, SignedIn by, CancellationToken stop) =>
        Change(record, task, EntryKind.TaskDone, by, stop);

    public Task<Outcome<RecordTask>> OpenAgain(Guid record, Guid task, SignedIn by, CancellationToken stop) =>
        Change(record, task, EntryKind.TaskOpenedAgain, by, stop);

    private async Task<Outcome<RecordTask>> Change(Guid record, Guid task, EntryKind kind, SignedIn by, CancellationToken stop)
    {
        var taken = await hand.Take(record, by, stop);
        if (!taken.Accepted(out _))
            return taken.Refusals.ToList();
        if (await db.Set<RecordTask>().SingleOrDefaultAsync(t => t.Id == task && t.RecordId == record, stop) is not { } found)
            return new Refusal("", ChronologyText.Of("FinishTask.NoSuchTask"));
        if (found.DoneAt is null == kind is EntryKind.TaskOpenedAgain)
            return new Refusal("", ChronologyText.Of("FinishTask.Already"));
        if (kind is EntryKind.TaskDone)
            found.Done(by.AccountId, Instants.Microseconds(hand.Now));
        else
            found.OpenAgain();
        hand.Entry(record, by, kind);
        return await db.SaveUnlessStale(ChronologyText.Of("FinishTask.Already"), stop) is { } stale ? stale : found;
    }
}
