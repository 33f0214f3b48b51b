using Fosse.Foundation;

namespace Fosse.Records;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class RecordsText
{
    private static readonly RoomText Words = new(typeof(RecordsText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
