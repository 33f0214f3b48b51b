using System.Globalization;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Retention;

internal static class Controllers
{
    /// <summary>Whose data a rule is about: the agencies that hold records of the class. Where none does, the agency that asks.</summary>
    public static async Task<IReadOnlyList<Guid>> ControllersOf(this SafetyDb db, DataClass @class, Guid asks, CancellationToken stop)
    {
        var holders = await db.Set<SubjectRecord>()
            .Where(r => r.Class == @class && r.ForgottenAt == null)
            .Select(r => r.AgencyId)
            .Distinct()
            .OrderBy(a => a)
            .Take(1000)
            .ToListAsync(stop);
        return holders.Count > 0 ? holders : [asks];
    }
}

/// <summary>Changes how long a class of data is kept, once every agency that holds records of it has agreed.</summary>
internal sealed class RetentionDeed(SafetyDb db) : IDeed
{
    private const string Class = "class",
        Purpose = "purpose",
        Basis = "basis",
        Months = "months",
        Action = "action",
        Before = "_version";

    public JointDeed Kind => AccountabilityDeeds.ChangeRetention;

    /// <summary>A rule has no id but its class.</summary>
    public static Guid IdOf(DataClass @class) => Approval.IdOf($"retention rule {@class}");

    public static IReadOnlyList<DeedField> Fields(RetentionRule rule, ChangeRetentionRule change) =>
        [
            new(Class, rule.Class.Code),
            new(Purpose, change.Purpose.Trim()),
            new(Basis, change.Basis.Trim()),
            new(Months, change.Months!.Value.ToString(CultureInfo.InvariantCulture)),
            new(Action, change.Action!.Value.ToString()),
            new(Before, rule.Version.ToString(CultureInfo.InvariantCulture)),
        ];

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var rule = await Rule(approval, stop);
        var asked = await db.Set<ApprovalAgency>()
            .Where(a => a.ApprovalId == approval.Id)
            .Select(a => a.AgencyId)
            .Take(1000)
            .ToListAsync(stop);
        // Whoever has come to hold such records since was not asked. Nobody is before it is proposed.
        var others = asked.Count == 0 ? [] : (await db.ControllersOf(rule.Class, asked[0], stop)).Except(asked);
        return rule.Version.ToString(CultureInfo.InvariantCulture) == approval[Before] && !others.Any()
            ? null
            : new Refusal("", AccountabilityText.Of("Retention.RuleOvertaken"));
    }

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var rule = await Rule(approval, stop);
        (rule.Purpose, rule.Basis, rule.Months, rule.Action) = (
            approval[Purpose]!,
            approval[Basis]!,
            int.Parse(approval[Months]!, CultureInfo.InvariantCulture),
            Enum.Parse<RetentionAction>(approval[Action]!)
        );
        rule.Version++;
        db.Announce(new RetentionRuleChanged(rule.Class, rule.Months, rule.Action, by.AccountId));
        return null;
    }

    private Task<RetentionRule> Rule(Approval approval, CancellationToken stop)
    {
        var @class = CodedWords.Find<DataClass>(approval[Class]!);
        return db.Set<RetentionRule>().SingleAsync(r => r.Class == @class, stop);
    }
}

/// <summary>Lifts a hold, after which a rule may forget the record.</summary>
internal sealed class LiftHoldDeed(SafetyDb db, CountyClock clock) : IDeed
{
    public JointDeed Kind => AccountabilityDeeds.LiftHold;

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var hold = await db.Set<RecordHold>().AsNoTracking().SingleAsync(h => h.Id == approval.AboutId, stop);
        return hold.LiftedAt is not null
            ? new Refusal("", AccountabilityText.Of("Retention.LiftedAlready"))
            : await db.NotHeldBy(hold.RecordId, approval.AgencyId, stop) ?? await db.Conflict(hold.RecordId, by, stop);
    }

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        (await db.Set<RecordHold>().SingleAsync(h => h.Id == approval.AboutId, stop)).Lift(by.AccountId, clock.Now);
        return null;
    }
}

/// <summary>Forgets a record whose time had come, because two persons of its agency decided so.</summary>
internal sealed class ForgetDeed(SafetyDb db, ForgetRecord forget, CountyClock clock) : IDeed
{
    public const string Ground = "ground";

    public JointDeed Kind => AccountabilityDeeds.ForgetRecord;

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop) =>
        await db.NotHeldBy(approval.AboutId, approval.AgencyId, stop)
        ?? await db.Conflict(approval.AboutId, by, stop)
        // Decided otherwise since, held, or its rule is another. It may be forgotten already: that comes first.
        ?? (
            await db.Set<SubjectRecord>().AnyAsync(r => r.Id == approval.AboutId && r.ForgottenAt != null, stop)
            || (await db.DueRecords(approval.AgencyId, clock.Today, stop)).Any(d => d.Record == approval.AboutId && d.Held is null)
                ? null
                : new Refusal("", AccountabilityText.Of("Retention.NotDue"))
        );

    public Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop) => Task.FromResult<Refusal?>(null);

    public Task<Refusal?> Last(Approval approval, SignedIn by, CancellationToken stop) =>
        forget.Within(approval.AboutId, by.Actor, approval[Ground]!, stop);

    public Task Afterwards(CancellationToken stop) => forget.Clear(stop);
}
