using System.Buffers.Binary;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.CrimeData;

/// <summary>How many rows have a word: a category or an outcome.</summary>
public readonly record struct WordCount(int Word, int Count);

/// <summary>
/// What a file counts in one area. The counts of an area are always read and written together and most are ones and twos,
/// so they are packed: a row for each of them was half of the work of an import. Area 0 is "no location", -1 "outside the county".
/// </summary>
public sealed class AreaCounts
{
    public required int FileId { get; init; }
    public required int AreaId { get; init; }

    /// <summary>Rows by category, packed (<see cref="Pack"/>).</summary>
    public required byte[] ByCategory { get; init; }

    /// <summary>Crimes by last outcome, packed; word 0: none stated.</summary>
    public required byte[] ByOutcome { get; init; }

    /// <returns>Word and count of each, four bytes each, little-endian.</returns>
    public static byte[] Pack(IReadOnlyCollection<WordCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var packed = new byte[counts.Count * 8];
        var at = packed.AsSpan();
        foreach (var count in counts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(at, count.Word);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], count.Count);
            at = at[8..];
        }
        return packed;
    }

    public static IEnumerable<WordCount> Unpack(byte[] packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        for (var at = 0; at < packed.Length; at += 8)
            yield return new(
                BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at)),
                BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at + 4))
            );
    }
}

internal sealed class AreaCountsMapping : IEntityTypeConfiguration<AreaCounts>
{
    public void Configure(EntityTypeBuilder<AreaCounts> counts)
    {
        counts.ToTable("area_counts");
        counts
            .Holds(Nature.Aggregate, "for ever", "Counts for the public pages")
            .Column(c => c.ByOutcome, "Counts of outcomes for the public pages")
            .Grants(app: Rights.All, face: Rights.Select);
        counts.HasKey(c => new { c.FileId, c.AreaId });
    }
}
