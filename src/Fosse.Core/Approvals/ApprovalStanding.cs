using Fosse.Foundation;

namespace Fosse.Approvals;

/// <summary>How a proposal stands: what its rule asks and what has been done. Pure, so that every situation can be tried.</summary>
public sealed record ApprovalStanding(Approval Approval, DeedRule Rule, IReadOnlyList<Guid> Agencies, IReadOnlyList<ApprovalAct> Acts)
{
    /// <summary>Who gave their part, as accounts belong to people today.</summary>
    public IReadOnlyList<Guid> Persons { get; init; } = [];

    internal IEnumerable<ApprovalAct> Given => Acts.Where(a => a.Step is ApprovalStep.Proposed or ApprovalStep.Approved);

    /// <summary>The agencies of whom nobody has approved yet; empty for a deed that is no matter of agencies.</summary>
    public IReadOnlyList<Guid> Missing =>
        [
            .. Agencies.Except(
                Given.Where(a => Rule.By is not Approvers.EachDisplaced || a.Step is ApprovalStep.Approved).Select(a => a.AgencyId)
            ),
        ];

    /// <returns>None where this person's approval is one that it waits for; else why not.</returns>
    public Refusal? Against(SignedIn by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(Rule.Approves))
            return new("", ApprovalsText.Of("Approvals.MayNotApprove"));
        if (Persons.Contains(by.PersonId) || Given.Any(a => a.PersonId == by.PersonId || a.AccountId == by.AccountId))
            return new("", ApprovalsText.Of("Approvals.SamePerson"));
        return IsAsked(by.AgencyId) ? null : new("", ApprovalsText.Of("Approvals.OtherAgency"));
    }

    /// <summary>Whether the deed is done with the approval of this person.</summary>
    public bool IsLast(SignedIn by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return Against(by) is null
            && (Rule.By is not (Approvers.EachAgency or Approvers.EachDisplaced) || Missing.All(a => a == by.AgencyId));
    }

    private bool IsAsked(Guid agency) =>
        Rule.By switch
        {
            Approvers.AnyAgency => true,
            Approvers.SameAgency => agency == Approval.AgencyId,
            _ => Missing.Count > 0 ? Missing.Contains(agency) : Agencies.Contains(agency),
        };
}
