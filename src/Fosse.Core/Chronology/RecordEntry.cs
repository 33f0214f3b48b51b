using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Chronology;

public enum EntryKind
{
    /// <summary>What somebody thought, heard or decided.</summary>
    Note,

    /// <summary>Something that happened, on a day that may lie before it was written.</summary>
    Update,
    TaskSet,
    TaskDone,
    TaskOpenedAgain,
    FileAdded,
    Unlinked,
}

/// <summary>
/// One line of a record's chronology: that something was written or done, by whom of the staff and when. It is added and never changed;
/// what was wrong is put right by another. Its words lie behind the wall (<see cref="EntryWords"/>).
/// </summary>
public sealed class RecordEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid By { get; init; }
    public required EntryKind Kind { get; init; }

    /// <summary>The day on which it happened, where that is told.</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>The reference of another record that it was about; it names nobody.</summary>
    public string About { get; init; } = "";
}

/// <summary>What was written with an entry, sealed under the record.</summary>
public sealed class EntryWords : IPersonal
{
    public required Guid EntryId { get; init; }
    public required Guid Subject { get; init; }
    public required SealedText Words { get; init; }
}

internal sealed class RecordEntryMapping : IEntityTypeConfiguration<RecordEntry>, IEntityTypeConfiguration<EntryWords>
{
    // The name begins as those of the records do, so that the database shuts it to the public face with them.
    public void Configure(EntityTypeBuilder<RecordEntry> entry)
    {
        entry.ToTable("records_entries");
        entry
            .Holds(Nature.Staff, "as long as the record", "Says that something was written or done on a record and by whom: no word of it")
            .Column(e => e.Id, "Tells the entries apart")
            .Column(e => e.About, "The reference of another record: nobody of the public")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        entry.HasIndex(e => new { e.RecordId, e.At });
    }

    public void Configure(EntityTypeBuilder<EntryWords> words)
    {
        words.ToTable("p_entry_words");
        words
            .Holds(Nature.Pseudonym, "as its record", "Joins what was written to its entry")
            .Column(w => w.Words, "Notes and updates and tasks of staff; sealed", nature: Nature.Personal)
            .Grants(app: Rights.All);
        words.HasKey(w => w.EntryId);
        words.HasIndex(w => w.Subject);
    }
}
