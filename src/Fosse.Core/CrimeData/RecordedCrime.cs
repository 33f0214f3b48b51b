using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.CrimeData;

/// <summary>
/// One row of published street-level crime: a month, a kind, an anonymised point. Bulk fact, so integer keys and coded words.
/// The id is the file's number and the place in it, so rows of a file lie together.
/// </summary>
public sealed class RecordedCrime
{
    /// <summary>How far a file's number is shifted to make room for the places in it (2,097,151 rows a file).</summary>
    public const int PositionBits = 21;

    public required long Id { get; init; }
    public required int FileId { get; init; }
    public required int Month { get; init; }

    /// <summary>The published Crime ID as 32 bytes; none for anti-social behaviour, which has no id.</summary>
    public byte[]? CrimeKey { get; init; }
    public required int Category { get; init; }
    public int? Outcome { get; set; }
    public required int Location { get; init; }
    public double? Longitude { get; init; }
    public double? Latitude { get; init; }

    /// <summary>The published LSOA in its own edition; none where there is no location or the code is not of this county.</summary>
    public int? LsoaId { get; init; }

    /// <summary>The LSOA of the newest edition that it is counted to.</summary>
    public int? CurrentLsoaId { get; init; }
    public int? WardId { get; init; }
    public int? NeighbourhoodId { get; init; }
    public required CrimePlacing Placement { get; init; }
}

/// <summary>Where a row stands as to the county.</summary>
public enum CrimePlacing
{
    Inside = 0,
    NoLocation = 1,
    Outside = 2,
}

/// <summary>A word that recurs in bulk rows (a category, an outcome, a street), stored once.</summary>
public sealed class CodedWord
{
    public required int Id { get; init; }
    public required string Kind { get; init; }
    public required string Word { get; init; }
}

internal sealed class RecordedCrimeMapping : IEntityTypeConfiguration<RecordedCrime>, IEntityTypeConfiguration<CodedWord>
{
    public void Configure(EntityTypeBuilder<RecordedCrime> crime)
    {
        crime.ToTable("recorded_crimes");
        crime.Holds(Nature.OpenData, "for ever", "Published street-level crime at anonymised points").Grants(app: Rights.All);
        crime.Property(c => c.Id).ValueGeneratedNever();
        crime.Property(c => c.Placement).HasConversion<int>();
        crime.HasIndex(c => new
        {
            c.Month,
            c.Latitude,
            c.Longitude,
        });
        crime.HasIndex(c => new { c.CurrentLsoaId, c.Month });
    }

    public void Configure(EntityTypeBuilder<CodedWord> word)
    {
        word.ToTable("coded_words");
        word.Holds(Nature.OpenData, "for ever", "Stores words that recur in bulk rows once").Grants(app: Rights.All, face: Rights.Select);
        word.Property(w => w.Id).ValueGeneratedNever();
        word.HasIndex(w => new { w.Kind, w.Word }).IsUnique();
    }
}
