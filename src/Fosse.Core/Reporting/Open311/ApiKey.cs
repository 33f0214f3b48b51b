using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting.Open311;

/// <summary>Lets one system of one partner send reports and follow those that it sent. The key itself is shown once and stored
/// nowhere.</summary>
public sealed class ApiKey : IStanding
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The system, such as "FixMyStreet of Soar District".</summary>
    public required string Name { get; init; }

    /// <summary>Who answers for it. When the agency leaves, the key is worth nothing.</summary>
    public required Guid AgencyId { get; init; }

    /// <summary>SHA-256 of the key: it is random, so that stretching would add nothing.</summary>
    public required byte[] Hash { get; set; }
    public required DateTimeOffset MadeAt { get; set; }

    /// <summary>Given the code of each report, so that it can hand it on to the reporter; then it could read the letters too.</summary>
    public bool HandsOnCodes { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The day and not the hour: it is there to find keys that nobody uses.</summary>
    public DateOnly? LastUsedOn { get; set; }

    /// <summary>For optimistic locking: two administrators must not overwrite one another.</summary>
    public int Version { get; set; }
}

/// <summary>Which report came from which system.</summary>
public sealed class SentRequest
{
    /// <summary>That of the report.</summary>
    public required Guid Submission { get; init; }
    public required Guid KeyId { get; init; }

    /// <summary>Of what was sent, made with the sender's key: without that it cannot be held against a text.</summary>
    public required byte[] Digest { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>That an update of a system has been taken, so that it is taken once.</summary>
public sealed class SentUpdate
{
    public required Guid Id { get; init; }
    public required Guid Submission { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}

internal sealed class ApiKeyMapping
    : IEntityTypeConfiguration<ApiKey>,
        IEntityTypeConfiguration<SentRequest>,
        IEntityTypeConfiguration<SentUpdate>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.Holds(Nature.Operational, "while in use", "Lets a system of a partner send reports; the key itself is stored nowhere")
            .Grants(app: Rights.All, face: Rights.Select)
            .GrantsFace(Rights.Update, k => k.LastUsedOn);
        key.HasIndex(k => k.Name).IsUnique();
        key.HasIndex(k => k.Hash).IsUnique();
        key.Property(k => k.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<SentRequest> request)
    {
        request.ToTable("open311_requests");
        request
            .Holds(Nature.Operational, "24 months", "Says which system sent a report so that it can follow it and is answered once")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert)
            .Forgotten(WhenForgotten.Kept);
        request.HasKey(r => r.Submission);
        request.HasIndex(r => new { r.KeyId, r.Digest });
    }

    public void Configure(EntityTypeBuilder<SentUpdate> update)
    {
        update.ToTable("open311_updates");
        update
            .Holds(Nature.Operational, "24 months", "Says that an update of a system was taken so that it is taken once")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert)
            .Forgotten(WhenForgotten.Kept);
        update.HasIndex(u => u.Submission);
    }
}
