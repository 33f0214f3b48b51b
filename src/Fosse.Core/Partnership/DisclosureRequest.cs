using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Partnership;

public enum DisclosureState
{
    Asked,
    Disclosed,
    DisclosedInPart,
    Refused,
    Withdrawn,
}

/// <summary>
/// One agency asks another for a record that no agreement opens to it. It is answered by the owner, in time, with a reason; what is
/// asked and answered in words lies behind the wall (<see cref="DisclosureText"/>).
/// </summary>
public sealed class DisclosureRequest
{
    private static readonly DisclosureState[] Open = [DisclosureState.Asked];

    // What is answered is the state that it comes into.
    private static readonly StateTable<DisclosureState, DisclosureState> Steps = new([
        (Open, DisclosureState.Disclosed, DisclosureState.Disclosed),
        (Open, DisclosureState.DisclosedInPart, DisclosureState.DisclosedInPart),
        (Open, DisclosureState.Refused, DisclosureState.Refused),
        (Open, DisclosureState.Withdrawn, DisclosureState.Withdrawn),
    ]);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required Guid FromAgencyId { get; init; }
    public required Guid FromAccountId { get; init; }
    public required Guid ToAgencyId { get; init; }
    public required Purpose Purpose { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The day by which the owner is to answer.</summary>
    public required DateOnly DueOn { get; init; }
    public DisclosureState State { get; private set; } = DisclosureState.Asked;
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? AnsweredBy { get; private set; }

    public bool IsOpen => Steps.IsOpen(State);

    public void Answer(DisclosureState answer, Guid by, DateTimeOffset at)
    {
        if (answer is DisclosureState.Withdrawn)
            throw new ArgumentOutOfRangeException(nameof(answer));
        (State, AnsweredBy, ClosedAt) = (Steps.Take(State, answer), by, at);
    }

    public void Withdraw(DateTimeOffset at) => (State, ClosedAt) = (Steps.Take(State, DisclosureState.Withdrawn), at);
}

/// <summary>What was asked, or answered, in words.</summary>
public sealed class DisclosureText : IPersonal
{
    /// <summary>The request. It is a subject of its own: whoever reads what was answered has not opened the record.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The question, else the answer.</summary>
    public required bool Question { get; init; }
    public required SealedText Words { get; init; }
}

internal sealed class DisclosureMapping : IEntityTypeConfiguration<DisclosureRequest>, IEntityTypeConfiguration<DisclosureText>
{
    public void Configure(EntityTypeBuilder<DisclosureRequest> request)
    {
        request.ToTable("disclosure_requests");
        request
            .Holds(Nature.Operational, "6 years", "Keeps the clock of what agencies ask of each other")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        request.HasIndex(r => new { r.ToAgencyId, r.State });
        request.HasIndex(r => new { r.FromAgencyId, r.State });
        request.HasIndex(r => r.RecordId);
    }

    public void Configure(EntityTypeBuilder<DisclosureText> text)
    {
        text.ToTable("p_disclosure_texts");
        text.Holds(Nature.Pseudonym, "as its record", "What one agency asked of another and the answer")
            .Column(t => t.Words, nature: Nature.Personal)
            .Grants(app: Rights.All);
        text.HasKey(t => new { t.Subject, t.Question });
    }
}
