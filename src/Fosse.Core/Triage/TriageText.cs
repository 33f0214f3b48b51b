using Fosse.Foundation;

namespace Fosse.Triage;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class TriageText
{
    private static readonly RoomText Words = new(typeof(TriageText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
