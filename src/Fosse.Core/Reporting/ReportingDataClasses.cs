using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>The personal data that records of this room hold.</summary>
public static class ReportingDataClasses
{
    /// <summary>What somebody told about a crime or incident.</summary>
    public static DataClass Report { get; } = new(nameof(Report)) { OwnDesk = true };
}
