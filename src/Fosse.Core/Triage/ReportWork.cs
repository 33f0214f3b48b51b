using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Which report somebody does something with, and the version of it that they saw.</summary>
public sealed record OnReport(Guid Record, int Version, SignedIn By);

/// <summary>A report with its record, in the hand of somebody who may work on it.</summary>
internal sealed record InHand(IncidentReport Report, SubjectRecord Record, SignedIn By);

/// <summary>What every deed on a report begins and ends with: who may, on what they saw; then one save of everything that it
/// changes.</summary>
public sealed class ReportWork(SafetyDb db, AccessDesk desk, Sealer sealer, Ledger ledger, CountyClock clock)
{
    /// <summary>The task of whoever has a report, as it goes into the ledger.</summary>
    public const string Task = HouseTasks.Answers;

    internal DateTimeOffset Now => clock.Now;
    internal DateOnly Today => clock.Today;

    private static string Stale => TriageText.Of("ReportWork.Stale");

    internal async Task<Outcome<InHand>> TakeUp(OnReport on, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(on);
        var (by, today) = (on.By, clock.Today);
        if (!by.May(RecordsPermissions.WriteRecords))
            return new Refusal("", TriageText.Of("ReportWork.MayNotWork"));
        var report = await db.Set<IncidentReport>().SingleOrDefaultAsync(r => r.RecordId == on.Record, stop);
        var record = await db.Set<SubjectRecord>()
            .SingleOrDefaultAsync(r => r.Id == on.Record && r.AgencyId == by.AgencyId && r.ForgottenAt == null, stop);
        if (report is null || record is null)
            return new Refusal("", TriageText.Of("ReportWork.NoSuchReport"));
        if (await db.HasConflict(on.Record, by, stop))
            return new Refusal("", TriageText.Of("ReportWork.OwnConflict"));
        if (
            !(await db.QueuesOf(by, today, stop)).Has(record.TeamId)
            && !await db.Set<RecordAssignment>()
                .InForceOn(today)
                .AnyAsync(a => a.RecordId == on.Record && a.AccountId == by.AccountId, stop)
        )
        {
            return new Refusal("", TriageText.Of("ReportWork.OtherQueue"));
        }
        return report.Version == on.Version ? new InHand(report, record, by) : Saving.Stale(Stale);
    }

    internal Task<Refusal?> Write(InHand hand, MessageKind kind, string words, CancellationToken stop) =>
        Write(hand, [(kind, words)], stop);

    /// <summary>Puts words beside the report, sealed; a letter also goes into the reporter's box. Saved with the rest of the
    /// deed.</summary>
    /// <param name="reason">Why they open it, where nobody has to have it: what was closed waits in no queue.</param>
    internal async Task<Refusal?> Write(
        InHand hand,
        IReadOnlyList<(MessageKind Kind, string Words)> messages,
        CancellationToken stop,
        string reason = ""
    )
    {
        var id = hand.Record.Id;
        try
        {
            using var access = await desk.Open(new(hand.By.Actor, ReportingPurposes.TriageReport, id, reason), stop);
            var key =
                BoxKey.From(access.Read(await db.Set<ReportDetails>().AsNoTracking().Select(d => d.BoxKey).SingleAsync(stop)))
                ?? throw new FormatException("What is sealed is no key of a box.");
            foreach (var (kind, words) in messages)
            {
                if (kind is not MessageKind.Note)
                    db.Add(ReportLetters.Of(id, key, kind, words, clock.Now));
                db.Add(
                    new ReportMessage
                    {
                        Subject = id,
                        At = clock.Now,
                        Kind = kind,
                        By = hand.By.AccountId,
                        Words = await sealer.Seal(id, words, stop),
                    }
                );
            }
            return null;
        }
        catch (PersonalDataRefused refused)
        {
            return new("", refused.Message);
        }
    }

    /// <summary>By which numbers the report is joined with others, of which nothing is told.</summary>
    internal async Task<Outcome<IReadOnlyList<Guid>>> Pairs(InHand hand, CancellationToken stop)
    {
        try
        {
            using var access = await desk.Open(new(hand.By.Actor, ReportingPurposes.TriageReport, hand.Record.Id, ""), stop);
            return await db.Set<ProvedSame>()
                .AsNoTracking()
                .Where(s => !db.Set<PartedPair>().Any(p => p.Joined == s.Joined))
                .Select(s => s.Joined)
                .Take(200)
                .ToListAsync(stop);
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("", refused.Message);
        }
    }

    /// <summary>Writes the deed down, announces it and saves all of it at once.</summary>
    /// <param name="line">Of the ledger, where the deed hands the report to somebody else.</param>
    internal async Task<Outcome<IncidentReport>> Done(
        InHand hand,
        DeedKind kind,
        string about,
        CancellationToken stop,
        LedgerLine? line = null
    )
    {
        Note(hand, kind, about);
        return await Done(hand, line, stop);
    }

    /// <summary>Writes a deed down, to be saved with the rest.</summary>
    /// <param name="before">Of what was put right: what it was, and beneath what it is since.</param>
    internal void Note(InHand hand, DeedKind kind, string about, string before = "", string after = "")
    {
        if (kind is not (DeedKind.Assigned or DeedKind.Redirected or DeedKind.TeamChanged))
            hand.Report.Looked(clock.Now); // who gives it to somebody, unread, has not looked
        db.Add(
            new ReportDeed
            {
                RecordId = hand.Record.Id,
                At = clock.Now,
                By = hand.By.AccountId,
                Kind = kind,
                About = about,
                ValueBefore = before,
                ValueAfter = after,
            }
        );
        db.Announce(new DeedDone(hand.Record.Id, kind));
    }

    /// <summary>Saves all of it at once.</summary>
    internal async Task<Outcome<IncidentReport>> Done(InHand hand, LedgerLine? line, CancellationToken stop)
    {
        var report = hand.Report;
        hand.Record.Follow(report);
        var refused = line is null ? await db.SaveUnlessStale(Stale, stop) : await db.SaveUnlessStale(Stale, ledger, line, stop);
        return refused is { } stale ? stale : report;
    }

    /// <summary>Whoever answers what nobody has, has it from then on: what the reporter writes back comes to them.</summary>
    /// <returns>The line of the ledger, to be saved with the deed; none where somebody has it.</returns>
    internal async Task<LedgerLine?> TakeWhatNobodyHas(InHand hand, CancellationToken stop)
    {
        var id = hand.Record.Id;
        if (await db.Set<RecordAssignment>().InForceOn(clock.Today).AnyAsync(a => a.RecordId == id && a.Task == Task, stop))
            return null;
        var assignment = Give(id, hand.By.AccountId, hand.By);
        hand.Report.TakenUp(clock.Now);
        Note(hand, DeedKind.Assigned, hand.By.Name);
        return assignment.Line(hand.By);
    }

    internal RecordAssignment Give(Guid record, Guid to, SignedIn by)
    {
        var assignment = new RecordAssignment
        {
            RecordId = record,
            AccountId = to,
            Task = Task,
            StartsOn = clock.Today,
            AssignedBy = by.AccountId,
        };
        db.Add(assignment);
        return assignment;
    }

    /// <summary>Those who are at work on it are not any more from the day that is given.</summary>
    internal async Task EndAssignments(Guid record, DateOnly lastDay, CancellationToken stop)
    {
        foreach (
            var assignment in await db.Set<RecordAssignment>()
                .NotOverOn(clock.Today)
                .Where(a => a.RecordId == record)
                .Take(200)
                .ToListAsync(stop)
        )
            assignment.EndsOn = lastDay;
    }
}
