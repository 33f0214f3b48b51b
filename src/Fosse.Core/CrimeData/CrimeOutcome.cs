using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.CrimeData;

/// <summary>
/// One published decision on a recorded crime. A crime can have several, and equal rows occur; all are kept.
/// The id is made as that of <see cref="RecordedCrime"/>.
/// </summary>
public sealed class CrimeOutcome
{
    public required long Id { get; init; }
    public required int FileId { get; init; }

    /// <summary>The month of the decision, not of the crime.</summary>
    public required int Month { get; init; }

    /// <summary>The published Crime ID as 32 bytes, the same as in the street files; none where none is published.</summary>
    public byte[]? CrimeKey { get; init; }
    public required int Outcome { get; init; }
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

internal sealed class CrimeOutcomeMapping : IEntityTypeConfiguration<CrimeOutcome>
{
    public void Configure(EntityTypeBuilder<CrimeOutcome> outcome)
    {
        outcome.ToTable("crime_outcomes");
        outcome.Holds(Nature.OpenData, "for ever", "Published decisions on recorded crimes at anonymised points").Grants(app: Rights.All);
        outcome.Property(o => o.Id).ValueGeneratedNever();
        outcome.Property(o => o.Placement).HasConversion<int>();
        outcome.HasIndex(o => o.CrimeKey);
        outcome.HasIndex(o => new
        {
            o.Month,
            o.Latitude,
            o.Longitude,
        });
    }
}
