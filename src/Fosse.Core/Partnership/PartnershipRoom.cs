using Fosse.Foundation;
using Fosse.Partnership.Disclosure;

namespace Fosse.Partnership;

/// <summary>The agencies that work together, their teams, what they agreed to share, and what one asks of another.</summary>
public sealed class PartnershipRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Has<AddAgency>().Has<AddTeam>().Has<TeamAreas>().Has<Agreements>();
        room.Has<Disclosures>().Has<DisclosureReading>();
    }
}
