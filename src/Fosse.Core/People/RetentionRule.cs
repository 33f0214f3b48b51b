using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.People;

public enum RetentionAction
{
    /// <summary>The key of the person is destroyed; the row that names nobody stays.</summary>
    Forget,
    /// <summary>Somebody looks and decides.</summary>
    Review,
}

/// <summary>How long a class of data is kept after its record is closed. A class without a rule cannot be stored: the database holds to it.</summary>
public sealed class RetentionRule
{
    public required DataClass Class { get; init; }
    public required string Purpose { get; set; }

    /// <summary>The law or guidance that the period comes from.</summary>
    public required string Basis { get; set; }
    public required int Months { get; set; }
    public required RetentionAction Action { get; set; }
    public int Version { get; set; }

    public DateOnly DueOn(DateOnly closed) => closed.AddMonths(Months);
}

/// <summary>A record that is not to be forgotten for now: a court, an inquiry, a complaint.</summary>
public sealed class LegalHold
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }

    /// <summary>The proceedings it is for, such as "Inquest 2025/114". No personal data.</summary>
    public required string Proceedings { get; init; }
    public required Guid PlacedBy { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public Guid? LiftedBy { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
}

/// <summary>What one daily run did: the certificate that nothing was kept longer than its rule says.</summary>
public sealed class RetentionRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Records whose time had come.</summary>
    public int Due { get; set; }
    public int Forgotten { get; set; }
    public int Held { get; set; }
    public int ForReview { get; set; }
}

/// <summary>One record that a run came to, and what became of it.</summary>
public sealed class RetentionRunRecord
{
    public required Guid RunId { get; init; }
    public required Guid RecordId { get; init; }
    public required DataClass Class { get; init; }
    public required DateOnly DueOn { get; init; }
    public required RetentionResult Result { get; init; }
}

public enum RetentionResult { Forgotten, Held, ForReview }

internal sealed class RetentionMapping : IEntityTypeConfiguration<RetentionRule>, IEntityTypeConfiguration<LegalHold>, IEntityTypeConfiguration<RetentionRun>, IEntityTypeConfiguration<RetentionRunRecord>
{
    public void Configure(EntityTypeBuilder<RetentionRule> rule)
    {
        rule.ToTable("retention_rules");
        rule.HasKey(r => r.Class);
        rule.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<LegalHold> hold)
    {
        hold.ToTable("legal_holds");
        hold.HasIndex(h => h.RecordId);
    }

    public void Configure(EntityTypeBuilder<RetentionRun> run) => run.ToTable("retention_runs");

    public void Configure(EntityTypeBuilder<RetentionRunRecord> record)
    {
        record.ToTable("retention_run_records");
        record.HasKey(r => new { r.RunId, r.RecordId });
    }
}
