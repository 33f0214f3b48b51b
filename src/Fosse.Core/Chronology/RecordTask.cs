using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Chronology;

/// <summary>Something that somebody is to do on a record until the end of a day. What it is lies behind the wall, with the entry that set
/// it.</summary>
public sealed class RecordTask
{
    /// <summary>Of the entry that set it.</summary>
    public required Guid Id { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>Whose it is; none for whoever of the agency is next.</summary>
    public Guid? AccountId { get; init; }
    public required DateOnly DueOn { get; init; }
    public required Guid SetBy { get; init; }
    public required DateTimeOffset SetAt { get; init; }
    public DateTimeOffset? DoneAt { get; private set; }
    public Guid? DoneBy { get; private set; }

    /// <summary>For optimistic locking: done once, and opened again once.</summary>
    public int Version { get; private set; }

    public Foundation.Deadline Clock => TaskDeadline.Rule.On(DueOn, met: DoneAt);

    public void Done(Guid by, DateTimeOffset at) => (DoneAt, DoneBy, Version) = (at, by, Version + 1);

    public void OpenAgain() => (DoneAt, DoneBy, Version) = (null, null, Version + 1);
}

internal sealed class RecordTaskMapping : IEntityTypeConfiguration<RecordTask>
{
    public void Configure(EntityTypeBuilder<RecordTask> task)
    {
        task.ToTable("records_tasks");
        task.Holds(Nature.Staff, "as long as the record", "Says who of the staff is to do something on a record until when: not what")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        task.HasIndex(t => t.RecordId);
        task.HasIndex(t => new { t.DoneAt, t.DueOn });
        task.Property(t => t.Version).IsConcurrencyToken();
        task.Ignore(t => t.Clock);
    }
}
