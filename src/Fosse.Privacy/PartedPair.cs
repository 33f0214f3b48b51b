using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>That two subjects which somebody had shown to be theirs count as two again: the number of their pair and nothing else, for
/// whoever may not see which they are.</summary>
public sealed class PartedPair
{
    public required Guid Joined { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class PartedPairMapping : IEntityTypeConfiguration<PartedPair>
{
    public void Configure(EntityTypeBuilder<PartedPair> pair)
    {
        pair.ToTable("parted_pairs");
        pair.Holds(Nature.Operational, "3 years", "Says which pairs of joined reports were parted; names neither of the two")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert)
            .Forgotten(WhenForgotten.Kept);
        pair.HasKey(p => p.Joined);
    }
}
