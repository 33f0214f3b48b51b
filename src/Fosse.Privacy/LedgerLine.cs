using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>
/// What a line of the ledger says. Of a search: that somebody searched, how many were found, who of them was shown, and of whom was
/// told that another holds them.
/// </summary>
public enum LedgerKind
{
    Opened,
    Refused,
    BrokeGlass,
    Searched,
    Found,
    Shown,
    Pointed,
    Exported,
    Disclosed,
    Forgotten,
    KeysRotated,

    /// <summary>Somebody was put to work on a record: their reason to read it from now on.</summary>
    Assigned,

    /// <summary>One person's part in what two do.</summary>
    Decided,

    /// <summary>What an administrator did, or the operator at the command line.</summary>
    Administered,
}

/// <summary>
/// One line of the ledger of who asked to see what about whom, and why. Lines are added, never changed: each carries the hash of the
/// one before (docs/decisions/0010).
/// </summary>
public sealed class LedgerLine
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Sequence { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    public required LedgerKind Kind { get; init; }
    public required Guid ActorId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>The name of the actor's agency at the time.</summary>
    public required string Organisation { get; init; }
    public Purpose? Purpose { get; init; }

    /// <summary>Whom it is about; for a search the search itself.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Why it was open or shut, in the words of the rule; no personal data.</summary>
    public required string Ground { get; init; }
    public ReasonFrom ReasonFrom { get; init; }

    /// <summary>The reason where the house gives it (an assignment, a job); no personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason where a person typed it, sealed under the subject: it may name somebody. Read it with
    /// <see cref="Access.ReasonOf"/>.</summary>
    public SealedText? Typed { get; init; }
    public Guid? Agreement { get; init; }

    /// <summary>How long the asker was busy saying why; none where nothing was asked. Friction that nobody measures is worked
    /// around.</summary>
    public int? SecondsTyping { get; init; }

    public byte[] Previous { get; internal set; } = [];
    public byte[] Hash { get; internal set; } = [];

    public bool Granted => Kind is not LedgerKind.Refused;
}

/// <summary>The end of the ledger: one row, whose change lets lines in one after the other.</summary>
internal sealed class LedgerHead
{
    public int Id { get; init; } = 1;
    public long Sequence { get; set; }
    public byte[] Hash { get; set; } = [];
}

internal sealed class LedgerMapping : IEntityTypeConfiguration<LedgerLine>, IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerLine> line)
    {
        line.ToTable("ledger");
        line.Holds(Nature.Operational, "6 years", "Puts the lines in their order; a gap shows")
            .Column(l => l.At, "Shows when access was asked for")
            .Column(l => l.Kind, "Shows whether it was opened or refused or what else was done")
            .Column(l => l.ActorId, "Shows which member of staff asked", nature: Nature.Pseudonym)
            .Column(l => l.AgencyId, "Shows for which agency they asked")
            .Column(l => l.Organisation, "Shows the name of the agency at the time")
            .Column(l => l.Purpose, "Shows what the access was for")
            .Column(l => l.Subject, "Shows whom or what the access was about", nature: Nature.Pseudonym)
            .Column(l => l.Ground, "Shows why it was open or shut in the words of the rule")
            .Column(l => l.ReasonFrom, "Shows whether a person or an assignment gave the reason")
            .Column(l => l.Reason, "The reason where the house gives it")
            .Column(
                l => l.Typed,
                "The reason where somebody typed it; sealed with the key of the subject",
                nature: Nature.Pseudonym,
                keep: "until the person is forgotten"
            )
            .Column(l => l.Agreement, "Shows the sharing agreement that opened it")
            .Column(l => l.SecondsTyping, "Measures what asking for a reason costs staff")
            .Column(l => l.Previous, "Chains the line to the one before")
            .Column(l => l.Hash, "Shows whether the line was changed")
            .Grants(app: Rights.Select | Rights.Insert)
            .Forgotten(WhenForgotten.Kept);
        line.HasKey(l => l.Sequence);
        line.Property(l => l.Sequence).ValueGeneratedNever();
        line.Property(l => l.Kind).HasConversion<string>();
        line.Property(l => l.ReasonFrom).HasConversion<string>();
        line.HasIndex(l => new { l.Subject, l.At });
        line.HasIndex(l => new { l.ActorId, l.At });
    }

    public void Configure(EntityTypeBuilder<LedgerHead> head)
    {
        head.ToTable("ledger_head");
        head.Holds(Nature.Operational, "for ever", "There is one row")
            .Column(h => h.Sequence, "The last line of the ledger")
            .Column(h => h.Hash, "The hash of the last line; shows a tail cut off")
            .Grants(app: Rights.Select | Rights.Update);
        head.Property(h => h.Id).ValueGeneratedNever();
    }
}
