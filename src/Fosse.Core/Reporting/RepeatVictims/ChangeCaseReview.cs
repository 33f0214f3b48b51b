using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

public sealed record CaseReviewDetails(int? Reports, int? Months, int? ReportedWithinMonths, bool HateIncident, bool Tell, string? How);

/// <summary>A council sets its rule for ASB Case Reviews: an administrator of its own does it, or any where no council of the district is a
/// member. Reports that were sent before keep what was laid down for them.</summary>
public sealed class ChangeCaseReview(SafetyDb db, CaseReviewRules rules, CountyClock clock)
{
    public const int MostReports = 20,
        MostMonths = 24,
        MostWithin = 12,
        LongestHow = 500;

    public async Task<Outcome<string>> Handle(SignedIn by, string district, int version, CaseReviewDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if ((await rules.All(stop)).FirstOrDefault(r => r.District == district) is not { } now)
            return new Refusal("", ReportingText.Of("ChangeCaseReview.NoSuchDistrict"));
        if (now.Council is { } council && council.Id != by.AgencyId)
            return new Refusal("", ReportingText.Of("ChangeCaseReview.TheirCouncil", council.Name));
        if (now.Version != version)
            return Saving.Stale(ReportingText.Of("ChangeCaseReview.Stale"));
        if (Refused(asked) is { Count: > 0 } refused)
            return refused;
        var rule = await db.Set<CouncilRule>().SingleOrDefaultAsync(r => r.District == district, stop);
        var isNew = rule is null;
        if (rule is null)
        {
            // As if it had been there with what the settings say, so that the history has what held before.
            rule = new() { District = district };
            Fill(rule, now.Rule);
            db.Attach(rule);
        }
        Fill(
            rule,
            new(
                asked.Reports!.Value,
                asked.Months!.Value,
                asked.ReportedWithinMonths!.Value,
                asked.HateIncident,
                asked.Tell,
                Saving.Tidy(asked.How)
            )
        );
        rule.Version = version + 1;
        db.Note(by, clock.Now, ReportingAdminEvents.CaseReviewChanged, now.Council?.Id, now.Name, rule);
        if (isNew)
            db.Entry(rule).State = EntityState.Added;
        return await db.SaveUnlessStale(ReportingText.Of("ChangeCaseReview.Stale"), stop) is { } stale ? stale : district;
    }

    private static void Fill(CouncilRule rule, CaseReviewRule from) =>
        (rule.Reports, rule.Months, rule.ReportedWithinMonths, rule.HateIncident, rule.Tell, rule.How) = (
            from.Reports,
            from.Months,
            from.ReportedWithinMonths,
            from.HateIncident,
            from.Tell,
            from.How
        );

    private static List<Refusal> Refused(CaseReviewDetails asked)
    {
        var refused = new List<Refusal>();
        if (asked.Reports is not (>= 2 and <= MostReports))
            refused.Add(new(nameof(asked.Reports), ReportingText.Of("ChangeCaseReview.EnterReports", MostReports)));
        if (asked.Months is not (>= 1 and <= MostMonths))
            refused.Add(new(nameof(asked.Months), ReportingText.Of("ChangeCaseReview.EnterMonths", MostMonths)));
        if (asked.ReportedWithinMonths is not (>= 1 and <= MostWithin))
            refused.Add(new(nameof(asked.ReportedWithinMonths), ReportingText.Of("ChangeCaseReview.EnterWithin", MostWithin)));
        if (Saving.Tidy(asked.How).Length is 0 or > LongestHow)
            refused.Add(new(nameof(asked.How), ReportingText.Of("ChangeCaseReview.SayHow", LongestHow)));
        return refused;
    }
}
