using Fosse.Foundation;

namespace Fosse.Administration;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class AdministrationText
{
    private static readonly RoomText Words = new(typeof(AdministrationText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
