using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>Lets somebody choose their password, once. It also puts an account right whose phone is lost.</summary>
public sealed class Invitation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of what the link holds. Nobody knows that of an invitation in two halves.</summary>
    public required byte[] Secret { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private init; }

    /// <summary>The administrator who asked for it; none for the operator.</summary>
    public Guid? MadeBy { get; init; }

    /// <summary>The proposal of two administrators who each hand out one half of it; none where it was mailed or printed whole.</summary>
    public Guid? ApprovalId { get; init; }

    /// <summary>Whether its owner had been in before.</summary>
    public required bool Recovers { get; init; }
}

/// <summary>What one of two administrators hands to the person. One alone opens nothing.</summary>
public sealed class InvitationHalf
{
    public required Guid ApprovalId { get; init; }

    /// <summary>Who was shown it.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of it.</summary>
    public required byte[] Hash { get; set; }
    public required DateTimeOffset MadeAt { get; set; }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<InvitationHalf>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.Holds(Nature.Staff, "1 year after it was made", "Lets somebody choose a password once").Grants(app: Rights.All);
        invitation.HasIndex(i => i.Secret).IsUnique();
        invitation.HasIndex(i => i.AccountId);
        invitation.HasIndex(i => i.ApprovalId);
    }

    public void Configure(EntityTypeBuilder<InvitationHalf> half)
    {
        half.ToTable("invitation_halves");
        half.Holds(Nature.Staff, "1 year after it was made", "Lets two administrators each hand out one half").Grants(app: Rights.All);
        half.HasKey(h => new { h.ApprovalId, h.AccountId });
        half.HasIndex(h => h.Hash);
    }
}
