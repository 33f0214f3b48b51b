namespace Fosse.Web.Partner.Approvals;

/// <summary>Names the words of these pages: ApprovalsWords.resx.</summary>
public sealed class ApprovalsWords;
