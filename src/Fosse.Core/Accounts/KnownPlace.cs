using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>
/// A browser, or an address, from which somebody was let in the whole way. It opens nothing; guesses that come from elsewhere do not use up
/// its turns.
/// </summary>
public sealed class KnownPlace
{
    public const int Days = 90;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }

    /// <summary>Of the browser's cookie, or of the address under a key that the database does not hold.</summary>
    public required byte[] Mark { get; init; }

    /// <summary>The account's stamp then; another one now means that the place is known no more.</summary>
    public required string SecurityStamp { get; init; }
    public required DateTimeOffset Until { get; init; }
}

internal sealed class KnownPlaceMapping : IEntityTypeConfiguration<KnownPlace>
{
    public void Configure(EntityTypeBuilder<KnownPlace> place)
    {
        place.ToTable("known_places");
        place
            .Holds(Nature.Staff, "90 days after the last sign-in", "Lets the owner of an account in while others guess")
            .Grants(app: Rights.All);
        place.HasIndex(p => new { p.AccountId, p.Mark }).IsUnique();
        place.HasIndex(p => p.Mark);
        place.HasIndex(p => p.Until);
    }
}
