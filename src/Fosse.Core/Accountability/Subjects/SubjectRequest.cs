using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accountability.Subjects;

/// <summary>What somebody asks about the data that is held about them.</summary>
public enum SubjectRequestKind
{
    Copy,
    WhoLooked,
    Rectification,
    Objection,
    Erasure,
}

public enum SubjectRequestState
{
    Received,
    IdentityConfirmed,
    Extended,
    Answered,
    Refused,
    Withdrawn,
}

/// <summary>What can happen to a request.</summary>
public enum SubjectRequestStep
{
    ConfirmIdentity,
    Extend,
    Answer,
    Refuse,
    Withdraw,
}

/// <summary>
/// A request by the person a record is about, with its clock: one month from the day it came, two more where it is complex and the person
/// was
/// told so in time (UK GDPR Article 12(3); DPA 2018 section 54).
/// </summary>
public sealed class SubjectRequest
{
    private static readonly SubjectRequestState[] Known = [SubjectRequestState.IdentityConfirmed, SubjectRequestState.Extended],
        Open = [SubjectRequestState.Received, .. Known];

    private static readonly StateTable<SubjectRequestState, SubjectRequestStep> Steps = new([
        ([SubjectRequestState.Received], SubjectRequestStep.ConfirmIdentity, SubjectRequestState.IdentityConfirmed),
        ([SubjectRequestState.IdentityConfirmed], SubjectRequestStep.Extend, SubjectRequestState.Extended),
        (Known, SubjectRequestStep.Answer, SubjectRequestState.Answered),
        (Open, SubjectRequestStep.Refuse, SubjectRequestState.Refused),
        (Open, SubjectRequestStep.Withdraw, SubjectRequestState.Withdrawn),
    ]);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }

    /// <summary>Who answers it: the agency that holds the record.</summary>
    public required Guid AgencyId { get; set; }
    public required SubjectRequestKind Kind { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required DateOnly DueOn { get; set; }
    public required Guid TakenBy { get; init; }
    public SubjectRequestState State { get; private set; } = SubjectRequestState.Received;
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }

    public bool IsOpen => Steps.IsOpen(State);

    /// <summary>Whether it is known who asks: before that nobody is told anything.</summary>
    public bool IsKnown => Known.Contains(State);

    /// <summary>The corresponding day of the next month, else its last day.</summary>
    public static DateOnly DueFrom(DateOnly received) => SubjectDeadline.Rule.Length.After(received);

    /// <summary>The corresponding day of the third month after it came, else its last day.</summary>
    public static DateOnly ExtendedFrom(DateOnly received) => received.AddMonths(3);

    /// <returns>The state after a step; none where the step is not taken from there.</returns>
    public static SubjectRequestState? After(SubjectRequestState state, SubjectRequestStep step) => Steps.After(state, step);

    public Deadline Clock => SubjectDeadline.Rule.On(DueOn, met: ClosedAt);

    public void Take(SubjectRequestStep step, Guid by, DateTimeOffset at)
    {
        State = Steps.Take(State, step);
        if (State is SubjectRequestState.Extended)
            DueOn = ExtendedFrom(ReceivedOn);
        if (!IsOpen)
            (ClosedBy, ClosedAt) = (by, at);
    }
}

public enum SubjectRequestTextKind
{
    Asked,
    Identity,
    Extension,
    Answer,
    Withholding,
}

/// <summary>What was said about a request, by the person or to them.</summary>
public sealed class SubjectRequestText : IPersonal
{
    public required Guid RequestId { get; init; }
    public required SubjectRequestTextKind Kind { get; init; }

    /// <summary>The record that the request is about.</summary>
    public required Guid Subject { get; init; }
    public required SealedText Words { get; set; }
}

/// <summary>That a field was put right on request. What stood there before is kept nowhere.</summary>
public sealed class RecordCorrection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RequestId { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>The name of the field, not what is in it.</summary>
    public required string Field { get; init; }
    public required Guid CorrectedBy { get; init; }
    public required DateTimeOffset CorrectedAt { get; init; }
}

internal sealed class SubjectRequestMapping
    : IEntityTypeConfiguration<SubjectRequest>,
        IEntityTypeConfiguration<SubjectRequestText>,
        IEntityTypeConfiguration<RecordCorrection>
{
    public void Configure(EntityTypeBuilder<SubjectRequest> request)
    {
        request.ToTable("subject_requests");
        request
            .Holds(Nature.Operational, "6 years", "Keeps the clock of what people ask about their data")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        request.HasIndex(r => new { r.AgencyId, r.State });
        request.HasIndex(r => r.RecordId);
        request.Ignore(r => r.Clock);
        request.Property(r => r.State).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<SubjectRequestText> text)
    {
        text.ToTable("p_subject_request_texts");
        text.Holds(Nature.Pseudonym, "as its retention rule says", "What was said about a request and what was answered")
            .Column(t => t.Kind, nature: Nature.Operational)
            .Column(t => t.Words, nature: Nature.Personal)
            .Grants(app: Rights.All);
        text.HasKey(t => new { t.RequestId, t.Kind });
        text.HasIndex(t => t.Subject);
    }

    public void Configure(EntityTypeBuilder<RecordCorrection> correction)
    {
        correction.ToTable("record_corrections");
        correction
            .Holds(Nature.Operational, "6 years", "Says which field was put right on request; not what was in it")
            .Column(c => c.CorrectedBy, nature: Nature.Staff)
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        correction.HasIndex(c => c.RecordId);
    }
}
