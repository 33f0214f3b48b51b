using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>Somebody who works for an agency and may sign in. It is about their post; nothing of their private life is in it.</summary>
public sealed class Account : IInForce
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AgencyId { get; init; }

    /// <summary>The first account of the same person, where they have another: what takes two persons never takes two accounts of
    /// one.</summary>
    public Guid? SamePersonAs { get; set; }

    /// <summary>The address at work, as written.</summary>
    public required string Email { get; set; }

    /// <summary>The address in the form in which it is looked up.</summary>
    public required string NormalizedEmail { get; set; }
    public required string Name { get; set; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day of the account.</summary>
    public DateOnly? EndsOn { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
    public string? PasswordHash { get; set; }

    /// <summary>Changes when every session of the account is to end.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>Wrong codes in a row, by somebody who knew the password.</summary>
    public int FailedSignIns { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The shared secret of the authenticator app, encrypted; none before it is set up.</summary>
    public string? AuthenticatorKey { get; set; }
    public bool AuthenticatorConfirmed { get; set; }

    /// <summary>The half minute of the last code that was taken: no code is taken twice.</summary>
    public long? LastCodeStep { get; set; }

    /// <summary>An address in the form in which it is looked up.</summary>
    public static string Normalize(string? email) => Mailbox.Tidy(email).Normalize().ToUpperInvariant();
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account
            .Holds(Nature.Staff, "6 years after its end", "Lets somebody sign in for their agency")
            .Column(a => a.LastCodeStep, "Takes no code of an authenticator app twice")
            .Grants(app: Rights.All);
        account.HasIndex(a => a.NormalizedEmail).IsUnique();
        account.HasIndex(a => a.AgencyId);
    }
}
