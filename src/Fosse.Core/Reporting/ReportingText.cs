using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class ReportingText
{
    private static readonly RoomText Words = new(typeof(ReportingText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
