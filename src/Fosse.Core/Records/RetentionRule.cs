using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Records;

/// <summary>How long a class of data is kept after its record is closed. A class without a rule cannot be stored: the database holds to
/// it.</summary>
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
public sealed class RecordHold
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }

    /// <summary>The proceedings it is for, such as "Inquest 2025/114". No personal data.</summary>
    public required string Proceedings { get; init; }
    public required Guid PlacedBy { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public Guid? LiftedBy { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }

    public void Lift(Guid by, DateTimeOffset at)
    {
        if (LiftedAt is not null)
            throw new InvalidOperationException("The hold has been lifted.");
        (LiftedBy, LiftedAt) = (by, at);
    }
}

/// <summary>Somebody looked at a record whose time had come and keeps it until a day, and why, without personal data.</summary>
public sealed class RetentionDecision
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required DateOnly KeepUntil { get; init; }
    public required string Ground { get; init; }
    public required Guid DecidedBy { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
}

internal sealed class RetentionMapping
    : IEntityTypeConfiguration<RetentionRule>,
        IEntityTypeConfiguration<RecordHold>,
        IEntityTypeConfiguration<RetentionDecision>
{
    public void Configure(EntityTypeBuilder<RetentionRule> rule)
    {
        rule.ToTable("retention_rules");
        // The privacy page says how long a report is kept.
        rule.Holds(Nature.Operational, "for ever", "Says how long a class of data is kept")
            .Grants(app: Rights.All)
            .GrantsFace(Rights.Select, r => r.Class, r => r.Months);
        rule.HasKey(r => r.Class);
        rule.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<RecordHold> hold)
    {
        hold.ToTable("legal_holds");
        hold.Holds(Nature.Operational, "6 years after it is lifted", "Says what is kept for proceedings")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        hold.HasIndex(h => h.RecordId);
    }

    public void Configure(EntityTypeBuilder<RetentionDecision> decision)
    {
        decision.ToTable("retention_decisions");
        decision
            .Holds(Nature.Operational, "6 years", "Says why a record is kept past its time")
            .Column(d => d.DecidedBy, "Says who decided", nature: Nature.Staff)
            .Column(d => d.DecidedAt, "Says who decided")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        decision.HasIndex(d => d.RecordId);
    }
}
