using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Records;

/// <summary>
/// That an agency holds something about a person. This row names nobody; who it is about lies behind the wall under the same id,
/// which is the subject of every access to it.
/// </summary>
public sealed class SubjectRecord
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What people call it, such as "CB-2025-0042". It holds no name.</summary>
    public required string Reference { get; init; }

    /// <summary>Who holds it. A report changes hands when it is for another agency to answer, and nothing else does.</summary>
    public required Guid AgencyId { get; set; }
    public Guid? TeamId { get; set; }

    /// <summary>It waits to be dealt with in the queue of its team, or of its agency where it has none: for those who work the queue that
    /// is a reason to read it.</summary>
    public bool InQueue { get; set; }
    public required DataClass Class { get; init; }

    /// <summary>The case it belongs to; none for a record that stands alone, which the unusual-access report asks about.</summary>
    public string? CaseReference { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When its person was forgotten: nothing of it can be read any more.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }
}

/// <summary>Somebody works on a record: their reason to read it, from a day, until a day.</summary>
public sealed class RecordAssignment : IInForce
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>One of <see cref="HouseTasks"/>; what somebody typed is sealed (<see cref="AssignmentWords"/>).</summary>
    public required string Task { get; set; }
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; set; }

    /// <summary>Who put them to it: somebody else, or themselves. None for an assignment from before this was kept.</summary>
    public Guid? AssignedBy { get; init; }
}

/// <summary>Somebody has said that they are too close to a record. It blocks them, whatever else would let them in.</summary>
public sealed class ConflictOfInterest
{
    public required Guid RecordId { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTimeOffset DeclaredAt { get; init; }
}

/// <summary>What an owner has let one agency read of one record by answering its request, until a day.</summary>
public sealed class AccessGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required Guid AgencyId { get; init; }
    public required Fosse.Privacy.Purpose Purpose { get; init; }
    public required DateOnly LastOn { get; set; }
    public required Guid RequestId { get; init; }
}

internal static class AccessGrants
{
    /// <summary>Those that still open their record on a day.</summary>
    internal static IQueryable<AccessGrant> OpenOn(this IQueryable<AccessGrant> grants, DateOnly day) => grants.Where(g => g.LastOn >= day);
}

internal sealed class SubjectRecordMapping
    : IEntityTypeConfiguration<SubjectRecord>,
        IEntityTypeConfiguration<RecordAssignment>,
        IEntityTypeConfiguration<ConflictOfInterest>,
        IEntityTypeConfiguration<AccessGrant>
{
    public void Configure(EntityTypeBuilder<SubjectRecord> record)
    {
        record.ToTable("records");
        record
            .Holds(Nature.Operational, "as its retention rule says", "Says that an agency holds something and not about whom")
            .Grants(app: Rights.All, face: Rights.Insert)
            .Forgotten(WhenForgotten.Kept);
        record.HasIndex(r => r.Reference).IsUnique();
        record.HasIndex(r => r.AgencyId);
        record.HasIndex(r => new { r.AgencyId, r.InQueue });
        record.HasOne<RetentionRule>().WithMany().HasForeignKey(r => r.Class).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RecordAssignment> assignment)
    {
        assignment.ToTable("record_assignments");
        assignment
            .Holds(Nature.Staff, "as long as the record", "Says who works on a record")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        assignment.HasIndex(a => a.RecordId);
        assignment.HasIndex(a => a.AccountId);
    }

    public void Configure(EntityTypeBuilder<ConflictOfInterest> conflict)
    {
        conflict.ToTable("conflicts_of_interest");
        conflict
            .Holds(Nature.Staff, "as long as the record", "Keeps somebody away from a record")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        conflict.HasKey(c => new { c.RecordId, c.AccountId });
    }

    public void Configure(EntityTypeBuilder<AccessGrant> grant)
    {
        grant.ToTable("access_grants");
        grant
            .Holds(Nature.Operational, "6 years", "Says what an owner has disclosed to whom")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        grant.HasIndex(g => new { g.RecordId, g.AgencyId });
    }
}
