using System.Text.RegularExpressions;

namespace Fosse.Tests.HouseRules;

/// <summary>Something that looks like a secret: which kind, and where.</summary>
internal sealed record LooksSecret(string Kind, int Line, string Text);

/// <summary>Finds what should never be in a repository: keys, tokens of forms that are known, passwords of servers, and words by chance
/// that are given a secret's name.</summary>
internal static partial class Secrets
{
    private const int ShortestByChance = 20;

    // Of digits and letters by chance each sign holds five to six bits of wonder; names and sentences hold less than four.
    private const double LeastBits = 3.7;

    private static readonly (string Kind, Regex Form)[] Forms =
    [
        ("private key", PrivateKey()),
        ("cloud key", CloudKey()),
        ("token", Token()),
        ("signed token", SignedToken()),
        ("password in an address", InAddress()),
    ];

    public static IEnumerable<LooksSecret> In(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var (kind, form) in Forms)
            {
                foreach (Match found in form.Matches(lines[i]))
                    yield return new(kind, i + 1, found.Value);
            }
            foreach (Match found in InConnection().Matches(lines[i]))
            {
                if (!IsPlaceholder(found.Groups["value"].Value))
                    yield return new("password of a server", i + 1, found.Value);
            }
            foreach (Match found in Named().Matches(lines[i]))
            {
                if (IsByChance(found.Groups["value"].Value))
                    yield return new("words by chance under a secret's name", i + 1, found.Value);
            }
        }
    }

    // What stands for a password in an example: dots, angle brackets, a variable.
    private static bool IsPlaceholder(string value) =>
        value.Length < 3
        || value.All(c => c is '…' or '.' or '*' or 'x' or 'X')
        || value[0] is '<' or '$' or '{' or '%' or '…'
        || value is "null" or "password" or "secret";

    private static bool IsByChance(string value)
    {
        if (value.Length < ShortestByChance || !value.Any(char.IsAsciiDigit) || !value.Any(char.IsAsciiLetter))
            return false;
        var bits = -value.GroupBy(c => c).Sum(g => (double)g.Count() / value.Length * Math.Log2((double)g.Count() / value.Length));
        return bits >= LeastBits;
    }

    [GeneratedRegex("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-Fil[e]|AGE-SECRET-KEY-1[0-9A-Z]{20,}")]
    private static partial Regex PrivateKey();

    // Amazon; Google; Azure storage, its shared signatures and its application secrets.
    [GeneratedRegex(
        @"\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b|\bGOCSPX-[0-9A-Za-z_-]{20,}"
            + @"|\bAccountKey=[0-9A-Za-z+/]{40,}|[?&]sig=[0-9A-Za-z%+/]{30,}|\b[0-9A-Za-z]{3}8Q~[0-9A-Za-z_.~-]{30,}"
    )]
    private static partial Regex CloudKey();

    // GitHub, GitLab, npm, NuGet, Slack, Stripe, SendGrid, Twilio, PyPI, Docker, Hugging Face, Notify.
    [GeneratedRegex(
        @"\bgh[pousr]_[0-9A-Za-z]{36,}\b|\bgithub_pat_[0-9A-Za-z_]{50,}|\bglpat-[0-9A-Za-z_-]{20,}"
            + @"|\bnpm_[0-9A-Za-z]{36}\b|\boy2[0-9a-z]{43}\b|\bxox[abeoprs]-[0-9A-Za-z-]{10,}|\b[rs]k_live_[0-9A-Za-z]{16,}"
            + @"|\bSG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}|\bSK[0-9a-f]{32}\b|\bpypi-[0-9A-Za-z_-]{40,}"
            + @"|\bdckr_pat_[0-9A-Za-z_-]{20,}|\bhf_[0-9A-Za-z]{30,}\b|\b\w+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-"
            + @"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    )]
    private static partial Regex Token();

    [GeneratedRegex(
        @"\beyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}|\bBearer [0-9A-Za-z._~+/-]{20,}|\bBasic [0-9A-Za-z+/]{16,}={0,2}"
    )]
    private static partial Regex SignedToken();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s/:@""'<>{}$…]+:[^\s/:@""'<>{}$…]{3,}@[0-9A-Za-z.-]+")]
    private static partial Regex InAddress();

    [GeneratedRegex(@"(?:^|[;""'\s])(?:Password|Pwd|PGPASSWORD)\s*=\s*(?<value>[^;""'\s\\,)]+)", RegexOptions.IgnoreCase)]
    private static partial Regex InConnection();

    [GeneratedRegex(
        @"(?:password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|credential|key)\w*[""']?\s*(?:="
            + @"|:|=>|,)\s*[""']?(?<value>[0-9A-Za-z+/=_-]{20,})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Named();
}
