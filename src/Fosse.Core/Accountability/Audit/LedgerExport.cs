using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accountability.Audit;

public enum LedgerExportState
{
    Asked,
    Approved,
    Refused,
}

/// <summary>Somebody wants to take lines of the ledger out of the house for a review. A second person approves, and every row says who took
/// it.</summary>
public sealed class LedgerExport
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AgencyId { get; init; }

    /// <summary>The review it is for. No personal data.</summary>
    public required string Review { get; init; }
    public required DateOnly FirstOn { get; init; }
    public required DateOnly LastOn { get; init; }
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public LedgerExportState State { get; private set; } = LedgerExportState.Asked;
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When it was last made, of how many lines, and the SHA-256 of that file.</summary>
    public DateTimeOffset? MadeAt { get; private set; }
    public int? Lines { get; private set; }
    public byte[]? Hash { get; private set; }

    public void Decide(bool approved, Guid by, DateTimeOffset at)
    {
        if (State is not LedgerExportState.Asked)
            throw new InvalidOperationException("The export has been decided about.");
        if (by == AskedBy)
            throw new InvalidOperationException("A second person decides.");
        (State, DecidedBy, DecidedAt) = (approved ? LedgerExportState.Approved : LedgerExportState.Refused, by, at);
    }

    public void Made(int lines, byte[] hash, DateTimeOffset at)
    {
        if (State is not LedgerExportState.Approved)
            throw new InvalidOperationException("Nobody has approved the export.");
        (Lines, Hash, MadeAt) = (lines, hash, at);
    }
}

internal sealed class LedgerExportMapping : IEntityTypeConfiguration<LedgerExport>
{
    public void Configure(EntityTypeBuilder<LedgerExport> export)
    {
        export.ToTable("ledger_exports");
        export
            .Holds(Nature.Operational, "6 years", "Says who took lines of the ledger out and who approved it")
            .Column(e => e.AskedBy, nature: Nature.Staff)
            .Column(e => e.DecidedBy, nature: Nature.Staff)
            .Grants(app: Rights.All);
        export.HasIndex(e => new { e.AgencyId, e.AskedAt });
        export.Property(e => e.State).IsConcurrencyToken();
    }
}
