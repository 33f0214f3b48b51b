using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>What a second person says about a line that waits for one.</summary>
public sealed record ConcludeReview(long Line, AccessReviewKind Kind, ReviewOutcome? Outcome, string Note);

/// <summary>A line that waits for somebody to look at it, or that somebody has looked at.</summary>
/// <param name="Reference">Of the record; none where the line is about no record.</param>
/// <param name="Mine">The reader is the one who looks at this list: somebody else has to.</param>
public sealed record ReviewLine(
    LedgerLine Line,
    AccessReviewKind Kind,
    DateTimeOffset WaitsSince,
    string Reader,
    string? Reference,
    bool Mine,
    AccessReview? Review
)
{
    /// <summary>Whether whoever asks has opened the reason that was typed; true where none was. Told of one line alone.</summary>
    public bool ReasonRead { get; init; } = true;

    public Deadline Clock => ReviewDeadlines.RuleOf(Kind).Since(WaitsSince, met: Review?.ReviewedAt);
}

public sealed class AccessReviews(SafetyDb db, Ledger ledger, CountyClock clock)
{
    public const int LongestNote = 500;

    public async Task<Outcome<AccessReview>> Conclude(ConcludeReview conclude, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(conclude);
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(AccountabilityPermissions.ReviewAccess))
            return new Refusal("", AccountabilityText.Of("ReviewAccess.MayNotReview"));
        if (await db.ReviewLine(conclude.Line, conclude.Kind, by, stop) is not { } found)
            return new Refusal("", AccountabilityText.Of("ReviewAccess.NoSuchLine"));
        if (found.Mine)
            return new Refusal("", AccountabilityText.Of("ReviewAccess.OwnRead"));
        if (found.Line.Subject is { } about && await db.Conflict(about, by, stop) is { } conflict)
            return conflict;
        if (found.Review?.Outcome is not null)
            return new Refusal("", AccountabilityText.Of("ReviewAccess.ReviewedAlready"));
        var refusals = new List<Refusal>();
        if (conclude.Outcome is not { } outcome)
            refusals.Add(new("outcome", AccountabilityText.Of("ReviewAccess.ChooseWhetherGood")));
        if (conclude.Outcome is ReviewOutcome.NotJustified && string.IsNullOrWhiteSpace(conclude.Note))
            refusals.Add(new("note", AccountabilityText.Of("ReviewAccess.SayWhatToDo")));
        if (conclude.Note.Length > LongestNote)
            refusals.Add(new("note", AccountabilityText.Of("ReviewAccess.WhatToDoTooLong")));
        if (refusals.Count > 0)
            return refusals;

        var review = await db.Set<AccessReview>()
            .SingleOrDefaultAsync(r => r.Line == conclude.Line && r.AgencyId == by.AgencyId && r.Kind == conclude.Kind, stop);
        if (review is null)
            db.Add(
                review = new AccessReview
                {
                    Line = conclude.Line,
                    AgencyId = by.AgencyId,
                    Kind = conclude.Kind,
                    WaitsSince = found.WaitsSince,
                }
            );
        review.Conclude(
            conclude.Outcome!.Value,
            string.IsNullOrWhiteSpace(conclude.Note) ? null : conclude.Note.Trim(),
            by.AccountId,
            clock.Now
        );
        db.Announce(new AccessReviewed(conclude.Line, by.AgencyId, conclude.Kind, conclude.Outcome!.Value));
        try
        {
            var said = $"Review of line {conclude.Line} ({conclude.Kind}): {conclude.Outcome!.Value}.";
            await ledger.SaveWith(db, DecidedLine.Of(by, found.Line.Subject, said), stop);
        }
        catch (DbUpdateException)
        {
            return new Refusal("", AccountabilityText.Of("ReviewAccess.ReviewedAtOnce"));
        }
        return review;
    }
}

/// <summary>A second person has said whether a read was right.</summary>
public sealed record AccessReviewed(long Line, Guid AgencyId, AccessReviewKind Kind, ReviewOutcome Outcome) : IEvent
{
    public static string Name => "people.access-reviewed.1";
}
