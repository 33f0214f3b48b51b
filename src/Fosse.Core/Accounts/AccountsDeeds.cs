using Fosse.Foundation;

namespace Fosse.Accounts;

/// <summary>What nobody does alone in this room.</summary>
public static class AccountsDeeds
{
    public static JointDeed InviteAccount { get; } = new(nameof(InviteAccount));
    public static JointDeed RecoverAccount { get; } = new(nameof(RecoverAccount));
    public static JointDeed GrantRole { get; } = new(nameof(GrantRole));
    public static JointDeed ChangeRole { get; } = new(nameof(ChangeRole));
    public static JointDeed EnableAccount { get; } = new(nameof(EnableAccount));
}
