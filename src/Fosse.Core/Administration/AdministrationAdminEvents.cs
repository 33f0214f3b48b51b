using Fosse.Foundation;

namespace Fosse.Administration;

/// <summary>What administrators do in this room.</summary>
public static class AdministrationAdminEvents
{
    public static AdminEventKind AgencyChanged { get; } = new(nameof(AgencyChanged));
    public static AdminEventKind AgencyLeaves { get; } = new(nameof(AgencyLeaves));
    public static AdminEventKind AgencyStays { get; } = new(nameof(AgencyStays));
    public static AdminEventKind MessageRetried { get; } = new(nameof(MessageRetried));
    public static AdminEventKind JobRetried { get; } = new(nameof(JobRetried));
}
