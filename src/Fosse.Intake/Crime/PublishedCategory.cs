using System.Text;

namespace Fosse.Intake.Crime;

/// <summary>
/// The crime types of data.police.uk, those of earlier years included (https://www.police.uk/pu/about-police.uk-crime-data/). Spaces,
/// capitals and dashes do not matter; anti-social behaviour is told in whatever words, because it is never counted as crime.
/// </summary>
internal static class PublishedCategory
{
    public const string AntiSocialBehaviour = "Anti-social behaviour";

    private static readonly Dictionary<string, string> Known = new[]
    {
        AntiSocialBehaviour,
        "Bicycle theft",
        "Burglary",
        "Criminal damage and arson",
        "Drugs",
        "Other crime",
        "Other theft",
        "Possession of weapons",
        "Public disorder and weapons",
        "Public order",
        "Robbery",
        "Shoplifting",
        "Theft from the person",
        "Vehicle crime",
        "Violence and sexual offences",
        "Violent crime",
    }.ToDictionary(Letters);

    /// <returns>The word as it is published, UTF-8; of one that is not known the word itself, without the spaces around it.</returns>
    public static byte[] Of(byte[] word)
    {
        var text = Encoding.UTF8.GetString(word).Trim();
        return Encoding.UTF8.GetBytes(Published(text) ?? text);
    }

    /// <summary>Whether files of that month (yyyymm) have such a crime type.</summary>
    public static bool IsKnown(byte[] word, int month) =>
        Published(Encoding.UTF8.GetString(word)) is { } known && (month < Today || !Ended.Contains(known));

    // Since this month the crime types are those of today.
    private const int Today = 201305;

    private static readonly string[] Ended = ["Public disorder and weapons", "Violent crime"];

    private static string? Published(string text)
    {
        var letters = Letters(text);
        return Known.TryGetValue(letters, out var known) ? known
            : letters.Contains("antisocial", StringComparison.Ordinal) || letters is "asb" ? AntiSocialBehaviour
            : null;
    }

    private static string Letters(string text) =>
        string.Concat(text.Replace("&", "and", StringComparison.Ordinal).Where(char.IsLetter).Select(char.ToLowerInvariant));
}
