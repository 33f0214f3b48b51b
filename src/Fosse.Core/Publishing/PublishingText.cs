using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>The sentences that go with published figures, and what a question about them is refused with.</summary>
internal static class PublishingText
{
    private static readonly RoomText Words = new(typeof(PublishingText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);

    /// <summary>The word of a category or an outcome of the files, which is English where no translation is held.</summary>
    public static string OfFile(string kind, string word) => Words.Held($"{kind}.{word}") ?? word;
}
