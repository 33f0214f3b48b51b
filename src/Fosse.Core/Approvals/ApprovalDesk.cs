using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Approvals;

/// <summary>Proposes what nobody does alone, and does it when the last of those whose approval it needs has given it. Each act is a row of
/// its own and a line of the ledger.</summary>
public sealed class ApprovalDesk(
    SafetyDb db,
    Ledger ledger,
    CountyClock clock,
    ApprovalPersons persons,
    ApprovalSignedIn signedIn,
    IEnumerable<IDeed> deeds,
    IEnumerable<DeedRule> rules
)
{
    public const int LongestReason = 500;

    /// <summary>Proposes; a proposal of other content for the same thing takes the place of the one that was open.</summary>
    /// <param name="agencies">Those concerned; asked of a deed that each agency approves.</param>
    public async Task<Outcome<Approval>> Propose(
        JointDeed kind,
        Guid about,
        IReadOnlyList<DeedField> fields,
        IReadOnlyCollection<Guid> agencies,
        SignedIn by,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(agencies);
        var (rule, content) = (RuleOf(kind), Approval.Json(fields));
        if (!by.May(rule.Proposes))
            return new Refusal("", ApprovalsText.Of("Approvals.MayNotPropose"));
        if (rule.By is Approvers.EachAgency && !agencies.Contains(by.AgencyId))
            return new Refusal("", ApprovalsText.Of("Approvals.NotConcerned"));
        var hash = Approval.HashOf(kind, about, content);
        var open = await db.Set<Approval>()
            .SingleOrDefaultAsync(a => a.Deed == kind && a.AboutId == about && a.State == ApprovalState.Open, stop);
        if (open is not null && open.Hash.AsSpan().SequenceEqual(hash) && open.LapsesAt > clock.Now)
            return new Refusal("", ApprovalsText.Of("Approvals.ProposedAlready"));
        await using var both = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(stop) : null;
        if (open is not null)
        {
            // Saved first: there is one open proposal for a thing at a time. Whoever proposes anew takes back what was open.
            var lapsed = open.LapsesAt <= clock.Now;
            open.End(lapsed ? ApprovalState.Lapsed : ApprovalState.Withdrawn, clock.Now);
            var ended = lapsed
                ? await db.SaveUnlessStale(ApprovalsText.Of("Approvals.Overtaken"), ledger, LapseApprovals.Line(open), stop)
                : await Save(open, ApprovalStep.Withdrawn, by, null, stop);
            if (ended is { } stale)
                return stale;
        }
        var approval = new Approval
        {
            Deed = kind,
            AboutId = about,
            Content = content,
            Hash = hash,
            ProposedBy = by.AccountId,
            AgencyId = by.AgencyId,
            ProposedAt = clock.Now,
            LapsesAt = clock.Now.AddDays(rule.Days),
        };
        if (await Deed(kind).Hinder(approval, by, stop) is { } hindered)
            return hindered;
        db.Add(approval);
        if (rule.By is Approvers.EachAgency or Approvers.EachDisplaced)
            db.AddRange(agencies.Distinct().Select(a => new ApprovalAgency { ApprovalId = approval.Id, AgencyId = a }));
        if (await Save(approval, ApprovalStep.Proposed, by, null, stop) is { } refused)
            return refused;
        if (both is not null)
            await both.CommitAsync(stop);
        return approval;
    }

    /// <summary>Gives one's approval to what one had before one; the last one does the deed.</summary>
    /// <param name="hash">Of the content that was shown.</param>
    public async Task<Outcome<Approval>> Approve(Guid id, byte[] hash, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(hash);
        var looked = await Look(id, hash, by, stop);
        if (!looked.Accepted(out var before))
            return looked.Refusals.ToList();
        if (before.IsLast(by) && await Deed(before.Approval.Deed).First(before.Approval, by, stop) is { } failed)
            return failed;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        looked = await Look(id, hash, by, stop);
        if (!looked.Accepted(out var standing))
            return looked.Refusals.ToList();
        var deed = Deed(standing.Approval.Deed);
        var approval = await db.Set<Approval>().SingleAsync(a => a.Id == id, stop);
        await db.Entry(approval).ReloadAsync(stop); // whoever proposed in the same breath has it in hand already
        approval.Version++;
        var last = standing.IsLast(by);
        if (last)
        {
            approval.End(ApprovalState.Done, clock.Now);
            if (await deed.Do(approval, by, stop) is { } refused)
                return refused;
        }
        if (await Save(approval, ApprovalStep.Approved, by, null, stop) is { } stale)
            return stale;
        if (last && await deed.Last(approval, by, stop) is { } hindered)
            return hindered;
        await both.CommitAsync(stop);
        if (last)
            await deed.Afterwards(stop);
        return approval;
    }

    // What stands against an approval is asked once before anything is done, and again when nobody can come between.
    private async Task<Outcome<ApprovalStanding>> Look(Guid id, byte[] hash, SignedIn by, CancellationToken stop)
    {
        if (await Open(db.Set<Approval>().AsNoTracking(), id, stop) is not { } approval)
            return new Refusal("", ApprovalsText.Of("Approvals.NotOpen"));
        if (!approval.Hash.AsSpan().SequenceEqual(hash))
            return new Refusal("", ApprovalsText.Of("Approvals.Changed"));
        var standing = await Standing(approval, stop);
        if (standing.Against(by) is { } no)
            return no;
        var deed = Deed(approval.Deed);
        if (await deed.Hinder(approval, by, stop) is { } hindered)
            return hindered;
        // A part that was given counts as long as whoever gave it may give it.
        foreach (var act in standing.Given.Where(_ => standing.IsLast(by)))
        {
            var who = await signedIn.Of(db, act.AccountId, clock.Today, stop);
            var needed = act.Step is ApprovalStep.Proposed ? standing.Rule.Proposes : standing.Rule.Approves;
            if (who is null || !who.May(needed) || who.AgencyId != act.AgencyId || await deed.Hinder(approval, who, stop) is not null)
                return new Refusal("", ApprovalsText.Of("Approvals.GivenNoMore"));
        }
        return await deed.AsItStands(approval, stop) is { } now && Approval.Json(now) != approval.Content
            ? new Refusal("", ApprovalsText.Of("Approvals.Changed"))
            : standing;
    }

    /// <summary>Sends it back with the reason; by whoever could approve it. Whoever proposed it takes it back.</summary>
    public async Task<Outcome<Approval>> Return(Guid id, string? reason, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (await Open(db.Set<Approval>(), id, stop) is not { } approval)
            return new Refusal("", ApprovalsText.Of("Approvals.NotOpen"));
        var (own, why) = (approval.ProposedBy == by.AccountId, Saving.Tidy(reason));
        if (!own && (await Standing(approval, stop)).Against(by) is { } no)
            return no;
        // Whoever may not approve it for a conflict of interest does not stop it either.
        if (!own && await Deed(approval.Deed).Hinder(approval, by, stop) is { } hindered)
            return hindered;
        if (!own && why.Length == 0)
            return new Refusal("reason", ApprovalsText.Of("Approvals.SayWhy"));
        if (why.Length > LongestReason)
            return new Refusal("reason", ApprovalsText.Of("Approvals.ReasonTooLong", LongestReason));
        approval.End(own ? ApprovalState.Withdrawn : ApprovalState.Returned, clock.Now);
        var step = own ? ApprovalStep.Withdrawn : ApprovalStep.Returned;
        return await Save(approval, step, by, why.Length == 0 ? null : why, stop) is { } stale ? stale : approval;
    }

    /// <summary>Takes back what is proposed about a thing, because the thing itself changes; saved with the change.</summary>
    public async Task<Refusal?> Withdraw(JointDeed kind, Guid about, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        var open = await db.Set<Approval>()
            .SingleOrDefaultAsync(a => a.Deed == kind && a.AboutId == about && a.State == ApprovalState.Open, stop);
        if (open is null)
            return null;
        open.End(ApprovalState.Withdrawn, clock.Now);
        return await Save(open, ApprovalStep.Withdrawn, by, null, stop);
    }

    /// <summary>What one waits for, and what this person could do about it.</summary>
    public async Task<ApprovalStanding> Standing(Approval approval, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(approval);
        var acts = await db.Set<ApprovalAct>()
            .AsNoTracking()
            .Where(a => a.ApprovalId == approval.Id)
            .OrderBy(a => a.At)
            .Take(ApprovalQueries.Most)
            .ToListAsync(stop);
        var standing = new ApprovalStanding(
            approval,
            RuleOf(approval.Deed),
            await db.Set<ApprovalAgency>()
                .Where(a => a.ApprovalId == approval.Id)
                .Select(a => a.AgencyId)
                .OrderBy(a => a)
                .Take(ApprovalQueries.Most)
                .ToListAsync(stop),
            acts
        );
        return standing with { Persons = await persons.Of(db, [.. standing.Given.Select(a => a.AccountId)], stop) };
    }

    private Task<Approval?> Open(IQueryable<Approval> approvals, Guid id, CancellationToken stop)
    {
        var now = clock.Now;
        return approvals.SingleOrDefaultAsync(a => a.Id == id && a.State == ApprovalState.Open && a.LapsesAt > now, stop);
    }

    private DeedRule RuleOf(JointDeed kind) => rules.Single(r => r.Kind == kind);

    private IDeed Deed(JointDeed kind) => deeds.Single(d => d.Kind == kind);

    private Task<Refusal?> Save(Approval approval, ApprovalStep step, SignedIn by, string? reason, CancellationToken stop)
    {
        db.Add(
            new ApprovalAct
            {
                ApprovalId = approval.Id,
                Step = step,
                AccountId = by.AccountId,
                PersonId = by.PersonId,
                AgencyId = by.AgencyId,
                Hash = approval.Hash,
                Reason = reason,
                At = clock.Now,
            }
        );
        var line = DecidedLine.Of(by, approval.AboutId, $"{approval.Deed}: {step}, {approval.State}. Proposal {approval.Id:d}.");
        return db.SaveUnlessStale(ApprovalsText.Of("Approvals.Overtaken"), ledger, line, stop);
    }
}
