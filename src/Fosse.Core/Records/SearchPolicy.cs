using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;

namespace Fosse.Records;

/// <summary>
/// Who may search, and whom another agency's records may be told of. Denied unless a line here says otherwise;
/// docs/security/access-policy.md
/// has the same as a table. Whom of their own agency somebody is shown is for <see cref="AccessPolicy"/>.
/// </summary>
internal static class SearchPolicy
{
    // An assignment to one record is no reason to look for others: why somebody searches is always typed.
    public static AccessDecision Decide(SearchQuestion question, PurposeRule rule, SignedIn? asker)
    {
        if (question.Actor.Id == Actor.TheHouse)
            return House(question, rule);
        if (asker is null || asker.AccountId != question.Actor.Id)
            return No("The account is closed or its agency has left the partnership.");
        if (!asker.May(RecordsPermissions.SearchRecords))
            return No("The roles do not allow searching.");
        if (!rule.Searched || !AccessPolicy.MayFor(asker, rule))
            return No("Not a purpose that the roles allow to search for.");
        return Reasons.Says(question.Reason)
            ? new(true, "The roles allow searching for this purpose.", ReasonFrom.Typed, question.Reason.Trim())
            : No($"No reason given for the search: {Reasons.SayWhy}");

        AccessDecision No(string why) => AccessDecision.Refused(why, question.Reason);
    }

    /// <summary>That another agency holds a record of one of those found: told where its owner disclosed it, or an agreement in force
    /// covers the class for the purpose.</summary>
    public static AccessDecision Point(AccessQuestion question, PurposeRule rule, AccessFacts facts)
    {
        if (facts.Asker is not { } asker || asker.AccountId != question.Actor.Id)
            return No("The account is closed or its agency has left the partnership.");
        if (facts.Record is not { Forgotten: false } record)
            return No("There is no such record.");
        if (facts.Conflict)
            return No("A conflict of interest has been declared for this record.");
        if (!asker.May(RecordsPermissions.SearchRecords) || !AccessPolicy.MayFor(asker, rule))
            return No("The roles do not allow searching.");
        if (record.AgencyId == asker.AgencyId)
            return No("A record of the own agency is shown, not told of.");
        if (!rule.Told)
            return No($"{question.Purpose} is for the agency that holds the record.");
        if (!Reasons.Says(question.Reason))
            return No($"No reason given for the search: {Reasons.SayWhy}");
        if (facts.Granted.Contains(question.Purpose))
            return Yes("Told that it is held and whom to ask: its owner disclosed it on request.", null);
        return facts.Agreements.FirstOrDefault(a => a.State is AgreementState.Active) is { } open
            ? Yes($"Told that it is held and whom to ask, under {open.Name}.", open.Id)
            : No("No agreement lets them know of it for this purpose.");

        AccessDecision No(string why) => AccessDecision.Refused(why, question.Reason);

        AccessDecision Yes(string ground, Guid? agreement) => new(true, ground, ReasonFrom.Typed, question.Reason.Trim(), agreement);
    }

    // To compare is to search for nobody: no word is given, and nobody is found.
    private static AccessDecision House(SearchQuestion question, PurposeRule rule) =>
        rule.ComparedByTheHouse && question is { For.Count: 0, Reason.Length: > 0 }
            ? new(true, "A job of the house, by numbers of words and not by words.", ReasonFrom.Job, question.Reason)
            : AccessDecision.Refused("The house searches for nobody.", question.Reason);
}
