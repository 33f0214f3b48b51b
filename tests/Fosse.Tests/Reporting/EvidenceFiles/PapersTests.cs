using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Evidence;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>A paper is written anew from what its pages show; what it would do is not there any more, however it was written.</summary>
public sealed class PapersTests
{
    private const string Script = "app.alert('canary of a script')",
        Action = "<< /S /JavaScript /JS (" + Script + ") >>";

    /// <summary>The same action, put where a reader of PDFs finds it and a search for words does not.</summary>
    public static TheoryData<string, byte[]> Scripts() =>
        new()
        {
            { "on opening", Paper.Of("/OpenAction 7 0 R", objects: Paper.Object(7, Action)) },
            { "on opening, direct", Paper.Of($"/OpenAction {Action}") },
            { "letters as numbers", Paper.Of("/Open#41ction << /S /J#61vaScript /J#53 (" + Script + ") >>") },
            { "by its names", Paper.Of("/Names << /JavaScript << /Names [(a) 7 0 R] >> >>", objects: Paper.Object(7, Action)) },
            { "on the catalogue", Paper.Of($"/AA << /WC {Action} >>") },
            { "on the page", Paper.Of(page: $"/AA << /O {Action} >>") },
            { "on a link", Paper.Of(page: $"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {Action} >>]") },
            {
                "on a field",
                Paper.Of("/AcroForm << /Fields [7 0 R] /XFA (x) >>", objects: Paper.Object(7, $"<< /FT /Tx /AA << /K {Action} >> >>"))
            },
            {
                "on a field with a look",
                Paper.Of(
                    page: "/Annots [7 0 R]",
                    objects:
                    [
                        .. Paper.Object(7, $"<< /Subtype /Widget /Rect [0 0 9 9] /AP << /N 9 0 R >> /A {Action} >>"),
                        .. Paper.Stream(9, $"/Subtype /Form /BBox [0 0 9 9] /A {Action}", "0 0 m"u8.ToArray()),
                    ]
                )
            },
            { "in an outline", Paper.Of("/Outlines << /First 7 0 R >>", objects: Paper.Object(7, $"<< /Title (x) /A {Action} >>")) },
            { "in a thread beside", Paper.Of(page: $"/Resources << /Properties << /P {Action} >> /Font << /F {Action} >> >>") },
            {
                "in what a picture says",
                Paper.Of(
                    page: "/Resources << /XObject << /X 9 0 R >> >>",
                    objects: Paper.Stream(9, $"/Subtype /Image /Width 1 /Height 1 /OPI {Action} /Metadata 7 0 R", [0])
                )
            },
            {
                "packed in a list of one filter",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects: Paper.Packed(9, "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode]", $"7 0 {Action}")
                )
            },
            {
                "packed in a list that is elsewhere",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects:
                    [
                        .. Paper.Object(8, "[8 0 R /FlateDecode]"),
                        .. Paper.Object(6, "[/FlateDecode]"),
                        .. Paper.Packed(9, "/Type /ObjStm /N 1 /First 4 /Filter 6 0 R", $"7 0 {Action}"),
                    ]
                )
            },
            {
                "packed by a filter that is elsewhere",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects:
                    [
                        .. Paper.Object(6, "/FlateDecode"),
                        .. Paper.Packed(9, "/Type /ObjStm /N 1 /First 4 /Filter 6 0 R", $"7 0 {Action}"),
                    ]
                )
            },
            {
                "packed by a filter with letters as numbers",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects: Paper.Packed(9, "/Type /ObjStm /N 1 /First 4 /Filter [/Fl#61teDecode]", $"7 0 {Action}")
                )
            },
            {
                "packed twice",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects: Paper.Stream(
                        9,
                        "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]",
                        MadeUpFiles.Packed(MadeUpFiles.Packed(Encoding.Latin1.GetBytes($"7 0 {Action}")))
                    )
                )
            },
            {
                "as hexadecimal, then packed",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects: Paper.Stream(
                        9,
                        "/Type /ObjStm /N 1 /First 4 /Filter [/AHx /Fl]",
                        Hex(MadeUpFiles.Packed(Encoding.Latin1.GetBytes($"7 0 {Action}")))
                    )
                )
            },
            {
                "as hexadecimal alone",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects: Paper.Stream(
                        9,
                        "/Type /ObjStm /N 1 /First 4 /Filter [ /ASCIIHexDecode ]",
                        Hex(Encoding.Latin1.GetBytes($"7 0 {Action}"))
                    )
                )
            },
            {
                "of a kind that is elsewhere",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects:
                    [
                        .. Paper.Object(6, "/ObjStm"),
                        .. Paper.Packed(9, "/Type 6 0 R /N 1 /First 4 /Filter [/FlateDecode]", $"7 0 {Action}"),
                    ]
                )
            },
            {
                "of a kind that is elsewhere, as hexadecimal",
                Paper.Of(
                    objects:
                    [
                        .. Paper.Object(6, "/ObjStm"),
                        .. Paper.Stream(
                            9,
                            "/Type 6 0 R /N 1 /First 4 /Filter [/AHx /Fl]",
                            Hex(MadeUpFiles.Packed(Encoding.Latin1.GetBytes($"1 0 << /Type /Catalog /Pages 2 0 R /OpenAction {Action} >>")))
                        ),
                    ]
                )
            },
            {
                "with what filters are told",
                Paper.Of(
                    "/OpenAction 7 0 R",
                    objects: Paper.Packed(
                        9,
                        "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode] /DecodeParms [<< /Predictor 1 >>]",
                        $"7 0 {Action}"
                    )
                )
            },
            {
                "a script that is a stream",
                Paper.Of("/OpenAction << /S /JavaScript /JS 9 0 R >>", objects: Paper.Packed(9, "/Filter [/FlateDecode]", Script))
            },
            {
                "added later",
                [
                    .. Paper.Of(),
                    .. Encoding.Latin1.GetBytes(
                        $"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction {Action} >>\nendobj\n"
                            + "trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
                    ),
                ]
            },
            {
                "in a second catalogue",
                Paper.Of(trailer: "/Root 7 0 R ", objects: Paper.Object(7, $"<< /Type /Catalog /Pages 2 0 R /OpenAction {Action} >>"))
            },
            { "behind a comment", Paper.Of($"%>>\n/OpenAction %(\n{Action}") },
            { "in a string that closes late", Paper.Of($"/X (\\)>>endobj) /OpenAction {Action}") },
            { "to start a program", Paper.Of("/OpenAction << /S /Launch /F (" + Script + ") >>") },
            { "to send a form", Paper.Of("/OpenAction << /S /SubmitForm /F (" + Script + ") >>") },
            { "from a file elsewhere", Paper.Of(page: "/Contents 9 0 R", objects: Paper.Stream(9, $"/F ({Script})", [])) },
            {
                "in PostScript",
                Paper.Of(
                    page: "/Resources << /XObject << /X 9 0 R >> >>",
                    objects: Paper.Stream(9, "/Subtype /PS", Encoding.Latin1.GetBytes(Script))
                )
            },
        };

    [Theory, MemberData(nameof(Scripts), DisableDiscoveryEnumeration = true)]
    public void Nothing_that_acts_comes_over_however_it_is_written(string where, byte[] paper)
    {
        byte[] kept;
        try
        {
            kept = EvidenceFile.Look(paper).Content.ToArray();
        }
        catch (ExchangeFormatException refused)
        {
            Assert.Contains("print it to PDF", refused.Problem, StringComparison.Ordinal);
            return;
        }
        foreach (
            var text in (string[])
                [Script, "JavaScript", "/JS", "OpenAction", "/AA", "/A ", "Launch", "SubmitForm", "/Names", "AcroForm", "XFA", "/URI"]
        )
            Assert.True(!Paper.Everything(kept).Contains(text, StringComparison.Ordinal), $"{where}: {text}");
        Assert.Equal(kept, EvidenceFile.Look(kept).Content.ToArray()); // what we wrote we read and write again, to the byte
    }

    private static byte[] Hex(byte[] bytes) => Encoding.ASCII.GetBytes(Convert.ToHexString(bytes) + ">");
}
