using Fosse.Places;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>Roughly where and when it was: never finer than a small area and a day. The public face puts it in and cannot take it
/// out.</summary>
public sealed class ReportPlace
{
    public required Guid RecordId { get; init; }

    /// <summary>Areas that the place lies in; none where the reporter did not know it.</summary>
    public int? LsoaId { get; set; }
    public int? WardId { get; set; }
    public int? NeighbourhoodId { get; set; }
    public int? DistrictId { get; set; }

    /// <summary>The areas, as far as they are known.</summary>
    public AreasAt Areas
    {
        get => new(LsoaId, WardId, NeighbourhoodId, DistrictId);
        set => (LsoaId, WardId, NeighbourhoodId, DistrictId) = value;
    }

    /// <summary>The day on which it happened or last happened, where it is known.</summary>
    public DateOnly? HappenedOn { get; init; }
}

internal sealed class ReportPlaceMapping : IEntityTypeConfiguration<ReportPlace>
{
    public void Configure(EntityTypeBuilder<ReportPlace> place)
    {
        place.ToTable("report_places");
        place
            .Holds(Nature.Pseudonym, "24 months", "Says roughly where and when it was and so who answers and what repeats")
            .Grants(app: Rights.All, face: Rights.Insert)
            .Forgotten(WhenForgotten.Kept);
        place.HasKey(p => p.RecordId);
        place.Ignore(p => p.Areas);
        place.HasIndex(p => p.LsoaId);
        place.HasIndex(p => p.NeighbourhoodId);
    }
}
