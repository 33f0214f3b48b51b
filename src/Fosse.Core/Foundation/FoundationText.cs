namespace Fosse.Foundation;

/// <summary>What every room refuses with, in the reader's language.</summary>
internal static class FoundationText
{
    private static readonly RoomText Words = new(typeof(FoundationText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
