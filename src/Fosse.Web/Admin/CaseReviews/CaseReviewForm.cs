using Fosse.Reporting;

namespace Fosse.Web.Admin.CaseReviews;

/// <summary>The boxes about the rule of one council, as they are sent.</summary>
public sealed class CaseReviewForm
{
    public int? Reports { get; set; }
    public int? Months { get; set; }
    public int? ReportedWithinMonths { get; set; }
    public bool HateIncident { get; set; }
    public bool Tell { get; set; }
    public string? How { get; set; }

    internal CaseReviewDetails Details => new(Reports, Months, ReportedWithinMonths, HateIncident, Tell, How);

    internal static CaseReviewForm Of(CaseReviewRule rule) =>
        new()
        {
            Reports = rule.Reports,
            Months = rule.Months,
            ReportedWithinMonths = rule.ReportedWithinMonths,
            HateIncident = rule.HateIncident,
            Tell = rule.Tell,
            How = rule.How,
        };
}
