using Fosse.Privacy;

namespace Fosse.Partnership;

/// <summary>What personal data is read for in this room.</summary>
public static class PartnershipPurposes
{
    public static Purpose AnswerDisclosure { get; } = new(nameof(AnswerDisclosure));
}
