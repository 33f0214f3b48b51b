using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.CrimeData;

/// <summary>
/// One published stop and search: groups and grounds, never a person. The files have no id, so equal rows are separate searches.
/// Made by police activity: it must never feed a hotspot or an allocation of patrols. Words that are not stated are null.
/// </summary>
public sealed class StopAndSearch
{
    public required long Id { get; init; }
    public required int FileId { get; init; }

    /// <summary>The month of the file, which is the month the publisher counts it to.</summary>
    public required int Month { get; init; }

    /// <summary>The moment as published; many forces round it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Person, vehicle, or both.</summary>
    public required int Type { get; init; }
    public required YesOrNo PartOfOperation { get; init; }
    public int? Operation { get; init; }
    public double? Longitude { get; init; }
    public double? Latitude { get; init; }
    public int? Gender { get; init; }
    public int? AgeRange { get; init; }
    public int? SelfDefinedEthnicity { get; init; }
    public int? OfficerDefinedEthnicity { get; init; }
    public int? Legislation { get; init; }
    public int? ObjectOfSearch { get; init; }
    public int? Outcome { get; init; }
    public required YesOrNo OutcomeLinkedToObject { get; init; }
    public required YesOrNo MoreThanOuterClothing { get; init; }

    /// <summary>The LSOA of the newest edition that the point lies in, and with it the district; the files publish no code.</summary>
    public int? LsoaId { get; init; }
    public int? WardId { get; init; }
    public int? NeighbourhoodId { get; init; }
    public required CrimePlacing Placement { get; init; }
}

/// <summary>An answer that may be missing.</summary>
public enum YesOrNo
{
    NotStated = 0,
    No = 1,
    Yes = 2,
}

internal sealed class StopAndSearchMapping : IEntityTypeConfiguration<StopAndSearch>
{
    public void Configure(EntityTypeBuilder<StopAndSearch> stop)
    {
        stop.ToTable("stop_and_searches");
        stop.Holds(
                Nature.OpenData,
                "for ever",
                "Published stop and search by group and ground at anonymised points; feeds no hotspot and no allocation"
            )
            .Grants(app: Rights.All);
        stop.Property(s => s.Id).ValueGeneratedNever();
        // The files have whole seconds. A number on both databases, as every cell of a bulk row is.
        stop.Property(s => s.At).HasConversion(at => at.ToUnixTimeSeconds(), seconds => DateTimeOffset.FromUnixTimeSeconds(seconds));
        stop.Property(s => s.PartOfOperation).HasConversion<int>();
        stop.Property(s => s.OutcomeLinkedToObject).HasConversion<int>();
        stop.Property(s => s.MoreThanOuterClothing).HasConversion<int>();
        stop.Property(s => s.Placement).HasConversion<int>();
        stop.HasIndex(s => new
        {
            s.Month,
            s.Latitude,
            s.Longitude,
        });
    }
}
