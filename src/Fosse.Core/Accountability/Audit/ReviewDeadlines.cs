using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>How soon a second person looks at a read.</summary>
public static class ReviewDeadlines
{
    public static DeadlineKind Glass { get; } = new("ReviewEmergency");
    public static DeadlineKind Sample { get; } = new("ReviewSample");

    internal static DeadlineRule GlassRule { get; } =
        new(
            Glass,
            DeadlineLength.WorkingDays(3),
            DeadlineLength.WorkingDays(1),
            "a second person has said whether it was right",
            (db, _) => Waiting(db, AccessReviewKind.BrokenGlass),
            AccountabilityPermissions.ReviewAccess
        )
        {
            Wakes = new(
                DeadlineState.Missed,
                TimeSpan.FromDays(1),
                Duty: false,
                () => AccountabilityText.Of("ReviewDeadlines.Subject"),
                (count, _, _) => AccountabilityText.Of("ReviewDeadlines.Words", count)
            ),
        };

    internal static DeadlineRule SampleRule { get; } =
        new(
            Sample,
            DeadlineLength.WorkingDays(10),
            DeadlineLength.WorkingDays(3),
            "a second person has said whether it was right",
            (db, _) => Waiting(db, AccessReviewKind.Sample),
            AccountabilityPermissions.ReviewAccess
        );

    internal static DeadlineRule RuleOf(AccessReviewKind kind) => kind is AccessReviewKind.BrokenGlass ? GlassRule : SampleRule;

    // Their page is that of the agency's reviews, so they are about the agency.
    private static IQueryable<OpenDeadline> Waiting(SafetyDb db, AccessReviewKind kind) =>
        db.Set<AccessReview>()
            .AsNoTracking()
            .Where(r => r.Kind == kind && r.ReviewedAt == null)
            .OrderBy(r => r.WaitsSince)
            .Select(r => new OpenDeadline
            {
                About = r.AgencyId,
                Name = "",
                AgencyId = r.AgencyId,
                TeamId = null,
                AccountId = null,
                Since = r.WaitsSince,
            });
}
