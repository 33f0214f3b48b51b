using Fosse.Foundation;

namespace Fosse.Administration;

/// <summary>What administrators see and do across agencies, people and the running house.</summary>
public sealed class AdministrationRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Has<ChangeAgency>().Has<AgencyLeaves>().Has<RetryStuck>();
    }
}
