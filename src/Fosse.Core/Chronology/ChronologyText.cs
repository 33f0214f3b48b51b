using Fosse.Foundation;

namespace Fosse.Chronology;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class ChronologyText
{
    private static readonly RoomText Words = new(typeof(ChronologyText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
