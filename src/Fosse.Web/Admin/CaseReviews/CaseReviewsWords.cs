namespace Fosse.Web.Admin.CaseReviews;

/// <summary>Names the words about councils' rules for ASB Case Reviews; they are in CaseReviewsWords.resx.</summary>
public sealed class CaseReviewsWords;
