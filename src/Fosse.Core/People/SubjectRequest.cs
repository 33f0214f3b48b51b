using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.People;

/// <summary>What somebody asks about the data that is held about them.</summary>
public enum SubjectRequestKind { Copy, WhoLooked, Rectification, Objection, Erasure }

public enum SubjectRequestState { Received, IdentityConfirmed, Extended, Answered, Refused, Withdrawn }

/// <summary>
/// A request by the person a record is about, with its clock: one month from the day it came, two more where it is complex and the person was
/// told so in time (UK GDPR Article 12(3); DPA 2018 section 54).
/// </summary>
public sealed class SubjectRequest
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required Guid AgencyId { get; init; }
    public required SubjectRequestKind Kind { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required DateOnly DueOn { get; set; }
    public required Guid TakenBy { get; init; }
    public SubjectRequestState State { get; private set; } = SubjectRequestState.Received;
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }

    public bool IsOpen => State is SubjectRequestState.Received or SubjectRequestState.IdentityConfirmed or SubjectRequestState.Extended;

    /// <summary>The corresponding day of the next month, else its last day.</summary>
    public static DateOnly DueFrom(DateOnly received) => received.AddMonths(1);

    public void ConfirmIdentity()
    {
        if (State is not SubjectRequestState.Received) throw new InvalidOperationException("The identity is confirmed once, at the start.");
        State = SubjectRequestState.IdentityConfirmed;
    }

    public void Extend()
    {
        if (State is not SubjectRequestState.IdentityConfirmed) throw new InvalidOperationException("Only a request whose person is known is extended, and once.");
        (State, DueOn) = (SubjectRequestState.Extended, ReceivedOn.AddMonths(3));
    }

    public void Close(SubjectRequestState how, Guid by, DateTimeOffset at)
    {
        if (!IsOpen) throw new InvalidOperationException("The request is closed.");
        if (how is not (SubjectRequestState.Answered or SubjectRequestState.Refused or SubjectRequestState.Withdrawn)) throw new ArgumentOutOfRangeException(nameof(how));
        if (how is SubjectRequestState.Answered && State is SubjectRequestState.Received) throw new InvalidOperationException("Nobody is answered before it is known who they are.");
        (State, ClosedBy, ClosedAt) = (how, by, at);
    }
}

internal sealed class SubjectRequestMapping : IEntityTypeConfiguration<SubjectRequest>
{
    public void Configure(EntityTypeBuilder<SubjectRequest> request)
    {
        request.ToTable("subject_requests");
        request.HasIndex(r => new { r.AgencyId, r.State });
        request.HasIndex(r => r.RecordId);
    }
}
