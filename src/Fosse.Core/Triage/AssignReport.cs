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
            return new Refusal("to", "Choose who deals with it");
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (hand.Report.State.IsOver())
            return new Refusal("", "This report is closed");
        var who = await db.WhoIs(account, hands.Today, stop);
        if (who is null || who.AgencyId != hand.Record.AgencyId || !(await db.QueuesOf(who, hands.Today, stop)).Has(hand.Record.TeamId))
            return new Refusal("to", "They do not work this queue. Choose somebody of the team");
        if (await db.Set<ConflictOfInterest>().AnyAsync(c => c.RecordId == on.Record && c.AccountId == account, stop))
            return new Refusal("to", "They have declared a conflict of interest with this report. Choose somebody else");
        if (await Held(on.Record, account, stop))
            return new Refusal("to", account == on.By.AccountId ? "You have it already" : $"{who.Name} has it already");

        await hands.EndAssignments(on.Record, hands.Today.AddDays(-1), stop);
        db.Add(
            new RecordAssignment
            {
                RecordId = on.Record,
                AccountId = account,
                Task = ReportWork.Task,
                StartsOn = hands.Today,
            }
        );
        hand.Report.TakenUp(hands.Now);
        return await hands.Done(hand, DeedKind.Assigned, who.Name, stop);
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
        ArgumentNullException.ThrowIfNull(by);
        foreach (var (record, version) in await db.NextFor(by, clock.Now, Tries, stop))
        {
            if ((await assign.Handle(new(record, version, by), by.AccountId, stop)).Accepted(out _))
                return record;
            db.ChangeTracker.Clear();
        }
        return new Refusal("", "There is nothing in your queue that you could take");
    }
}
