using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>Who works on a record, who is too close to it, and when its work is done. None of it reads whom it is about.</summary>
public sealed class WorkOnRecord(
    SafetyDb db,
    Ledger ledger,
    Sealer sealer,
    CountyClock clock,
    HouseWords words,
    IEnumerable<BeforeClosing> before
)
{
    private const int LongestTask = 60;

    public async Task<Outcome<RecordAssignment>> Assign(Guid recordId, Guid? accountId, string task, SignedIn by, CancellationToken stop)
    {
        if (await Own(recordId, by, stop) is not { } record)
            return NotTheirs;
        if (InQueue(record) is { } waits)
            return waits;
        if (await db.Conflict(recordId, by, stop) is { } conflict)
            return conflict;
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(task))
            refusals.Add(new("task", RecordsText.Of("WorkOnRecord.SayWhatTheyDo")));
        if (task.Length > LongestTask)
            refusals.Add(new("task", RecordsText.Of("WorkOnRecord.WhatTheyDoTooLong", LongestTask)));
        if (accountId is not { } account)
            return (List<Refusal>)[new("accountId", RecordsText.Of("WorkOnRecord.ChooseWho")), .. refusals];
        var who = await db.WhoIs(account, clock.Today, stop);
        if (who is null || who.AgencyId != by.AgencyId || !who.May(RecordsPermissions.ReadRecords))
            refusals.Add(new("accountId", RecordsText.Of("WorkOnRecord.TheyMayNotRead")));
        if (await db.HasConflict(recordId, account, stop))
            refusals.Add(new("accountId", RecordsText.Of("WorkOnRecord.TheirConflict")));
        if (record is not { ClosedAt: null, ForgottenAt: null })
            refusals.Add(new("", RecordsText.Of("WorkOnRecord.Closed")));
        if (refusals.Count > 0)
            return refusals;

        var assignment = new RecordAssignment
        {
            RecordId = recordId,
            AccountId = account,
            Task = HouseTasks.Works,
            StartsOn = clock.Today,
            AssignedBy = by.AccountId,
        };
        db.Add(assignment);
        db.Add(
            new AssignmentWords
            {
                AssignmentId = assignment.Id,
                Subject = recordId,
                Words = await sealer.Seal(recordId, task.Trim(), stop),
            }
        );
        await ledger.SaveWith(db, assignment.Line(by), stop);
        return assignment;
    }

    /// <summary>Today is its last day no more: from now on it is no reason to read. Whoever is assigned says so of themselves; of somebody
    /// else only who looks at what their people do.</summary>
    /// <param name="why">It stands in the ledger and the chronology, sealed, for it may name somebody.</param>
    public async Task<Outcome<RecordAssignment>> EndAssignment(
        Guid recordId,
        Guid assignmentId,
        string why,
        SignedIn by,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(why);
        if (await Own(recordId, by, stop) is not { } record)
            return NotTheirs;
        if (InQueue(record) is { } waits)
            return waits;
        if (await db.Conflict(recordId, by, stop) is { } conflict)
            return conflict;
        if (
            await db.Set<RecordAssignment>().SingleOrDefaultAsync(a => a.Id == assignmentId && a.RecordId == recordId, stop)
                is not { } assignment
            || !assignment.IsInForceOn(clock.Today)
        )
            return new Refusal("", RecordsText.Of("WorkOnRecord.AssignmentEnded"));
        if (!words.EndsWorkOfOthers(by) && !await db.AccountsOfPerson(by.AccountId).ContainsAsync(assignment.AccountId, stop))
            return new Refusal("", RecordsText.Of("WorkOnRecord.NotYourAssignment"));
        if (!Reasons.Says(why))
            return new Refusal("whyEnded", RecordsText.Of("WorkOnRecord.SayWhyEnded"));
        assignment.EndsOn = clock.Today.AddDays(-1);
        await ledger.SaveWith(db, assignment.EndLine(by, await sealer.SealReason(recordId, why.Trim(), stop)), stop);
        return assignment;
    }

    /// <summary>Somebody says that they are too close to it. They say it of themselves, and nobody has to agree.</summary>
    public async Task<Outcome<ConflictOfInterest>> DeclareConflict(Guid recordId, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!words.Handle(by) || !await db.Set<SubjectRecord>().AnyAsync(r => r.Id == recordId, stop))
            return NotTheirs;
        if (await db.ConflictsOf(by.AccountId).FirstOrDefaultAsync(c => c.RecordId == recordId, stop) is { } already)
            return already;
        var (today, own) = (clock.Today, db.AccountsOfPerson(by.AccountId));
        foreach (
            var assignment in await db.Set<RecordAssignment>()
                .NotOverOn(today)
                .Where(a => a.RecordId == recordId && own.Contains(a.AccountId))
                .Take(100)
                .ToListAsync(stop)
        )
        {
            assignment.EndsOn = today.AddDays(-1);
        }
        var conflict = new ConflictOfInterest
        {
            RecordId = recordId,
            AccountId = by.AccountId,
            DeclaredAt = clock.Now,
        };
        db.Add(conflict);
        await ledger.SaveWith(db, DecidedLine.Of(by, recordId, "Conflict of interest declared."), stop);
        return conflict;
    }

    /// <summary>Ends the work on it. What is not done yet is said first.</summary>
    /// <param name="why">It stands in the ledger, sealed, for it may name somebody.</param>
    /// <param name="anyway">They know what is not done and close it all the same.</param>
    public async Task<Outcome<SubjectRecord>> Close(Guid recordId, string why, bool anyway, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        if (await Own(recordId, by, stop) is not { } record)
            return NotTheirs;
        if (InQueue(record) is { } waits)
            return waits;
        if (await db.Conflict(recordId, by, stop) is { } conflict)
            return conflict;
        if (record.ClosedAt is not null)
            return new Refusal("", RecordsText.Of("WorkOnRecord.ClosedAlready"));
        if (!Reasons.Says(why))
            return new Refusal("why", RecordsText.Of("WorkOnRecord.SayWhyClosed"));
        foreach (var room in anyway ? [] : before)
        {
            if (await room(recordId, stop) is { } asks)
                return asks with { Field = "anyway" };
        }
        record.ClosedAt = clock.Now;
        var typed = await sealer.SealReason(record.Id, why.Trim(), stop);
        await ledger.SaveWith(db, DecidedLine.Of(by, record.Id, "Closed.", typed), stop);
        return record;
    }

    /// <summary>Takes up again what was closed: its retention time runs no more until it is closed anew. Why stands in the ledger, sealed,
    /// for it may name somebody.</summary>
    public async Task<Outcome<SubjectRecord>> Reopen(Guid recordId, string why, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        if (await Own(recordId, by, stop) is not { ForgottenAt: null } record)
            return NotTheirs;
        if (InQueue(record) is { } waits)
            return waits;
        if (await db.Conflict(recordId, by, stop) is { } conflict)
            return conflict;
        if (record.ClosedAt is null)
            return new Refusal("", RecordsText.Of("WorkOnRecord.NotClosed"));
        if (!Reasons.Says(why))
            return new Refusal("why", RecordsText.Of("WorkOnRecord.SayWhyAgain"));
        record.ClosedAt = null;
        var typed = await sealer.SealReason(record.Id, why.Trim(), stop);
        await ledger.SaveWith(db, DecidedLine.Of(by, record.Id, "Opened again.", typed), stop);
        return record;
    }

    // What waits in a queue is dealt with there, by those whose queue it is, with an answer to whoever sent it.
    private static Refusal? InQueue(SubjectRecord record) =>
        record.InQueue ? new("", RecordsText.Of("WorkOnRecord.InQueue"))
        : record.Class.OwnDesk ? new("", RecordsText.Of("WorkOnRecord.OwnDesk"))
        : null;

    private static Refusal NotTheirs => new("", RecordsText.Of("WorkOnRecord.NotYours"));

    private async Task<SubjectRecord?> Own(Guid id, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.May(RecordsPermissions.WriteRecords)
            ? await db.Set<SubjectRecord>().SingleOrDefaultAsync(r => r.Id == id && r.AgencyId == by.AgencyId, stop)
            : null;
    }
}
