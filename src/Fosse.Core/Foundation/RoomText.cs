using System.Globalization;
using System.Resources;

namespace Fosse.Foundation;

/// <summary>The sentences of a room, in the reader's language. <c>TriageText</c> has its own in <c>TriageWords.resx</c> beside it; a
/// translation is one file more.</summary>
public sealed class RoomText
{
    private readonly string name;
    private readonly ResourceManager words;

    /// <param name="room">The class of the room that is called for its text.</param>
    public RoomText(Type room)
    {
        ArgumentNullException.ThrowIfNull(room);
        name = room.Name.Replace("Text", "Words", StringComparison.Ordinal);
        words = new($"{room.Namespace}.{name}", room.Assembly);
    }

    public string Of(string key, params object?[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var text = Held(key) ?? throw new MissingManifestResourceException($"{name} has no {key}.");
        return parts.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, parts);
    }

    /// <returns>None where the room has no such key.</returns>
    public string? Held(string key) => words.GetString(key, CultureInfo.CurrentUICulture);
}
