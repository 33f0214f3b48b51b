using Fosse.Foundation;

namespace Fosse.Accounts;

/// <summary>What a role may let its holder do in this room.</summary>
public static class AccountsPermissions
{
    /// <summary>Opens the partner face.</summary>
    public static Permission Work { get; } = new(nameof(Work));

    /// <summary>Opens the admin face.</summary>
    public static Permission Administer { get; } = new(nameof(Administer)) { Oversight = true };
}
