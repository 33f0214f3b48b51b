using System.Globalization;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;

namespace Fosse.Records;

/// <summary>
/// Who may read what, for what. Denied unless a line here says otherwise; docs/security/access-policy.md has the same as a table.
/// A pure decision on <see cref="AccessFacts"/> and what the room of the purpose says of it.
/// </summary>
internal static class AccessPolicy
{
    public static AccessDecision Decide(AccessQuestion question, PurposeRule rule, AccessFacts facts)
    {
        if (question.Reason.Length > Reasons.Longest)
            return AccessDecision.Refused("The reason must be 1,000 characters or fewer."); // and is not kept
        if (question.Actor.Id == Actor.TheHouse)
            return House(question, rule);
        if (facts.Asker is not { } asker || asker.AccountId != question.Actor.Id)
            return No("The account is closed or its agency has left the partnership.");
        if (rule.OpensReasons && !question.BreakGlass && facts is { OwnReason: true, Conflict: false, Record: not { Forgotten: true } })
        {
            return MayFor(asker, rule)
                ? Reasoned(question, facts, "The reason that somebody of the own agency typed, and nothing of the record.", null)
                : No("Not a purpose that the roles allow.");
        }
        if (facts.Record is not { } record)
            return No("There is no such record.");
        if (record.Forgotten)
            return No("The person has been forgotten; nothing of the record can be read.");
        if (facts.Conflict)
            return No("A conflict of interest has been declared for this record.");
        if (rule.Needed is not { } needed)
            return No($"{question.Purpose} is a purpose of the house alone.");
        if (question.BreakGlass)
            return BreakGlass(question, rule, facts, asker);
        if (!asker.May(needed))
            return No("Not a purpose that the roles allow.");
        if (record.AgencyId == asker.AgencyId)
            return OfTheOwnAgency(question, rule, facts);
        if (rule.OfTheHolderAlone)
            return No($"{question.Purpose} is for the agency that holds the record.");
        return OfAnotherAgency(question, facts);

        AccessDecision No(string why) => AccessDecision.Refused(why, question.Reason);
    }

    // Whoever works a queue reads what waits in it to sort it, and for nothing else.
    private static AccessDecision OfTheOwnAgency(AccessQuestion question, PurposeRule rule, AccessFacts facts) =>
        rule.OfARequest && question.FoundBy is null ? OfARequest(question, facts)
        : rule.OfAQueue && facts is { Queue: { } queue, Assignment: null }
            ? new(true, "A report in a queue that the asker works.", ReasonFrom.TeamQueue, $"In the queue: {queue}")
        : Reasoned(question, facts, "A record of the own agency.", null);

    // The request is the reason; what is typed besides is kept. Whoever asks has to be found first, and is no more than shown.
    private static AccessDecision OfARequest(AccessQuestion question, AccessFacts facts)
    {
        if (facts.Request is not { } due)
            return AccessDecision.Refused(
                $"{question.Purpose} is bound to a request: none is named that is open, of this agency and about this record.",
                question.Reason
            );
        const string Ground = "A request that is open, about this record.";
        return Reasons.Says(question.Reason)
            ? new(true, Ground, ReasonFrom.Typed, question.Reason.Trim())
            : new(
                true,
                Ground,
                ReasonFrom.Request,
                string.Create(CultureInfo.InvariantCulture, $"The request that is due by {due:d MMMM yyyy}")
            );
    }

    private static AccessDecision OfAnotherAgency(AccessQuestion question, AccessFacts facts)
    {
        if (facts.Granted.Contains(question.Purpose))
            return Reasoned(question, facts, "Its owner disclosed it on request.", null);
        if (facts.Agreements.FirstOrDefault(a => a is { State: AgreementState.Active, Level: SharingLevel.Read }) is { } open)
            return Reasoned(question, facts, $"Shared under {open.Name}.", open.Id);
        if (facts.Agreements.FirstOrDefault(a => a.State is AgreementState.PastReview) is { } late)
        {
            return AccessDecision.Refused(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{late.Name} was to be reviewed by {late.ReviewOn:d MMMM yyyy}; until it is, it opens nothing new."
                ),
                question.Reason
            );
        }
        return facts.Agreements.Any(a => a is { State: AgreementState.Active, Level: SharingLevel.Pointer })
            ? AccessDecision.Refused("The agreement tells that the record is held, and no more: ask its owner.", question.Reason)
            : AccessDecision.Refused("No agreement shares this class of data for this purpose.", question.Reason);
    }

    // The assignment is the reason; outside one it is typed.
    private static AccessDecision Reasoned(AccessQuestion question, AccessFacts facts, string ground, Guid? agreement)
    {
        // What the task is may name somebody, and a line of the ledger is for ever: it stands with the assignment, and goes with it.
        if (facts.Assignment is not null)
            return new(true, ground, ReasonFrom.Assignment, "Assigned to it.", agreement);
        return Reasons.Says(question.Reason)
            ? new(true, ground, ReasonFrom.Typed, question.Reason.Trim(), agreement)
            : AccessDecision.Refused($"Not assigned to the record, and no reason given: {Reasons.SayWhy}", question.Reason);
    }

    // In an emergency the agreement is what is missing, so it is not asked for. The owner is told at once and somebody reviews it.
    private static AccessDecision BreakGlass(AccessQuestion question, PurposeRule rule, AccessFacts facts, SignedIn asker)
    {
        if (!asker.May(RecordsPermissions.BreakGlass))
            return AccessDecision.Refused("The roles do not allow breaking the glass.", question.Reason);
        if (!rule.BreaksGlass)
            return AccessDecision.Refused(
                "The glass is broken to keep somebody safe or to investigate, and for nothing else.",
                question.Reason
            );
        if (!Reasons.Says(question.Reason))
            return AccessDecision.Refused($"No reason given for breaking the glass: {Reasons.SayWhy}", question.Reason);
        return Glass.Against(facts.Glass, question.Reason) is { } against
            ? AccessDecision.Refused(against, question.Reason)
            : new(true, "In an emergency, without leave; its owner is told.", ReasonFrom.BreakGlass, question.Reason.Trim());
    }

    private static AccessDecision House(AccessQuestion question, PurposeRule rule) =>
        rule.ByTheHouse && question.Reason.Length > 0
            ? new(true, "A job of the house.", ReasonFrom.Job, question.Reason)
            : AccessDecision.Refused(
                "The house reads only to apply retention and to tell a reporter that there is a letter.",
                question.Reason
            );

    /// <summary>Whether the roles let somebody read for this purpose at all.</summary>
    public static bool MayFor(SignedIn asker, PurposeRule rule) => rule.Needed is { } needed && asker.May(needed);
}
