using Fosse.Foundation;

namespace Fosse.Accountability;

/// <summary>What nobody does alone in this room.</summary>
public static class AccountabilityDeeds
{
    public static DeedKind ChangeRetention { get; } = new(nameof(ChangeRetention));
    public static DeedKind LiftHold { get; } = new(nameof(LiftHold));
    public static DeedKind ForgetRecord { get; } = new(nameof(ForgetRecord));
    public static DeedKind EraseRecord { get; } = new(nameof(EraseRecord));
    public static DeedKind ExportLedger { get; } = new(nameof(ExportLedger));
}
