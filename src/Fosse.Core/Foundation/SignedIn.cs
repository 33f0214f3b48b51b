using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>Somebody who is signed in, as they stand at this request: their agency and what their roles let them do today.</summary>
public sealed record SignedIn(Guid AccountId, string Name, Guid AgencyId, string AgencyName, IReadOnlySet<Permission> Permissions)
{
    /// <summary>Whose account it is; somebody with two accounts is one person.</summary>
    public Guid PersonId { get; init; } = AccountId;

    public Actor Actor => new(AccountId, AgencyId, AgencyName);

    public bool May(Permission permission) => Permissions.Contains(permission);
}
