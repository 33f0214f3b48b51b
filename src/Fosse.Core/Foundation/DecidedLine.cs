using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>The line of what somebody decided about a record, a read or a proposal without opening anybody's words. It says what, and
/// nothing of a person.</summary>
public static class DecidedLine
{
    /// <param name="why">What somebody typed, sealed under the subject; none where the rule says it all.</param>
    public static LedgerLine Of(SignedIn by, Guid? subject, string ground, SealedText? why = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        return new()
        {
            Kind = LedgerKind.Decided,
            ActorId = by.AccountId,
            AgencyId = by.AgencyId,
            Organisation = by.AgencyName,
            Subject = subject,
            Ground = ground,
            ReasonFrom = why is null ? default : ReasonFrom.Typed,
            Typed = why,
        };
    }
}
