using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Papers of one page, written by hand.</summary>
internal static partial class Paper
{
    public static byte[] Of(string catalogue = "", string trailer = "", string page = "", byte[]? objects = null)
    {
        var root = trailer.Contains("/Root", StringComparison.Ordinal) ? "" : "/Root 1 0 R ";
        return
        [
            .. "%PDF-1.7\n"u8,
            .. Object(1, $"<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
            .. Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            .. Object(3, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] {page} >>"),
            .. objects ?? [],
            .. Encoding.Latin1.GetBytes($"trailer\n<< /Size 20 {root}{trailer}>>\nstartxref\n9\n%%EOF\n"),
        ];
    }

    public static byte[] Object(int number, string value) =>
        Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{value}\nendobj\n"));

    public static byte[] Stream(int number, string dictionary, byte[] content) =>
        [
            .. Encoding.Latin1.GetBytes($"{number} 0 obj\n<< {dictionary} /Length {content.Length} >>\nstream\n"),
            .. content,
            .. "\nendstream\nendobj\n"u8,
        ];

    public static byte[] Packed(int number, string dictionary, string content) =>
        Stream(number, dictionary, MadeUpFiles.Packed(Encoding.Latin1.GetBytes(content)));

    /// <summary>All that stands in it, packed or not, with words that are written as hexadecimal digits read.</summary>
    public static string Everything(byte[] paper)
    {
        var text = Encoding.Latin1.GetString(paper);
        var words = Words().Replace(text, m => Encoding.Latin1.GetString(Convert.FromHexString(m.Groups[1].Value)));
        return string.Join('\n', [text, words, .. Streams(paper)]);
    }

    public static IEnumerable<string> Streams(byte[] paper)
    {
        foreach (Match stream in Stream().Matches(Encoding.Latin1.GetString(paper)))
        {
            var said = stream.Groups[1].Value.Trim();
            var bytes = Digits().IsMatch(said) ? Convert.FromHexString(said[..^1]) : Encoding.Latin1.GetBytes(stream.Groups[1].Value);
            string content;
            try
            {
                using var packed = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
                using var plain = new MemoryStream();
                packed.CopyTo(plain);
                content = Encoding.Latin1.GetString(plain.ToArray());
            }
            catch (InvalidDataException)
            {
                content = Encoding.Latin1.GetString(bytes);
            }
            yield return content.Trim();
        }
    }

    [GeneratedRegex("stream\r?\n(.*?)\r?\n?endstream", RegexOptions.Singleline)]
    private static partial Regex Stream();

    [GeneratedRegex("^[0-9A-F]+>$")]
    private static partial Regex Digits();

    [GeneratedRegex("<((?:[0-9A-F]{2})+)>")]
    private static partial Regex Words();
}
