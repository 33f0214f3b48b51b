using Fosse.Foundation;

namespace Fosse.Accountability;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class AccountabilityText
{
    private static readonly RoomText Words = new(typeof(AccountabilityText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
