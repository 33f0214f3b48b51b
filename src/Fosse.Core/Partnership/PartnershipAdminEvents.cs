using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>What administrators do in this room.</summary>
public static class PartnershipAdminEvents
{
    public static AdminEventKind AgencyAdded { get; } = new(nameof(AgencyAdded));
    public static AdminEventKind TeamAdded { get; } = new(nameof(TeamAdded));
    public static AdminEventKind TeamChanged { get; } = new(nameof(TeamChanged));
    public static AdminEventKind AreaGiven { get; } = new(nameof(AreaGiven));
    public static AdminEventKind AnsweringChanged { get; } = new(nameof(AnsweringChanged));
    public static AdminEventKind NobodyAsked { get; } = new(nameof(NobodyAsked));
    public static AdminEventKind AreaTaken { get; } = new(nameof(AreaTaken));
}
