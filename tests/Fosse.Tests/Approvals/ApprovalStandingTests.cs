using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Approvals;

/// <summary>Whoever may approve what, in situations that chance makes: no deed is done by one person, and none without the agencies it
/// needs.</summary>
public sealed class ApprovalStandingTests
{
    private const int Situations = 10_000;

    private static readonly Guid[] Agencies = [.. Enumerable.Range(1, 3).Select(Id)];

    private static IReadOnlyList<DeedRule> Rules { get; } =
    [.. new ServiceCollection().AddRooms().BuildServiceProvider().GetServices<DeedRule>()];

    [Fact]
    public void No_deed_is_done_by_one_person_and_none_without_those_it_needs()
    {
        var (chance, done) = (new Random(20261130), 0);
        for (var i = 0; i < Situations; i++)
        {
            var rule = Rules[chance.Next(Rules.Count)];
            // Few people with several accounts each, in few agencies: so they meet themselves again and again.
            var people = Enumerable.Range(0, 6).Select(n => Somebody(chance, n, rule)).ToList();
            var proposer = people[chance.Next(people.Count)];
            var concerned = Agencies.Where(_ => chance.Next(2) == 0).Append(proposer.AgencyId).Distinct().ToList();
            if (!proposer.May(rule.Proposes))
                continue;
            var approval = Proposed(rule, proposer);
            var acts = new List<ApprovalAct> { Act(approval, ApprovalStep.Proposed, proposer) };
            for (var turn = 0; turn < 12; turn++)
            {
                var standing = new ApprovalStanding(
                    approval,
                    rule,
                    rule.By is Approvers.EachAgency or Approvers.EachDisplaced ? concerned : [],
                    acts
                );
                var next = people[chance.Next(people.Count)];
                if (standing.Against(next) is not null)
                {
                    Assert.False(standing.IsLast(next));
                    continue;
                }
                var last = standing.IsLast(next);
                acts.Add(Act(approval, ApprovalStep.Approved, next));
                if (!last)
                    continue;
                done++;
                Holds(rule, proposer, concerned, acts);
                break;
            }
        }
        Assert.True(done > Situations / 20, $"Only {done} were done: the situations try too little");
    }

    private static void Holds(DeedRule rule, SignedIn proposer, IReadOnlyList<Guid> concerned, List<ApprovalAct> acts)
    {
        Assert.True(acts.Count >= 2);
        Assert.Equal(acts.Count, acts.Select(a => a.PersonId).Distinct().Count());
        if (rule.By is Approvers.EachAgency)
            Assert.Empty(concerned.Except(acts.Select(a => a.AgencyId)));
        if (rule.By is Approvers.EachDisplaced)
            Assert.Empty(concerned.Except(acts.Where(a => a.Step is ApprovalStep.Approved).Select(a => a.AgencyId)));
        if (rule.By is Approvers.SameAgency)
            Assert.All(acts, a => Assert.Equal(proposer.AgencyId, a.AgencyId));
    }

    private static SignedIn Somebody(Random chance, int n, DeedRule rule)
    {
        var may = new HashSet<Permission> { AccountsPermissions.Work };
        if (chance.Next(4) > 0)
            may.Add(rule.Proposes);
        if (chance.Next(4) > 0)
            may.Add(rule.Approves);
        var agency = Agencies[chance.Next(Agencies.Length)];
        return new(Id(100 + n), $"Somebody {n}", agency, "Agency", may) { PersonId = Id(200 + (n / 2)) };
    }

    private static Approval Proposed(DeedRule rule, SignedIn by) =>
        new()
        {
            Deed = rule.Kind,
            AboutId = Id(1000),
            Content = "[]",
            Hash = [],
            ProposedBy = by.AccountId,
            AgencyId = by.AgencyId,
            ProposedAt = default,
            LapsesAt = default,
        };

    private static ApprovalAct Act(Approval approval, ApprovalStep step, SignedIn by) =>
        new()
        {
            ApprovalId = approval.Id,
            Step = step,
            AccountId = by.AccountId,
            PersonId = by.PersonId,
            AgencyId = by.AgencyId,
            Hash = [],
            At = default,
        };

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
