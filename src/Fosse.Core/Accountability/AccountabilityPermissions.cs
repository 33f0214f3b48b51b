using Fosse.Foundation;

namespace Fosse.Accountability;

/// <summary>What a role may let its holder do in this room.</summary>
public static class AccountabilityPermissions
{
    public static Permission AnswerSubjectRequests { get; } = new(nameof(AnswerSubjectRequests)) { Oversight = true };
    public static Permission ReviewAccess { get; } = new(nameof(ReviewAccess)) { Oversight = true, Watches = true };
    public static Permission ReadLedger { get; } = new(nameof(ReadLedger)) { Oversight = true, Watches = true };
    public static Permission ManageRetention { get; } = new(nameof(ManageRetention)) { Oversight = true };
}
