using Fosse.Privacy;

namespace Fosse.Reporting;

/// <summary>What personal data is read for in this room.</summary>
public static class ReportingPurposes
{
    public static Purpose TriageReport { get; } = new(nameof(TriageReport));
    public static Purpose TellReporter { get; } = new(nameof(TellReporter));
}
