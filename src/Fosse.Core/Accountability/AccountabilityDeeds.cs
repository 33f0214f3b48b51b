using Fosse.Foundation;

namespace Fosse.Accountability;

/// <summary>What nobody does alone in this room.</summary>
public static class AccountabilityDeeds
{
    public static JointDeed ChangeRetention { get; } = new(nameof(ChangeRetention));
    public static JointDeed LiftHold { get; } = new(nameof(LiftHold));
    public static JointDeed ForgetRecord { get; } = new(nameof(ForgetRecord));
    public static JointDeed EraseRecord { get; } = new(nameof(EraseRecord));
    public static JointDeed EmptyFields { get; } = new(nameof(EmptyFields));
    public static JointDeed ExportLedger { get; } = new(nameof(ExportLedger));
}
