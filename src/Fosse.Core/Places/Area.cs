using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Places;

public enum AreaKind
{
    County,
    District,
    Ward,
    Msoa,
    Lsoa,
    Neighbourhood,
}

/// <summary>A named piece of the county that figures are shown for. A statistical code belongs to one shape; a new shape gets a new
/// code.</summary>
public sealed class Area
{
    public required int Id { get; init; }
    public required AreaKind Kind { get; init; }

    /// <summary>The official code, such as E01025631; for a police neighbourhood the force's own, such as NC04.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>The district it lies in; none for the county and for districts.</summary>
    public int? DistrictId { get; set; }

    /// <summary>The next larger area of the same family: the MSOA of an LSOA.</summary>
    public int? ParentId { get; set; }

    /// <summary>The ward that an LSOA is counted to when residents of wards are added up.</summary>
    public int? BestFitWardId { get; set; }

    /// <summary>The first edition (year) of the boundaries that has this code.</summary>
    public required int FirstVintage { get; set; }

    /// <summary>The last edition that has it; none while it is in use.</summary>
    public int? LastVintage { get; set; }

    /// <summary>Rural-urban class in words, where it is held.</summary>
    public string? RuralUrban { get; set; }

    public double? Longitude { get; set; }
    public double? Latitude { get; set; }
}

/// <summary>The address of an area's page. It is never reused: an old one leads to the area it was given to.</summary>
public sealed class AreaSlug
{
    public required string Slug { get; init; }
    public required int AreaId { get; init; }
    public required bool Current { get; set; }
}

/// <summary>The outline of an area in one edition of the boundaries.</summary>
public sealed class AreaBoundary
{
    public required int AreaId { get; init; }
    public required int Vintage { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }

    /// <summary>Well-known binary, longitude and latitude in degrees (WGS 84).</summary>
    public required byte[] Shape { get; set; }
    public required string Source { get; set; }
}

/// <summary>How one code leads to another between editions or levels, as published.</summary>
public sealed class AreaLink
{
    public required int Id { get; init; }

    /// <summary>lsoa11-lsoa21, lsoa21-ward, district-partnership.</summary>
    public required string Kind { get; init; }
    public required string FromCode { get; init; }
    public required string ToCode { get; init; }

    /// <summary>U unchanged, S split, M merged, X complex; empty where the source has none.</summary>
    public required string Change { get; init; }
    public required int Vintage { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
    public required string Source { get; init; }
}

/// <summary>One number about an area with its year and source: residents, households, deprivation.</summary>
public sealed class AreaMeasure
{
    public required int AreaId { get; init; }

    /// <summary>residents, households, imd-rank, imd-decile.</summary>
    public required string Measure { get; init; }
    public required int Year { get; init; }
    public required double Value { get; set; }
    public required string Source { get; set; }
}

internal sealed class AreaMapping
    : IEntityTypeConfiguration<Area>,
        IEntityTypeConfiguration<AreaSlug>,
        IEntityTypeConfiguration<AreaBoundary>,
        IEntityTypeConfiguration<AreaLink>,
        IEntityTypeConfiguration<AreaMeasure>
{
    public void Configure(EntityTypeBuilder<Area> area)
    {
        area.ToTable("areas");
        area.Holds(Nature.OpenData, "for ever", "Says which areas the county has").Grants(app: Rights.All, face: Rights.Select);
        area.Property(a => a.Id).ValueGeneratedNever();
        area.Property(a => a.Kind).HasConversion<string>();
        area.HasIndex(a => new { a.Kind, a.Code }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AreaSlug> slug)
    {
        slug.ToTable("area_slugs");
        slug.Holds(Nature.Operational, "for ever", "Gives each area a lasting page address").Grants(app: Rights.All, face: Rights.Select);
        slug.HasKey(s => s.Slug);
        slug.HasIndex(s => s.AreaId);
    }

    public void Configure(EntityTypeBuilder<AreaBoundary> boundary)
    {
        boundary.ToTable("area_boundaries");
        boundary.Holds(Nature.OpenData, "for ever", "Draws areas and finds what lies in them").Grants(app: Rights.All, face: Rights.Select);
        boundary.HasKey(b => new { b.AreaId, b.Vintage });
    }

    public void Configure(EntityTypeBuilder<AreaLink> link)
    {
        link.ToTable("area_links");
        link.Holds(Nature.OpenData, "for ever", "Leads from one edition of codes to another").Grants(app: Rights.All, face: Rights.Select);
        link.Property(l => l.Id).ValueGeneratedNever();
        link.HasIndex(l => new { l.Kind, l.FromCode });
    }

    public void Configure(EntityTypeBuilder<AreaMeasure> measure)
    {
        measure.ToTable("area_measures");
        measure
            .Holds(Nature.OpenData, "for ever", "Gives rates their denominator with its year and source")
            .Grants(app: Rights.All, face: Rights.Select);
        measure.HasKey(m => new
        {
            m.AreaId,
            m.Measure,
            m.Year,
        });
    }
}
