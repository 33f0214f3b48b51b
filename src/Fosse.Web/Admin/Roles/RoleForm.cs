using Fosse.Accounts;
using Fosse.Foundation;

namespace Fosse.Web.Admin.Roles;

/// <summary>The boxes about a role, as they are sent.</summary>
public sealed class RoleForm
{
    public string? Name { get; set; }
    public string? Explanation { get; set; }

    // Without a value at first: what is ticked cannot be added to a list that is there and fixed.
    public IReadOnlyList<Permission>? Permissions { get; set; }

    internal RoleDetails Details => new(Name, Explanation, Permissions ?? []);

    internal static RoleForm Of(Role role) =>
        new()
        {
            Name = role.Name,
            Explanation = role.Explanation,
            Permissions = role.Permissions,
        };
}
