using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>What staff did with a report.</summary>
public enum DeedKind
{
    Assigned,
    Redirected,
    Diverted,
    Released,
    Merged,
    Asked,
    Replied,
    Noted,
    Closed,
    Published,
    Rewritten,
    TakenBack,
    PlaceCorrected,
    CategoryCorrected,
    TeamChanged,
    Parted,
}

/// <summary>Staff did something with a report.</summary>
public sealed record DeedDone(Guid Record, DeedKind Kind) : IEvent
{
    public static string Name => "reporting.deed-done.1";
}

/// <summary>A reporter wrote, withdrew their report or opened it again.</summary>
public sealed record ReporterWrote(Guid Record, MessageKind Kind) : IEvent
{
    public static string Name => "reporting.reporter-wrote.1";
}
