using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Publishing;

/// <summary>With which line and which hash the ledger ended on a day. It says nothing of any line, and is public so that others than the
/// county keep it.</summary>
public sealed class PublishedHead
{
    public required DateOnly Day { get; init; }
    public required long Sequence { get; init; }

    /// <summary>Hexadecimal.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset TakenAt { get; init; }

    public LedgerMark Mark => new(Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Sequence, Hash);
}

public static class LedgerHeads
{
    /// <summary>So many days are shown.</summary>
    public const int Days = 31;

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<PublishedHead>> PublishedHeads(this SafetyDb db, int most, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<PublishedHead>().AsNoTracking().OrderByDescending(h => h.Day).Take(most).ToListAsync(stop);
    }
}

internal sealed class LedgerHeadsMapping : IEntityTypeConfiguration<PublishedHead>
{
    public void Configure(EntityTypeBuilder<PublishedHead> head)
    {
        head.ToTable("published_heads");
        head.Holds(Nature.Operational, "for ever", "Shows later whether the ledger is still the same")
            .Grants(app: Rights.Select | Rights.Insert, face: Rights.Select);
        head.HasKey(h => h.Day);
        head.Ignore(h => h.Mark);
    }
}
