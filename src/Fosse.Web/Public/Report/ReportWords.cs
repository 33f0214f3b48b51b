namespace Fosse.Web.Public.Report;

/// <summary>Names the words of the report journey and of its status page; they are in ReportWords.resx.</summary>
public sealed class ReportWords;
