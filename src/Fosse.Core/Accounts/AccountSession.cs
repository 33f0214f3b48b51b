using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>How somebody showed who they are.</summary>
public enum SignInWay
{
    /// <summary>By password alone: enough to set up the second step, and for nothing else.</summary>
    Password,
    PasswordAndCode,
    PasswordAndRecoveryCode,
    Passkey,

    /// <summary>By the provider of their own agency, which said that there was a second step.</summary>
    Provider,

    /// <summary>By a provider that did not say so: enough to set up the second step here, and for nothing else.</summary>
    ProviderAlone,
    ProviderAndCode,

    /// <summary>By one click in the demonstration.</summary>
    Demonstration,
}

/// <summary>A visit of an account from one browser. Where it came from is not kept.</summary>
public sealed class AccountSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of what the cookie holds: who reads the table cannot sign in with it.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The account's stamp at the start; another one now means that this session has ended.</summary>
    public required string SecurityStamp { get; init; }
    public required SignInWay Way { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>True when it opens more than the pages about the own account.</summary>
    public bool IsFull => Way is not (SignInWay.Password or SignInWay.ProviderAlone);
}

internal sealed class AccountSessionMapping : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> session)
    {
        session.ToTable("sessions");
        session.Holds(Nature.Staff, "1 year after its end", "Keeps somebody signed in and ends that").Grants(app: Rights.All);
        session.HasIndex(s => s.Secret).IsUnique();
        session.HasIndex(s => s.AccountId);
    }
}
