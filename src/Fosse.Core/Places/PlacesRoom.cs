using Fosse.Foundation;

namespace Fosse.Places;

/// <summary>The county's areas, settlements and postcodes.</summary>
public sealed class PlacesRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.HasOne<PointLookup>().HasOne<PlaceFinder>();
    }
}
