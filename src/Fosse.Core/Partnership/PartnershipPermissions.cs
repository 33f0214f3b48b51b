using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>What a role may let its holder do in this room.</summary>
public static class PartnershipPermissions
{
    public static Permission AnswerDisclosures { get; } = new(nameof(AnswerDisclosures)) { Personal = true };
    public static Permission ManageAgreements { get; } = new(nameof(ManageAgreements)) { Oversight = true };
}
