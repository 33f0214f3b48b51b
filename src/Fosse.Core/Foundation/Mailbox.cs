using System.Globalization;
using Fosse.Privacy;
using MimeKit;

namespace Fosse.Foundation;

/// <summary>What one address of mail is, wherever somebody types one: what mail can never reach is refused before it is kept.</summary>
public static class Mailbox
{
    /// <summary>The longest that the servers of the net take (RFC 5321, 4.5.3.1; RFC 3696, erratum 1690).</summary>
    public const int Longest = 254;

    private const int LongestName = 64;

    // Strict: what is a list, a group or half an address to some server is refused here.
    internal static readonly ParserOptions One = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    private static readonly IdnMapping Names = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>Without what came along unseen when it was pasted.</summary>
    public static string Tidy(string? typed) => UnseenText.Without(typed ?? "").Trim();

    /// <summary>Whether this is one mailbox as mail needs it, without a name or anything else beside it.</summary>
    public static bool Is(string said) => Sent(said) is not null;

    /// <summary>The same where everybody's servers must find it: no server answers for a last part alone.</summary>
    public static bool IsOnTheNet(string said) =>
        Sent(said) is { } sent
        && sent[(sent.LastIndexOf('@') + 1)..] is var domain
        && domain.LastIndexOf('.') is > 0 and var dot
        && !domain[(dot + 1)..].All(char.IsAsciiDigit);

    /// <summary>Whether letters stand before the sign that only servers with SMTPUTF8 take: ours does not ask them to.</summary>
    public static bool NeedsOtherLetters(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.LastIndexOf('@') is > 0 and var at && !Ascii(said[..at]);
    }

    /// <summary>As it is handed to a server: the part behind the sign in letters that servers know. None where it is no mailbox.</summary>
    public static string? Sent(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var at = said.LastIndexOf('@');
        if (
            at is < 1 or > LongestName
            || said.Length > Longest
            || UnseenText.IsIn(said)
            || !Ascii(said[..at])
            || Domain(said[(at + 1)..]) is not { } domain
        )
            return null;
        var sent = $"{said[..at]}@{domain}";
        return
            sent.Length <= Longest
            && MailboxAddress.TryParse(One, sent, out var address)
            && string.Equals(address.GetAddress(idnEncode: true), sent, StringComparison.OrdinalIgnoreCase)
            && string.IsNullOrEmpty(address.Name)
            ? sent
            : null;
    }

    private static string? Domain(string said)
    {
        if (said.Length == 0 || said.EndsWith('.'))
            return null;
        try
        {
            return Names.GetAscii(said);
        }
        catch (ArgumentException)
        {
            return null; // no name of the net: too long, empty between two dots, a blank, a sign
        }
    }

    private static bool Ascii(string text) => text.All(c => c is > ' ' and < '\u007F' and not '"');
}
