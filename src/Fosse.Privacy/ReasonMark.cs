using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>
/// That somebody typed a certain reason for a certain subject, as a number that only the holder of the search key can make from the words:
/// the same words for another subject are no reason.
/// </summary>
public sealed class ReasonMark
{
    public const int Days = 28;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid Subject { get; init; }
    public required Guid ActorId { get; init; }
    public required long Mark { get; init; }
    public required DateTimeOffset At { get; init; }

    // Blanks, signs and capitals make no other reason.
    internal static long Of(byte[] key, Guid actor, string reason)
    {
        var plain = new string([.. reason.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return BitConverter.ToInt64(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"reason {actor:d} {plain}")));
    }
}

internal sealed class ReasonMarkMapping : IEntityTypeConfiguration<ReasonMark>
{
    public void Configure(EntityTypeBuilder<ReasonMark> mark)
    {
        mark.ToTable("reason_marks");
        mark.Holds(Nature.Pseudonym, "28 days", "Finds a reason that was typed before for somebody else")
            .Column(m => m.Mark, "The words as a number that only the holder of the search key can make")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Deleted);
        mark.HasIndex(m => new { m.ActorId, m.Mark });
        mark.HasIndex(m => m.Subject);
    }
}
