using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Places;

/// <summary>A postcode and the areas that its point lies in.</summary>
public sealed class Postcode
{
    /// <summary>Upper case without the space: LE11AA.</summary>
    public required string Code { get; init; }
    public required double Longitude { get; set; }
    public required double Latitude { get; set; }
    public int? DistrictId { get; set; }
    public int? WardId { get; set; }
    public int? LsoaId { get; set; }
}

public enum NamedPlaceKind
{
    Settlement,
    Street,
}

/// <summary>A town, village, suburb or street that people search by name.</summary>
public sealed class NamedPlace
{
    public required int Id { get; init; }
    public required NamedPlaceKind Kind { get; init; }
    public required string Name { get; init; }
    public required double Longitude { get; init; }
    public required double Latitude { get; init; }
    public int? DistrictId { get; init; }
    public int? WardId { get; init; }
    public int? LsoaId { get; init; }
    public required string Source { get; init; }
}

internal sealed class NamedPlaceMapping : IEntityTypeConfiguration<Postcode>, IEntityTypeConfiguration<NamedPlace>
{
    public void Configure(EntityTypeBuilder<Postcode> postcode)
    {
        postcode.ToTable("postcodes");
        postcode.Holds(Nature.OpenData, "for ever", "Finds a place by postcode").Grants(app: Rights.All, face: Rights.Select);
        postcode.HasKey(p => p.Code);
    }

    public void Configure(EntityTypeBuilder<NamedPlace> place)
    {
        place.ToTable("named_places");
        place.Holds(Nature.OpenData, "for ever", "Finds a place by name").Grants(app: Rights.All, face: Rights.Select);
        place.Property(p => p.Id).ValueGeneratedNever();
        place.Property(p => p.Kind).HasConversion<string>();
    }
}
