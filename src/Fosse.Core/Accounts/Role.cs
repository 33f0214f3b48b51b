using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>A named set of permissions that an administrator can read and change.</summary>
public sealed class Role
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public required string Explanation { get; set; }
    public required IReadOnlyList<Permission> Permissions { get; set; }

    /// <summary>For optimistic locking: two administrators must not overwrite one another.</summary>
    public int Version { get; set; }
}

/// <summary>A role that an account has, from a day, until a day.</summary>
public sealed class RoleGrant : IInForce
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required Guid RoleId { get; init; }

    /// <summary>The team it is held in; none for the whole agency.</summary>
    public Guid? TeamId { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day of it.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>Set where it is held for somebody else, as a deputy.</summary>
    public Guid? DeputyFor { get; init; }
}

internal sealed class RoleMapping : IEntityTypeConfiguration<Role>, IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<Role> role)
    {
        role.ToTable("roles");
        role.Holds(Nature.Operational, "for ever", "Says what a role lets its holder do")
            .Column(r => r.Version, "Keeps two administrators from overwriting one another", keep: "as long as the row")
            .Grants(app: Rights.All);
        role.HasIndex(r => r.Name).IsUnique();
        role.Property(r => r.Version).IsConcurrencyToken();
        role.Property(r => r.Permissions)
            .AsText(
                all => string.Join(' ', all),
                text => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CodedWords.Find<Permission>)]
            );
    }

    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("role_grants");
        grant.Holds(Nature.Staff, "6 years", "Says who had which role when").Grants(app: Rights.All);
        grant.HasIndex(g => g.AccountId);
    }
}
