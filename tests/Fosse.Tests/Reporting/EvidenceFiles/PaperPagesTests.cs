using Fosse.Exchange;
using Fosse.Exchange.Evidence;
using Fosse.Tests.Exchange;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>A copy shows what the paper showed, and says nothing else; where it would not, the paper is refused.</summary>
public sealed class PaperPagesTests
{
    [Fact]
    public void A_page_keeps_what_it_shows_and_nothing_of_who_made_it()
    {
        var made = Paper.Of(
            "/Metadata 8 0 R /Lang (cy)",
            "/Info 7 0 R ",
            "/Contents [9 0 R] /Resources << /Font << /Sp#65cial 10 0 R >> >> /Rotate 90 /Annots [11 0 R]",
            [
                .. Paper.Object(7, "<< /Author (Asha Canary) /Title (A letter) >>"),
                .. Paper.Stream(8, "/Type /Metadata /Subtype /XML", "Asha Canary"u8.ToArray()),
                .. Paper.Packed(9, "/Filter /FlateDecode", "BT /Special 12 Tf (They shout) Tj ET"),
                .. Paper.Object(10, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Creator (Asha Canary) >>"),
                .. Paper.Object(11, "<< /Subtype /Widget /T (Asha Canary) /FT /Tx /V (x) /Rect [1 2 3 4] /AP << /N 12 0 R >> >>"),
                .. Paper.Stream(12, "/Subtype /Form /BBox [0 0 9 9]", "(filled in) Tj"u8.ToArray()),
            ]
        );
        var kept = Paper.Everything(EvidenceFile.Look(made).Content.ToArray());
        Assert.DoesNotContain("Canary", kept, StringComparison.Ordinal);
        foreach (var shown in (string[])["(They shout) Tj", "(filled in) Tj", "/BaseFont /Helvetica", "/Rotate 90", "/Special"])
            Assert.Contains(shown, kept, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> ShownElsewhere() =>
        new()
        {
            { "a file on a page", Paper.Of(page: "/Annots [<< /Subtype /FileAttachment /F 2 /Rect [0 0 9 9] >>]"), "other files inside" },
            { "a file that belongs to it", Paper.Of("/AF [7 0 R]"), "other files inside" },
            { "a folder of files", Paper.Of("/Collection << >>"), "other files inside" },
            { "a hidden layer", Paper.Of("/OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] >> >>"), "layers that are hidden" },
            {
                "layers hidden but for some",
                Paper.Of("/OCProperties << /D << /BaseState /OFF /ON [7 0 R] >> >>"),
                "layers that are hidden"
            },
            {
                "what is seen while a layer is hidden",
                Paper.Of(page: "/Resources << /Properties << /L << /Type /OCMD /OCGs [7 0 R] /P /AllOff >> >> >>"),
                "layers that are hidden"
            },
            {
                "a picture that is seen by a rule",
                Paper.Of(
                    page: "/Resources << /XObject << /X 9 0 R >> >>",
                    objects: Paper.Stream(9, "/Subtype /Image /OC << /Type /OCMD /VE [/Not 7 0 R] >>", [0])
                ),
                "layers that are hidden"
            },
            { "a page made of XML", Paper.Of("/NeedsRendering true"), "answers or marks" },
            {
                "an answer without a picture",
                Paper.Of(page: "/Annots [<< /Subtype /Widget /V (Asha) /Rect [0 0 9 9] >>]"),
                "answers or marks"
            },
            {
                "an answer that its field knows",
                Paper.Of(page: "/Annots [<< /Subtype /Widget /Parent << /V (Asha) >> /Rect [0 0 9 9] >>]"),
                "answers or marks"
            },
            {
                "an answer to be drawn anew",
                Paper.Of(
                    "/AcroForm << /NeedAppearances true >>",
                    page: "/Annots [<< /Subtype /Widget /V (Asha) /Rect [0 0 9 9] /AP << /N 9 0 R >> >>]",
                    objects: Paper.Stream(9, "/Subtype /Form", [])
                ),
                "answers or marks"
            },
            { "a line without a picture", Paper.Of(page: "/Annots [<< /Subtype /Ink /Rect [0 0 9 9] >>]"), "answers or marks" },
        };

    [Theory, MemberData(nameof(ShownElsewhere), DisableDiscoveryEnumeration = true)]
    public void What_a_copy_would_not_show_is_refused_and_not_left_out(string what, byte[] paper, string says)
    {
        var refused = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(paper));
        Assert.True(refused.Problem.Contains(says, StringComparison.Ordinal), $"{what}: {refused.Problem}");
        Assert.Contains("print it to PDF", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_empty_not_ticked_not_seen_or_beside_the_page_refuses_nothing()
    {
        foreach (
            var upon in (string[])
                [
                    "/Subtype /Widget /V () /Rect [0 0 9 9]",
                    "/Subtype /Widget /V /Off /Rect [0 0 9 9]",
                    "/Subtype /Widget /V (x) /F 2 /Rect [0 0 9 9]",
                    "/Subtype /Widget /V (x) /Rect [0 0 0 0]",
                    "/Subtype /Widget /V /Yes /AS /Off /AP << /N << /Yes 9 0 R >> >> /Rect [0 0 9 9]",
                    "/Subtype /Link /A << /URI (x) >> /Rect [0 0 9 9]",
                    "/Subtype /Text /Contents (x) /Rect [0 0 9 9]",
                    "/Subtype /Popup /Rect [0 0 9 9]",
                ]
        )
            Assert.DoesNotContain(
                "/Annots",
                Paper.Everything(
                    EvidenceFile.Look(Paper.Of(page: $"/Annots [<< {upon} >>]", objects: Paper.Stream(9, "", []))).Content.ToArray()
                ),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_length_that_is_told_elsewhere_is_kept_to_the_byte()
    {
        byte[] content = [.. "0 0 m"u8, 0x0D]; // the last could be taken for half of the line's end
        var paper = Paper.Of(
            page: "/Contents 9 0 R",
            objects: [.. "9 0 obj\n<< /Length 10 0 R >>\nstream\n"u8, .. content, .. "\nendstream\nendobj\n"u8, .. Paper.Object(10, "6")]
        );
        Assert.True(EvidenceFile.Look(paper).Content.Span.IndexOf([.. "stream\n"u8, .. content, .. "\nendstream"u8]) >= 0);
    }

    [Fact]
    public void A_page_that_stands_twice_in_a_paper_stands_twice_in_the_copy()
    {
        var kept = Paper.Everything(
            EvidenceFile.Look(Paper.Of(page: "/Kids [9 0 R 9 0 R]", objects: Paper.Object(9, "<< /Type /Page >>"))).Content.ToArray()
        );
        Assert.Contains("/Count 2", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_in_ways_that_have_taken_over_readers_are_refused()
    {
        foreach (var way in (string[])["JBIG2Decode", "JPXDecode", "Crypt", "Made#55p"])
        {
            var paper = Paper.Of(
                page: "/Resources << /XObject << /X 9 0 R >> >>",
                objects: Paper.Stream(9, $"/Subtype /Image /Filter [/{way}]", [0])
            );
            var refused = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(paper));
            Assert.Contains("cannot be looked into", refused.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_paper_that_would_grow_without_end_is_refused_or_small()
    {
        var loops = Paper.Of(page: "/Kids [3 0 R 2 0 R] /Contents 9 0 R", objects: Paper.Object(9, "[9 0 R 9 0 R 10 0 R]"));
        var deep = Paper.Of($"/X {new string('[', 5_000)}");
        var wide = Paper.Of(
            page: "/Resources << /Font << " + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"/F{i} 9 0 R ")) + ">> >>"
        );
        foreach (var paper in (byte[][])[loops, deep, wide])
        {
            try
            {
                Assert.InRange(EvidenceFile.Look(paper).Content.Length, 100, 3 * paper.Length + 1_000);
            }
            catch (ExchangeFormatException refused)
            {
                Assert.Contains("print it to PDF", refused.Problem, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Papers_of_ordinary_programs_keep_their_pages_and_words_in_them_are_only_words()
    {
        var taken = 0;
        foreach (var file in Directory.EnumerateFiles(SharedData.Cases("papers"), "*.pdf").Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(file);
            var name = Path.GetFileName(file);
            if (name is "bytes-before-header.pdf" or "mail-footer-after-eof.pdf")
                continue; // said by other tests
            var kept = EvidenceFile.Look(content).Content.ToArray();
            Assert.Equal(Shown(content), Shown(kept));
            taken++;
        }
        Assert.True(taken >= 6, $"{taken} papers");
    }

    // What is drawn: the operators of every stream that has some, in their order.
    private static IEnumerable<string> Shown(byte[] paper) =>
        Paper
            .Streams(paper)
            .Where(s => s.Contains(" Tj", StringComparison.Ordinal) || s.Contains("TJ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
