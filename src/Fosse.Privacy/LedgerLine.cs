using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>One line of the ledger of who asked to see what about whom, and why. Lines are added, never changed.</summary>
public sealed class LedgerLine
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required DateTimeOffset At { get; init; }
    public required Guid ActorId { get; init; }
    public required string Organisation { get; init; }
    public required Purpose Purpose { get; init; }
    public required Guid Subject { get; init; }
    public required string Reason { get; init; }
    public required bool Granted { get; init; }
}

internal sealed class LedgerMapping : IEntityTypeConfiguration<LedgerLine>
{
    public void Configure(EntityTypeBuilder<LedgerLine> line)
    {
        line.ToTable("ledger");
        line.Property(l => l.Purpose).HasConversion<string>();
        line.HasIndex(l => new { l.Subject, l.At });
    }
}
