using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>A report has arrived.</summary>
public sealed record ReportSubmitted(Guid Record) : IEvent
{
    public static string Name => "reporting.report-submitted.1";
}
