using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Approvals;

public enum ApprovalState
{
    Open,
    Done,
    Returned,
    Withdrawn,
    Lapsed,
}

/// <summary>A deed that waits for its approvals, or was ended. What is approved is its content, by its hash; it holds no personal data of
/// the public.</summary>
public sealed class Approval
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required JointDeed Deed { get; init; }

    /// <summary>The thing that it is about: an agreement, an account, a record.</summary>
    public required Guid AboutId { get; init; }

    /// <summary>The fields, as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of deed, thing and content.</summary>
    public required byte[] Hash { get; init; }
    public required Guid ProposedBy { get; init; }
    public required Guid AgencyId { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public required DateTimeOffset LapsesAt { get; init; }
    public ApprovalState State { get; private set; } = ApprovalState.Open;
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>For optimistic locking: two approvals at once would each believe that the other is still missing.</summary>
    public int Version { get; set; }

    public IReadOnlyList<DeedField> Fields => JsonSerializer.Deserialize<IReadOnlyList<DeedField>>(Content)!;

    public string? this[string field] => Fields.FirstOrDefault(f => f.Name == field)?.Value;

    public void End(ApprovalState state, DateTimeOffset at)
    {
        if (State is not ApprovalState.Open || state is ApprovalState.Open)
            throw new InvalidOperationException($"What is {State} does not become {state}.");
        (State, EndedAt) = (state, at);
        Version++;
    }

    /// <summary>The id of a thing that has none of its own, by what it is called.</summary>
    public static Guid IdOf(string thing) => new(SHA256.HashData(Encoding.UTF8.GetBytes(thing)).AsSpan(0, 16));

    public static string Json(IReadOnlyList<DeedField> fields) => JsonSerializer.Serialize(fields);

    public static byte[] HashOf(JointDeed deed, Guid about, string content) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{deed}\n{about:d}\n{content}"));
}

/// <summary>An agency whose approval a deed needs.</summary>
public sealed class ApprovalAgency
{
    public required Guid ApprovalId { get; init; }
    public required Guid AgencyId { get; init; }
}

public enum ApprovalStep
{
    Proposed,
    Approved,
    Returned,
    Withdrawn,
}

/// <summary>What one person did about a deed. Rows are added and never changed.</summary>
public sealed class ApprovalAct
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ApprovalId { get; init; }
    public required ApprovalStep Step { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>Whose account it is: somebody with two accounts is one person.</summary>
    public required Guid PersonId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>Of the content that they had before them.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Why it was sent back; no personal data.</summary>
    public string? Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class ApprovalMapping
    : IEntityTypeConfiguration<Approval>,
        IEntityTypeConfiguration<ApprovalAgency>,
        IEntityTypeConfiguration<ApprovalAct>
{
    public void Configure(EntityTypeBuilder<Approval> approval)
    {
        approval.ToTable("approvals");
        approval
            .Holds(Nature.Operational, "7 years", "Says what two persons did together and in which words")
            .Column(a => a.ProposedBy, nature: Nature.Staff)
            .Grants(app: Rights.Select | Rights.Insert | Rights.Update)
            .Forgotten(WhenForgotten.Kept);
        approval.Ignore(a => a.Fields);
        approval.Property(a => a.Version).IsConcurrencyToken();
        approval.HasIndex(a => new { a.Deed, a.AboutId }).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("ix_approvals_open");
        approval.HasIndex(a => new { a.State, a.LapsesAt });
    }

    public void Configure(EntityTypeBuilder<ApprovalAgency> agency)
    {
        agency.ToTable("approval_agencies");
        agency.Holds(Nature.Operational, "7 years", "Says whose approval a deed needs").Grants(app: Rights.Select | Rights.Insert);
        agency.HasKey(a => new { a.ApprovalId, a.AgencyId });
    }

    public void Configure(EntityTypeBuilder<ApprovalAct> act)
    {
        act.ToTable("approval_acts");
        act.Holds(Nature.Operational, "7 years", "Says who proposed approved or sent back and when")
            .Column(a => a.AccountId, nature: Nature.Staff)
            .Column(a => a.PersonId, nature: Nature.Staff)
            .Grants(app: Rights.Select | Rights.Insert);
        act.HasIndex(a => a.ApprovalId);
    }
}
