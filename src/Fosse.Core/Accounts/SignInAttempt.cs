using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>How many wrong attempts there were lately at something: an account, an address, both. It holds neither, only a hash.</summary>
public sealed class SignInAttempt
{
    public required byte[] About { get; init; }
    public required int Wrong { get; init; }

    /// <summary>When the count is forgotten.</summary>
    public required DateTimeOffset ForgetAt { get; init; }
}

internal sealed class SignInAttemptMapping : IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<SignInAttempt> attempt)
    {
        attempt.ToTable("sign_in_attempts");
        attempt.Holds(Nature.Pseudonym, "until it is forgotten; minutes", "Slows down who guesses passwords").Grants(app: Rights.All);
        attempt.HasKey(a => a.About);
        attempt.HasIndex(a => a.ForgetAt);
    }
}
