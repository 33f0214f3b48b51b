using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>What administrators do in this room.</summary>
public static class ReportingAdminEvents
{
    public static AdminEventKind CategoryAdded { get; } = new(nameof(CategoryAdded));
    public static AdminEventKind CategoryChanged { get; } = new(nameof(CategoryChanged));
    public static AdminEventKind CaseReviewChanged { get; } = new(nameof(CaseReviewChanged));
    public static AdminEventKind ApiKeyMade { get; } = new(nameof(ApiKeyMade));
    public static AdminEventKind ApiKeyEnded { get; } = new(nameof(ApiKeyEnded));
}
