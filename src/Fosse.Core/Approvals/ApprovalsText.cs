using Fosse.Foundation;

namespace Fosse.Approvals;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class ApprovalsText
{
    private static readonly RoomText Words = new(typeof(ApprovalsText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
