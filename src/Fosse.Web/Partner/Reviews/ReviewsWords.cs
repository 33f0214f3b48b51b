namespace Fosse.Web.Partner.Reviews;

/// <summary>Names the words of the pages of the review of access; they are in ReviewsWords.resx.</summary>
public sealed class ReviewsWords;
