using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>Stands in for the authenticator app, once. It is random and long, so a hash salted with its account keeps it.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required byte[] Hash { get; init; }
    public DateTimeOffset? UsedAt { get; private init; }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("recovery_codes");
        code.Holds(Nature.Staff, "as long as the account", "Lets somebody in who has lost their phone").Grants(app: Rights.All);
        code.HasIndex(c => new { c.AccountId, c.Hash }).IsUnique();
    }
}
