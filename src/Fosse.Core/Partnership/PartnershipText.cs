using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class PartnershipText
{
    private static readonly RoomText Words = new(typeof(PartnershipText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
