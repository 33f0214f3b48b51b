using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>
/// That somebody has shown that two subjects are theirs. Each of the two has a row, and both rows bear one number that nothing else bears:
/// neither names the other, and where one is forgotten both rows go.
/// </summary>
public sealed class ProvedSame : IPersonal
{
    public required Guid Subject { get; init; }

    /// <summary>The number of the pair.</summary>
    public required Guid Joined { get; init; }
    public required DateTimeOffset ProvedAt { get; init; }

    /// <param name="pair">Its number, where who showed it twice is to have one pair: nothing can be made of it by whoever does not have
    /// what it was made of.</param>
    public static IEnumerable<ProvedSame> Of(Guid one, Guid other, DateTimeOffset at, Guid? pair = null)
    {
        if (one == other)
            throw new ArgumentException("A subject is the same as itself without proof.", nameof(other));
        var number = pair ?? Guid.CreateVersion7();
        foreach (var subject in new[] { one, other })
            yield return new()
            {
                Subject = subject,
                Joined = number,
                ProvedAt = at,
            };
    }
}

internal sealed class ProvedSameMapping : IEntityTypeConfiguration<ProvedSame>
{
    public void Configure(EntityTypeBuilder<ProvedSame> same)
    {
        same.ToTable("p_proved_same");
        same.Holds(Nature.Pseudonym, "as its record", "Joins reports of one person who showed by their codes that both are theirs")
            .Column(s => s.ProvedAt, "Says when that was shown")
            .Grants(app: Rights.All, face: Rights.Insert);
        same.HasKey(s => new { s.Subject, s.Joined });
        same.HasIndex(s => s.Joined);
    }
}
