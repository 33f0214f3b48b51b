using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Retention;

/// <summary>Changes a rule for the whole partnership, from the next run on.</summary>
public sealed record ChangeRetentionRule(DataClass Class, int Version, string Purpose, string Basis, int? Months, RetentionAction? Action);

/// <summary>Keeps a record from being forgotten until the hold is lifted.</summary>
public sealed record PlaceHold(string Reference, string Proceedings);

/// <summary>What a person decided about a record whose time had come.</summary>
/// <param name="KeepUntil">None to forget it now.</param>
public sealed record DecideRetention(Guid Record, DateOnly? KeepUntil, string Ground);

/// <summary>What somebody who manages retention can do. To keep longer takes one person; to keep shorter, or no longer, takes
/// two.</summary>
public sealed class RetentionDesk(SafetyDb db, ApprovalDesk approvals, Ledger ledger, CountyClock clock)
{
    public const int LongestMonths = 1200,
        LongestKeepMonths = 60,
        LongestWords = 200;

    public async Task<Outcome<RetentionRule>> Change(ChangeRetentionRule change, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (NotTheirs(by) is { } no)
            return no;
        var refusals = new List<Refusal>();
        Needs(refusals, "purpose", change.Purpose, AccountabilityText.Of("Retention.EnterPurpose"));
        Needs(refusals, "basis", change.Basis, AccountabilityText.Of("Retention.EnterBasis"));
        if (change.Months is not (>= 1 and <= LongestMonths))
            refusals.Add(new("months", AccountabilityText.Of("Retention.WrongMonths")));
        if (change.Action is null)
            refusals.Add(new("action", AccountabilityText.Of("Retention.ChooseAction")));
        if (refusals.Count > 0)
            return refusals;
        if (await db.Set<RetentionRule>().SingleOrDefaultAsync(r => r.Class == change.Class, stop) is not { } rule)
            return new Refusal("", AccountabilityText.Of("Retention.NoSuchRule"));
        if (rule.Version != change.Version)
            return Overtaken;
        return
            await Proposed(
                AccountabilityDeeds.ChangeRetention,
                RetentionDeed.IdOf(rule.Class),
                RetentionDeed.Fields(rule, change),
                await db.ControllersOf(rule.Class, by.AgencyId, stop),
                by,
                stop
            )
                is { } refused
            ? refused
            : rule;
    }

    public async Task<Outcome<RecordHold>> Place(PlaceHold place, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (NotTheirs(by) is { } no)
            return no;
        var refusals = new List<Refusal>();
        Needs(refusals, "proceedings", place.Proceedings, AccountabilityText.Of("Retention.EnterProceedings"));
        var reference = place.Reference.Trim();
        var record = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Reference == reference && r.AgencyId == by.AgencyId, stop);
        if (record is null)
            refusals.Add(new("reference", AccountabilityText.Of("Retention.NoSuchRecord")));
        else if (record.ForgottenAt is not null)
            refusals.Add(new("reference", AccountabilityText.Of("Retention.Forgotten")));
        if (refusals.Count > 0)
            return refusals;
        if (await db.Conflict(record!.Id, by, stop) is { } conflict)
            return conflict;
        var hold = new RecordHold
        {
            RecordId = record!.Id,
            Proceedings = place.Proceedings.Trim(),
            PlacedBy = by.AccountId,
            PlacedAt = clock.Now,
        };
        db.Add(hold);
        await ledger.SaveWith(db, DecidedLine.Of(by, hold.RecordId, "Hold placed."), stop);
        return hold;
    }

    public async Task<Outcome<RecordHold>> Lift(Guid hold, SignedIn by, CancellationToken stop)
    {
        if (NotTheirs(by) is { } no)
            return no;
        var found = await db.Set<RecordHold>()
            .SingleOrDefaultAsync(
                h => h.Id == hold && db.Set<SubjectRecord>().Any(r => r.Id == h.RecordId && r.AgencyId == by.AgencyId),
                stop
            );
        if (found is null)
            return new Refusal("", AccountabilityText.Of("Retention.NoSuchHold"));
        if (found.LiftedAt is not null)
            return new Refusal("", AccountabilityText.Of("Retention.LiftedAlready"));
        var record = await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == found.RecordId, stop);
        IReadOnlyList<DeedField> fields = [new("reference", record.Reference), new("proceedings", found.Proceedings)];
        return await Proposed(AccountabilityDeeds.LiftHold, found.Id, fields, [by.AgencyId], by, stop) is { } refused ? refused : found;
    }

    /// <returns>The record that was decided about.</returns>
    public async Task<Outcome<DueRecord>> Decide(DecideRetention decide, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(decide);
        if (NotTheirs(by) is { } no)
            return no;
        if ((await db.DueRecords(by.AgencyId, clock.Today, stop)).FirstOrDefault(d => d.Record == decide.Record) is not { } due)
            return new Refusal("", AccountabilityText.Of("Retention.NotDue"));
        var refusals = new List<Refusal>();
        Needs(refusals, "ground", decide.Ground, AccountabilityText.Of("Retention.EnterWhy"));
        if (decide.KeepUntil is { } day && (day <= clock.Today || day > clock.Today.AddMonths(LongestKeepMonths)))
            refusals.Add(new("keepUntil", AccountabilityText.Of("Retention.WrongDay")));
        if (decide.KeepUntil is null && due.Held is { } held)
            refusals.Add(new("", AccountabilityText.Of("Retention.Held", held)));
        if (refusals.Count > 0)
            return refusals;
        if (await db.Conflict(due.Record, by, stop) is { } conflict)
            return conflict;
        if (decide.KeepUntil is { } until)
        {
            db.Add(
                new RetentionDecision
                {
                    RecordId = due.Record,
                    KeepUntil = until,
                    Ground = decide.Ground.Trim(),
                    DecidedBy = by.AccountId,
                    DecidedAt = clock.Now,
                }
            );
            await ledger.SaveWith(db, DecidedLine.Of(by, due.Record, $"Kept until {until:yyyy-MM-dd}."), stop);
            return due;
        }
        IReadOnlyList<DeedField> fields = [new("reference", due.Reference), new(ForgetDeed.Ground, decide.Ground.Trim())];
        return await Proposed(AccountabilityDeeds.ForgetRecord, due.Record, fields, [by.AgencyId], by, stop) is { } refused ? refused : due;
    }

    // What shortens or ends the keeping of data waits for a second person.
    private async Task<Refusal?> Proposed(
        JointDeed deed,
        Guid about,
        IReadOnlyList<DeedField> fields,
        IReadOnlyCollection<Guid> agencies,
        SignedIn by,
        CancellationToken stop
    )
    {
        var outcome = await approvals.Propose(deed, about, fields, agencies, by, stop);
        return outcome.Accepted(out _) ? null : outcome.Refusals[0];
    }

    private static Refusal Overtaken => new("", AccountabilityText.Of("Retention.RuleOvertaken"));

    private static Refusal? NotTheirs(SignedIn by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.May(AccountabilityPermissions.ManageRetention) ? null : new Refusal("", AccountabilityText.Of("Retention.MayNotManage"));
    }

    private static void Needs(List<Refusal> refusals, string field, string words, string missing)
    {
        if (string.IsNullOrWhiteSpace(words))
            refusals.Add(new(field, missing));
        else if (words.Length > LongestWords)
            refusals.Add(new(field, AccountabilityText.Of("Retention.TooLong", LongestWords)));
    }
}

/// <summary>How long a class of data is kept was changed.</summary>
public sealed record RetentionRuleChanged(DataClass Class, int Months, RetentionAction Action, Guid By) : IEvent
{
    public static string Name => "people.retention-rule-changed.1";
}
