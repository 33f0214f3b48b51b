using Fosse.Foundation;

namespace Fosse.Accounts;

/// <summary>What administrators do in this room.</summary>
public static class AccountsAdminEvents
{
    public static AdminEventKind AccountInvited { get; } = new(nameof(AccountInvited));
    public static AdminEventKind InvitedAgain { get; } = new(nameof(InvitedAgain));
    public static AdminEventKind LetInUnasked { get; } = new(nameof(LetInUnasked));
    public static AdminEventKind HalfShown { get; } = new(nameof(HalfShown));
    public static AdminEventKind AccountDisabled { get; } = new(nameof(AccountDisabled));
    public static AdminEventKind AccountEnabled { get; } = new(nameof(AccountEnabled));
    public static AdminEventKind AccountEnds { get; } = new(nameof(AccountEnds));
    public static AdminEventKind RoleGiven { get; } = new(nameof(RoleGiven));
    public static AdminEventKind RoleGrantEnds { get; } = new(nameof(RoleGrantEnds));
    public static AdminEventKind RoleAdded { get; } = new(nameof(RoleAdded));
    public static AdminEventKind RoleChanged { get; } = new(nameof(RoleChanged));
}
