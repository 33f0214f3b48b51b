using System.Globalization;
using System.Resources;

namespace Fosse.Publishing;

/// <summary>The sentences that go with published figures, in the reader's language. A translation is one file beside
/// PublishingWords.resx.</summary>
internal static class PublishingText
{
    private static readonly ResourceManager Words = new("Fosse.Publishing.PublishingWords", typeof(PublishingText).Assembly);

    public static string Of(string key, params object?[] parts)
    {
        var text =
            Words.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException($"PublishingWords has no {key}.");
        return parts.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, parts);
    }

    /// <summary>The word of a category or an outcome of the files, which is English where no translation is held.</summary>
    public static string OfFile(string kind, string word) => Words.GetString($"{kind}.{word}", CultureInfo.CurrentUICulture) ?? word;
}
