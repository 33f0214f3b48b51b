using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accountability.Audit;

/// <summary>That the reader of a line and the person of the record share a surname or a street; not which.</summary>
public sealed class AccessLikeness
{
    public required long Line { get; init; }
    public required UnusualRule Rule { get; init; }
}

/// <summary>
/// The street that somebody who works here lives in, given by themselves and kept as numbers: nobody can read it, and a record with the
/// same street can be told.
/// </summary>
public sealed class OwnStreet
{
    public required Guid AccountId { get; init; }
    public required string Words { get; set; }
    public required DateTimeOffset GivenAt { get; set; }
}

internal sealed class LikenessMapping : IEntityTypeConfiguration<AccessLikeness>, IEntityTypeConfiguration<OwnStreet>
{
    public void Configure(EntityTypeBuilder<AccessLikeness> likeness)
    {
        likeness.ToTable("access_likenesses");
        likeness.Holds(Nature.Operational, "28 days", "A read whose reader and record share a surname or a street").Grants(app: Rights.All);
        likeness.HasKey(l => new { l.Line, l.Rule });
    }

    public void Configure(EntityTypeBuilder<OwnStreet> street)
    {
        street.ToTable("own_streets");
        street
            .Holds(Nature.Staff, "as long as the account", "Whose street it is")
            .Column(s => s.Words, "Words of the street as numbers that only the holder of the search key can make")
            .Column(s => s.GivenAt, "When the street was given")
            .Grants(app: Rights.All);
        street.HasKey(s => s.AccountId);
    }
}
