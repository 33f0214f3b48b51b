using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Evidence;
using Fosse.Tests.Exchange;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Papers as office programs and telephones write them are taken. What a word on a page says, or how a paper wants to be shown,
/// makes nothing of it that acts.</summary>
public sealed class OddPapersTests
{
    private static readonly string[] Taken =
    [
        "libreoffice-letter.pdf",
        "start-view-as-array.pdf",
        "gs-words-delivery-collection.pdf",
        "words-typescript-javascript-on-page.pdf",
        "chromium-printed.pdf",
        "gs-plain-words.pdf",
        "plain.pdf",
        "trailing-nul-padding.pdf",
    ];

    public static TheoryData<string> Cases() => [.. Taken];

    [Theory, MemberData(nameof(Cases))]
    public void These_are_taken_with_all_their_pages(string name)
    {
        var kept = Kept(File.ReadAllBytes(Path.Combine(SharedData.Cases("papers"), name)));
        Assert.Contains("/Contents", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("OpenAction", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail-footer-after-eof.pdf", "Something follows the end")]
    [InlineData("bytes-before-header.pdf", "does not begin like one")]
    public void These_are_refused_and_it_is_said_why(string name, string says) =>
        Says(File.ReadAllBytes(Path.Combine(SharedData.Cases("papers"), name)), says);

    /// <summary>How a paper may ask to be shown, by whatever program.</summary>
    [Theory]
    [InlineData("/OpenAction [3 0 R /XYZ null null 0]")]
    [InlineData("/OpenAction [3 0 R /Fit]")]
    [InlineData("/OpenAction [3 0 R /FitH 826]")]
    [InlineData("/OpenAction << /S /GoTo /D [3 0 R /FitR 0 0 9 9] >>")]
    [InlineData("/OpenAction << /S /GoTo /D (chapter.1) >> /Names << /Dests << /Names [(chapter.1) [3 0 R /Fit]] >> >>")]
    [InlineData("/OpenAction << /S /Named /N /Print >>")]
    [InlineData("/OpenAction /chapter.1 /Dests << /chapter.1 [3 0 R /Fit] >>")]
    [InlineData("/OpenAction null /AA << >>")]
    [InlineData("/PageMode /UseOutlines /PageLayout /OneColumn /ViewerPreferences << /DisplayDocTitle true >> /Lang (en-GB)")]
    [InlineData("/PageLabels << /Nums [0 << /S /D >>] >> /MarkInfo << /Marked true >>")]
    [InlineData("/Outlines << /Title (JavaScript for beginners) /A << /S /GoTo /D [3 0 R /Fit] >> >>")]
    [InlineData("/Names << /EmbeddedFiles << /Names [] >> >>")]
    [InlineData("/Names << /EmbeddedFiles << /Kids [] >> /JavaScript << /Names [] >> >>")]
    [InlineData("/Names << /EmbeddedFiles null >> /AF [] /Collection null")]
    [InlineData("/Names << /EmbeddedFiles << /Kids [<< /Names [] >>] >> >> /AF null")]
    [InlineData("/AcroForm << /Fields [] /SigFlags 3 >>")]
    [InlineData("/OCProperties << /OCGs [] /D << /OFF [] /Order [] >> >>")]
    [InlineData("/Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 3 >> >> /Version /1.7")]
    public void How_it_wants_to_be_shown_is_left_behind_and_the_paper_taken(string catalogue)
    {
        var kept = Encoding.Latin1.GetString(Kept(Paper.Of(catalogue)));
        foreach (var left in (string[])["OpenAction", "/S /", "/Dests", "Outlines", "EmbeddedFiles", "AcroForm"])
            Assert.DoesNotContain(left, kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(The shop sells JavaScript and TypeScript books.) Tj")]
    [InlineData("(/JavaScript /JS /Launch /EmbeddedFile /EmbeddedFiles /RichMedia /XFA /OpenAction /AA) Tj")]
    [InlineData("(Launch of the rocket, EmbeddedFile and Collection) Tj")]
    [InlineData("[(Java) 20 (Script) -5 (/Launch)] TJ")]
    [InlineData("/Span << /ActualText (EmbeddedFiles /JS Launch) >> BDC (x) Tj EMC")]
    [InlineData("% /JavaScript /JS /Launch\n(x) Tj")]
    [InlineData("(obj endobj stream xref trailer %%EOF startxref /Encrypt) Tj")]
    public void A_word_on_a_page_is_a_word(string marks)
    {
        foreach (var packed in (bool[])[true, false])
        {
            var bytes = Encoding.Latin1.GetBytes($"BT {marks} ET");
            var stream = packed ? Paper.Stream(9, "/Filter /FlateDecode", MadeUpFiles.Packed(bytes)) : Paper.Stream(9, "", bytes);
            Assert.Contains($"BT {marks} ET", Paper.Streams(Kept(Paper.Of(page: "/Contents 9 0 R", objects: stream))));
        }
    }

    /// <summary>How programs err that every reader forgives.</summary>
    public static TheoryData<string, byte[], string> Slips() =>
        new()
        {
            { "two signs", Paper.Of(page: "/UserUnit --5"), "/UserUnit -5" },
            { "a sign within", Paper.Of(page: "/UserUnit 12-34"), "/UserUnit 12" },
            { "two points", Paper.Of(page: "/UserUnit 0.5.1"), "/UserUnit 0.5" },
            { "a point alone", Paper.Of(page: "/UserUnit ."), "/UserUnit 0" },
            { "a sign alone", Paper.Of(page: "/UserUnit -"), "/UserUnit 0" },
            { "in a number that shows nothing", Paper.Of("/Nothing [-.- 1..2 +-+]"), "/MediaBox" },
            { "two words without a space", Replaced("\nendstream\nendobj", "\nendstreamendobj"), "q Q" },
            { "no end of an object", Replaced("\nendstream\nendobj", "\nendstream"), "q Q" },
            { "a length that is too long", Replaced("/Length 3", "/Length 30000"), "q Q" },
            { "a length that is too short", Replaced("/Length 3", "/Length 1"), "q Q" },
            { "a space after its mark", Replaced("\nstream\n", "\nstream \n"), "q Q" },
            { "lines that end as on an old computer of Apple", Replaced("\nstream\n", "\rstream\r"), "q Q" },
            { "a wrong sum of what is packed", Sum(1, 2, 3, 4), "/FlateDecode" },
            { "no sum of what is packed", Sum(), "/FlateDecode" },
        };

    [Theory, MemberData(nameof(Slips), DisableDiscoveryEnumeration = true)]
    public void A_slip_that_every_reader_forgives_is_forgiven(string what, byte[] paper, string holds)
    {
        Assert.NotEmpty(what);
        Assert.Contains(holds, Encoding.Latin1.GetString(Kept(paper)), StringComparison.Ordinal);
    }

    private static byte[] Replaced(string written, string by)
    {
        var paper = Encoding.Latin1.GetString(Paper.Of(page: "/Contents 9 0 R", objects: Paper.Stream(9, "", "q Q"u8.ToArray())));
        var changed = paper.Replace(written, by, StringComparison.Ordinal);
        Assert.NotEqual(paper, changed);
        return Encoding.Latin1.GetBytes(changed);
    }

    private static byte[] Sum(params byte[] sum) =>
        Paper.Of(
            page: "/Contents 9 0 R",
            objects: Paper.Stream(9, "/Filter /FlateDecode", [.. MadeUpFiles.Packed("q 1 0 0 1 0 0 cm Q"u8.ToArray())[..^4], .. sum])
        );

    public static TheoryData<string, byte[]> Ends() =>
        new()
        {
            { "a page of the disk of nothing", [.. Paper.Of(), .. new byte[4096]] },
            { "many empty lines", [.. Paper.Of(), .. Enumerable.Repeat("\r\n"u8.ToArray(), 3000).SelectMany(l => l)] },
            { "no end of the line", Paper.Of()[..^1] },
            { "white before its end", [.. Paper.Of()[..^6], .. new byte[900], .. "%%EOF"u8] },
            { "two versions of it", [.. Paper.Of(), .. Paper.Of()[9..]] },
        };

    [Theory, MemberData(nameof(Ends), DisableDiscoveryEnumeration = true)]
    public void An_end_that_every_reader_finds_is_found(string how, byte[] paper) => Assert.True(Kept(paper).Length > 200, how);

    public static TheoryData<string, byte[], string> Wrong() =>
        new()
        {
            {
                "a footer of a mailing list",
                [.. Paper.Of(), .. "-- \r\nTo unsubscribe write to list@example.org"u8],
                "Something follows the end"
            },
            { "a page after it", [.. Paper.Of(), .. "<html></html>"u8], "Something follows the end" },
            { "a long footer", [.. Paper.Of(), .. Enumerable.Repeat((byte)'x', 5000)], "Something follows the end" },
            { "another photo after it", [.. Paper.Of(), .. SmallPhotos.Jpeg()], "Something follows the end" },
            { "the frame of a mail after it", [.. Paper.Of(), .. "\r\n--=_boundary--\r\n"u8], "Something follows the end" },
            { "the mark of a text before it", [0xEF, 0xBB, 0xBF, .. Paper.Of()], "does not begin like one" },
            { "an empty line before it", [.. "\r\n"u8, .. Paper.Of()], "does not begin like one" },
            { "the head of a mail before it", [.. "Content-Type: application/pdf\r\n\r\n"u8, .. Paper.Of()], "does not begin like one" },
            { "a page before it", [.. "<!-- printed -->\n"u8, .. Paper.Of()], "does not begin like one" },
            { "an answer of a server before it", [.. "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"u8, .. Paper.Of()], "does not begin like one" },
            { "bytes of a computer of Apple before it", [.. new byte[128], .. Paper.Of()], "does not begin like one" },
            { "no end", Paper.Of()[..^7], "cut off" },
            { "half of it", Paper.Of()[..150], "cut off" },
            {
                "a file inside",
                Paper.Of("/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>", objects: Paper.Object(7, "<< /Type /Filespec >>")),
                "other files inside"
            },
            {
                "a file inside, in a branch",
                Paper.Of(
                    "/Names << /EmbeddedFiles << /Kids [7 0 R] >> >>",
                    objects: Paper.Object(7, "<< /Kids [<< /Names [(a) (b)] >>] >>")
                ),
                "other files inside"
            },
            {
                "a file inside, in a branch of itself",
                Paper.Of("/Names << /EmbeddedFiles 7 0 R >>", objects: Paper.Object(7, "<< /Kids [7 0 R] >>")),
                "other files inside"
            },
            { "a file beside it", Paper.Of("/AF [7 0 R]", objects: Paper.Object(7, "<< /Type /Filespec >>")), "other files inside" },
            { "a file on a page", Paper.Of(page: "/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]"), "other files inside" },
            { "a folder of files", Paper.Of("/Collection << /View /D >>"), "other files inside" },
        };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_not_one_whole_paper_is_refused_with_the_reason(string what, byte[] paper, string says)
    {
        Assert.NotEmpty(what);
        Says(paper, says);
    }

    private static byte[] Kept(byte[] paper)
    {
        var found = EvidenceFile.Look(paper);
        Assert.Equal("application/pdf", found.MediaType);
        var kept = found.Content.ToArray();
        Assert.Equal(kept, EvidenceFile.Look(kept).Content.ToArray());
        return kept;
    }

    private static void Says(byte[] paper, string says)
    {
        var problem = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(paper)).Problem;
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.Contains("print it to PDF", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("again", problem, StringComparison.OrdinalIgnoreCase);
    }
}
