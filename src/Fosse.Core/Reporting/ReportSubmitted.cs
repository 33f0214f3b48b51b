using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>A reporter has shown that this report and another are theirs, after both had been sent.</summary>
public sealed record ReportsJoined(Guid Record) : IEvent
{
    public static string Name => "reporting.reports-joined.1";
}

/// <summary>Two reports that were joined count as two again.</summary>
/// <param name="Record">One of the two.</param>
/// <param name="Pair">The number of their pair.</param>
public sealed record ReportsParted(Guid Record, Guid Pair) : IEvent
{
    public static string Name => "reporting.reports-parted.1";
}

/// <summary>A report has arrived.</summary>
public sealed record ReportSubmitted(Guid Record) : IEvent
{
    public static string Name => "reporting.report-submitted.1";
}
