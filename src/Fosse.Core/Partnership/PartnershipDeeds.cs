using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>What nobody does alone in this room.</summary>
public static class PartnershipDeeds
{
    public static DeedKind SignAgreement { get; } = new(nameof(SignAgreement));
    public static DeedKind ReviewAgreement { get; } = new(nameof(ReviewAgreement));
    public static DeedKind EndAgreement { get; } = new(nameof(EndAgreement));
}
