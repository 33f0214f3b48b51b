using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Gives a report to somebody of the team, or to oneself. Whoever has it needs to type no reason to read it.</summary>
public sealed class AssignReport(SafetyDb db, ReportWork hands)
{
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, Guid? to, CancellationToken stop)
    {
        if (to is not { } account)
            return new Refusal("to", TriageText.Of("AssignReport.ChooseWho"));
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (hand.Report.State.IsOver())
            return new Refusal("", TriageText.Of("AssignReport.Closed"));
        var who = await db.WhoIs(account, hands.Today, stop);
        if (who is null || who.AgencyId != hand.Record.AgencyId || !(await db.QueuesOf(who, hands.Today, stop)).Has(hand.Record.TeamId))
            return new Refusal("to", TriageText.Of("AssignReport.NotOfQueue"));
        if (await db.HasConflict(on.Record, account, stop))
            return new Refusal("to", TriageText.Of("AssignReport.TheirConflict"));
        if (await Held(on.Record, account, stop))
            return new Refusal(
                "to",
                account == on.By.AccountId
                    ? TriageText.Of("AssignReport.YoursAlready")
                    : TriageText.Of("AssignReport.TheirsAlready", who.Name)
            );

        await hands.EndAssignments(on.Record, hands.Today.AddDays(-1), stop);
        var assignment = hands.Give(on.Record, account, on.By);
        hand.Report.TakenUp(hands.Now);
        return await hands.Done(hand, DeedKind.Assigned, who.Name, stop, assignment.Line(on.By));
    }

    private Task<bool> Held(Guid record, Guid account, CancellationToken stop) =>
        db.Set<RecordAssignment>()
            .InForceOn(hands.Today)
            .AnyAsync(a => a.RecordId == record && a.AccountId == account && a.Task == ReportWork.Task, stop);
}

/// <summary>Takes what should be dealt with next and nobody has: what is held for a human first, then what is due first.</summary>
public sealed class TakeNext(SafetyDb db, AssignReport assign, CountyClock clock)
{
    private const int Tries = 5;

    /// <returns>The report, now theirs. Where somebody else was quicker it is the one after.</returns>
    public async Task<Outcome<Guid>> Handle(SignedIn by, CancellationToken stop)
    {
        if (by.Lacks(RecordsPermissions.WriteRecords) is { } lacking)
            return lacking;
        foreach (var (record, version) in await db.NextFor(by, clock.Now, Tries, stop))
        {
            if ((await assign.Handle(new(record, version, by), by.AccountId, stop)).Accepted(out _))
                return record;
            db.ChangeTracker.Clear();
        }
        return new Refusal("", TriageText.Of("TakeNext.NothingToTake"));
    }
}
