using Fosse.Accounts;
using Fosse.Foundation;

namespace Fosse.Tests;

/// <summary>Somebody who works for an agency, as rows that are yet to be added: their account, and a role of their own.</summary>
internal sealed record StaffRows(Account Account, Role Role, RoleGrant Grant)
{
    private static readonly DateOnly Began = new(2020, 1, 1);

    /// <summary>With a role that permits this, held in a team or in the whole agency.</summary>
    public static StaffRows Of(Guid agency, IEnumerable<Permission> permissions, string name = "Robin Test", Guid? team = null)
    {
        var account = AccountOf(agency, Began, name);
        var role = new Role
        {
            Name = $"Role {account.Id:n}",
            Explanation = "For a test.",
            Permissions = [.. permissions],
        };
        return new(
            account,
            role,
            new()
            {
                AccountId = account.Id,
                RoleId = role.Id,
                TeamId = team,
                StartsOn = Began,
            }
        );
    }

    /// <param name="email">None for one that nobody else has.</param>
    public static Account AccountOf(Guid agency, DateOnly from, string name = "Robin Test", string? email = null)
    {
        var id = Guid.CreateVersion7();
        email ??= $"{id:n}@test.example";
        return new()
        {
            Id = id,
            AgencyId = agency,
            Email = email,
            NormalizedEmail = Account.Normalize(email),
            Name = name,
            StartsOn = from,
            SecurityStamp = AccountStamp.New(),
        };
    }
}
