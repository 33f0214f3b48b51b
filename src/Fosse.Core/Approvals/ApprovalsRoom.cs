using Fosse.Foundation;

namespace Fosse.Approvals;

/// <summary>What nobody does alone: proposals, and who has approved them.</summary>
public sealed class ApprovalsRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Has<ApprovalDesk>().Has<ApprovalRows>().Job<LapseApprovals>();
    }
}
