using System.Diagnostics;
using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Evidence;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Papers that are locked against printing alone, and those whose bytes are written as differences, are taken; what is not says
/// what to do.</summary>
public sealed class BoundPapersTests
{
    private const int Row = 7;

    public static TheoryData<string, byte[]> Taken =>
        new()
        {
            { "locked against printing, as programs of today do it", new BoundPaper { Lock = 6 }.Written() },
            { "the same with its objects in a stream", new BoundPaper { Lock = 6, InStreams = true }.Written() },
            { "locked as in 2009", new BoundPaper { Lock = 5 }.Written() },
            { "the differences to the row above, as PNG has them", new BoundPaper { Pack = b => Rows(b, _ => 2) }.Written() },
            { "every kind of row", new BoundPaper { Pack = b => Rows(b, row => row % 5) }.Written() },
            { "the same with its objects in a stream", new BoundPaper { Pack = b => Rows(b, row => row % 5), InStreams = true }.Written() },
            { "differences of samples, as TIFF has them", new BoundPaper { Pack = Samples }.Written() },
            {
                "locked and in differences",
                new BoundPaper
                {
                    Lock = 6,
                    Pack = b => Rows(b, _ => 1),
                    InStreams = true,
                }.Written()
            },
        };

    [Theory, MemberData(nameof(Taken), DisableDiscoveryEnumeration = true)]
    public void It_is_taken_and_shows_its_words(string what, byte[] paper)
    {
        var kept = EvidenceFile.Look(paper).Content.ToArray();
        Assert.DoesNotContain("Encrypt", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        // Whoever has a reader of PDFs sees that what was made is one, and that both show the same.
        Assert.True(Read(paper) is null or "Dear Sir or Madam", $"{what}: it was made wrongly: {Read(paper)}");
        Assert.True(Read(kept) is null or "Dear Sir or Madam", $"{what}: {Read(kept)}");
    }

    public static TheoryData<string, byte[], string> NotTaken =>
        new()
        {
            { "a password opens it", new BoundPaper { Lock = 6, Password = "secret" }.Written(), "locked with a password" },
            { "an old lock", Paper.Of(trailer: "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 >> "), "photograph the page" },
            {
                "a lock of a shop",
                Paper.Of(trailer: "/Encrypt << /Filter /Adobe.APS /V 5 /R 6 >> "),
                "print it to PDF without one, or photograph the page"
            },
            { "a scan in JBIG2", Picture("JBIG2Decode"), "pictures in JBIG2 or JPEG 2000, as some scanners make them" },
            { "a scan in JPEG 2000", Picture("JPXDecode"), "Print it to PDF anew, or photograph the page" },
            { "differences of no known kind", new BoundPaper { Pack = b => Said(b, "/Predictor 9") }.Written(), "cannot be looked into" },
            {
                "rows of an endless length",
                new BoundPaper { Pack = b => Said(b, "/Predictor 12 /Columns 99999999") }.Written(),
                "looked into"
            },
            { "rows of no known kind", new BoundPaper { Pack = b => Rows(b, _ => 7) }.Written(), "cannot be looked into" },
        };

    [Theory, MemberData(nameof(NotTaken), DisableDiscoveryEnumeration = true)]
    public void What_is_not_taken_says_what_to_do(string what, byte[] paper, string says)
    {
        var refused = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(paper));
        Assert.True(refused.Problem.Contains(says, StringComparison.Ordinal), $"{what}: {refused.Problem}");
        Assert.InRange(refused.Problem.Length, 20, 219);
    }

    // What is drawn must be looked into also where it is written as differences.
    [Fact]
    public void A_picture_that_has_taken_over_readers_hides_behind_no_differences()
    {
        var marks = Encoding.ASCII.GetBytes("BI /W 1 /H 1 /F /JBIG2Decode ID x EI");
        var (says, packed) = Rows(marks, row => row % 5);
        var paper = Paper.Of(page: "/Contents 9 0 R", objects: Paper.Stream(9, says, packed));
        var refused = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(paper));
        Assert.Contains("JBIG2", refused.Problem, StringComparison.Ordinal);
    }

    // Fax machines and most scanners of black and white.
    [Fact]
    public void A_scan_in_the_way_of_fax_is_kept_to_the_byte()
    {
        byte[] scan = [0x26, 0xA1, 0x93, 0x00, 0x10, 0x01];
        var kept = EvidenceFile.Look(Picture("CCITTFaxDecode", scan)).Content.Span;
        Assert.True(kept.IndexOf(scan) > 0);
    }

    private static byte[] Picture(string way, byte[]? bytes = null) =>
        Paper.Of(
            page: "/Resources << /XObject << /X 9 0 R >> >>",
            objects: Paper.Stream(9, $"/Subtype /Image /Width 8 /Height 1 /Filter /{way}", bytes ?? [0])
        );

    private static (string, byte[]) Said(byte[] bytes, string says) =>
        ($"/Filter /FlateDecode /DecodeParms << {says} >>", MadeUpFiles.Packed(bytes));

    private static (string, byte[]) Samples(byte[] bytes)
    {
        var made = bytes.ToArray();
        for (var at = made.Length - 1; at >= 0; at--)
            made[at] -= at % Row == 0 ? (byte)0 : bytes[at - 1];
        return Said(made, $"/Predictor 2 /Columns {Row}");
    }

    private static (string, byte[]) Rows(byte[] bytes, Func<int, int> kind)
    {
        var made = new List<byte>();
        for (var at = 0; at < bytes.Length; at++)
        {
            var (row, column) = (at / Row, at % Row);
            if (column == 0)
                made.Add((byte)kind(row));
            int left = column > 0 ? bytes[at - 1] : 0,
                above = row > 0 ? bytes[at - Row] : 0,
                corner = row > 0 && column > 0 ? bytes[at - Row - 1] : 0;
            var guess = left + above - corner;
            var nearest = new[] { left, above, corner }.MinBy(x => Math.Abs(guess - x));
            made.Add((byte)(bytes[at] - new[] { 0, left, above, (left + above) / 2, nearest }.ElementAtOrDefault(kind(row))));
        }
        return Said([.. made], $"/Predictor 15 /Columns {Row}");
    }

    // None where this machine has no pdftotext.
    private static string? Read(byte[] paper)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, paper);
            using var reader = Process.Start(
                new ProcessStartInfo("pdftotext", [path, "-"]) { RedirectStandardOutput = true, RedirectStandardError = true }
            );
            return reader!.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
