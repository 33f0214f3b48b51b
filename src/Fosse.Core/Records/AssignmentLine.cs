using Fosse.Foundation;
using Fosse.Privacy;

namespace Fosse.Records;

/// <summary>Somebody put to work on a record needs to type no reason to read it, so that who did that stands beside the reads: it is
/// sampled as they are.</summary>
public static class AssignmentLine
{
    public static LedgerLine Line(this RecordAssignment assignment, SignedIn by)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        ArgumentNullException.ThrowIfNull(by);
        // What they are to do may name somebody, and a line is for ever.
        var whom = assignment.AccountId == by.AccountId ? "Themselves" : $"Account {assignment.AccountId:d}";
        return new()
        {
            Kind = LedgerKind.Assigned,
            ActorId = by.AccountId,
            AgencyId = by.AgencyId,
            Organisation = by.AgencyName,
            Subject = assignment.RecordId,
            Ground = $"{whom}: works on it.",
        };
    }

    /// <summary>With what the line ends of an assignment that has ended: by it the chronology finds it.</summary>
    internal const string Ended = ": works on it no more.";

    /// <param name="why">What somebody typed, sealed under the record.</param>
    internal static LedgerLine EndLine(this RecordAssignment assignment, SignedIn by, SealedText why) =>
        DecidedLine.Of(by, assignment.RecordId, $"Account {assignment.AccountId:d}{Ended}", why);

    /// <summary>Whether they may end the work of others on a record of their agency: whoever looks at what its people opened.</summary>
    internal static bool EndsWorkOfOthers(this HouseWords words, SignedIn by) => by.MayAny([.. words.Reviews()]);
}
