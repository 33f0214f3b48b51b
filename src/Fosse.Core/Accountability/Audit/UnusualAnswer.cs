using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accountability.Audit;

/// <summary>
/// What a second person found when they asked about reads that a rule had picked out. It is kept as it was written; reads that come later
/// are
/// asked about anew.
/// </summary>
public sealed class UnusualAnswer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The agency whose people read and asked.</summary>
    public required Guid AgencyId { get; init; }
    public required UnusualRule Rule { get; init; }
    public required Guid ReaderId { get; init; }

    /// <summary>For a rule about one day, that day.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The last line of the ledger that was looked at.</summary>
    public required long UpToLine { get; init; }

    /// <summary>How many reads, or records of the day, it was about.</summary>
    public required int Count { get; init; }

    /// <summary>What was found, without personal data.</summary>
    public required string Note { get; init; }
    public required Guid AnsweredBy { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
}

internal sealed class UnusualAnswerMapping : IEntityTypeConfiguration<UnusualAnswer>
{
    public void Configure(EntityTypeBuilder<UnusualAnswer> answer)
    {
        answer.ToTable("access_answers");
        answer.Holds(Nature.Staff, "6 years", "Says what a second person found about reads that a rule picked out").Grants(app: Rights.All);
        answer.HasIndex(a => new { a.AgencyId, a.AnsweredAt });
    }
}
