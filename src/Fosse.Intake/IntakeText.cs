using Fosse.Foundation;

namespace Fosse.Intake;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class IntakeText
{
    private static readonly RoomText Words = new(typeof(IntakeText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
