using Fosse.Privacy;

namespace Fosse.Records;

/// <summary>What personal data is read for in this room.</summary>
public static class RecordsPurposes
{
    public static Purpose InvestigateCase { get; } = new(nameof(InvestigateCase));
    public static Purpose SafeguardPerson { get; } = new(nameof(SafeguardPerson));
    public static Purpose ReviewCase { get; } = new(nameof(ReviewCase));
}
