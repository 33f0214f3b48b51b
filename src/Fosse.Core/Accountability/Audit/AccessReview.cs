using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accountability.Audit;

public enum ReviewOutcome
{
    Justified,
    NotJustified,
}

/// <summary>
/// What a second person said about one line of the ledger. A broken glass waits for the owner's review, a line of the random sample
/// for the reader's own supervisor.
/// </summary>
public sealed class AccessReview
{
    /// <summary>The line's number in the ledger.</summary>
    public required long Line { get; init; }

    /// <summary>The agency that reviews.</summary>
    public required Guid AgencyId { get; init; }
    public required AccessReviewKind Kind { get; init; }
    public required DateTimeOffset WaitsSince { get; init; }
    public Guid? ReviewedBy { get; private set; }
    public DateTimeOffset? ReviewedAt { get; private set; }
    public ReviewOutcome? Outcome { get; private set; }

    /// <summary>What is to be done about it, without personal data.</summary>
    public string? Note { get; private set; }

    public void Conclude(ReviewOutcome outcome, string? note, Guid by, DateTimeOffset at)
    {
        if (Outcome is not null)
            throw new InvalidOperationException("The line has been reviewed.");
        (Outcome, Note, ReviewedBy, ReviewedAt) = (outcome, note, by, at);
    }
}

public enum AccessReviewKind
{
    BrokenGlass,
    Sample,
}

internal sealed class AccessReviewMapping : IEntityTypeConfiguration<AccessReview>
{
    public void Configure(EntityTypeBuilder<AccessReview> review)
    {
        review.ToTable("access_reviews");
        review
            .Holds(Nature.Staff, "6 years", "Says what a second person found about a read")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        review.HasKey(r => new
        {
            r.Line,
            r.AgencyId,
            r.Kind,
        });
        review.HasIndex(r => new { r.AgencyId, r.ReviewedAt });
    }
}
