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
}
