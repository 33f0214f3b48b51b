using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>What nobody does alone in this room.</summary>
public static class PartnershipDeeds
{
    public static JointDeed SignAgreement { get; } = new(nameof(SignAgreement));
    public static JointDeed ReviewAgreement { get; } = new(nameof(ReviewAgreement));
    public static JointDeed EndAgreement { get; } = new(nameof(EndAgreement));
}
