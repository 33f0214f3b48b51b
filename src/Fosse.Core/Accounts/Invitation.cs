using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>A link that lets somebody choose their password, once. It also puts an account right whose phone is lost.</summary>
public sealed class Invitation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of what the link holds.</summary>
    public required byte[] Secret { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private init; }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.Holds(Nature.Staff, "1 year after it was made", "Lets somebody choose a password once").Grants(app: Rights.All);
        invitation.HasIndex(i => i.Secret).IsUnique();
        invitation.HasIndex(i => i.AccountId);
    }
}
