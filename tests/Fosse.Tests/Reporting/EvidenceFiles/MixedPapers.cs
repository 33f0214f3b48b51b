using System.Text;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Odd papers by chance, from a seed: a page, and around it whatever a program may write, in any order, packed or not, once or
/// as a later version. The canary stands wherever it is not on the page.</summary>
internal sealed class MixedPapers(int seed)
{
    private const string Words = "(" + MadeUpFiles.Canary + ")",
        Script = "<< /S /JavaScript /JS " + Words + " >>";

    private static readonly string[] OfCatalogue =
    [
        "/OpenAction [3 0 R /XYZ null null 0]",
        "/OpenAction << /S /GoTo /D [3 0 R /Fit] >>",
        $"/OpenAction {Script}",
        $"/AA << /WC {Script} >>",
        "/OpenAction 11 0 R",
        "/Names << /JavaScript << /Names [(a) 11 0 R] >> >>",
        "/Names << /EmbeddedFiles << /Names [] >> >>",
        "/Names << /EmbeddedFiles << /Names [(a) 12 0 R] >> >>",
        $"/Outlines << /Title {Words} >>",
        "/Metadata 13 0 R",
        $"/Lang {Words}",
        "/PageMode /UseOutlines",
        $"/AcroForm << /Fields [] /XFA {Words} >>",
        "/OCProperties << /OCGs [] /D << /OFF [] >> >>",
        $"/PieceInfo << /X {Words} >>",
        "/StructTreeRoot 14 0 R /MarkInfo << /Marked true >>",
        "/Collection << >>",
        "/NeedsRendering false",
    ];

    private static readonly string[] OfPage =
    [
        $"/AA << /O {Script} >>",
        $"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI {Words} >> >>]",
        $"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F {Words} >> >>]",
        $"/Annots [<< /Subtype /Text /Rect [0 0 9 9] /Contents {Words} >>]",
        $"/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent {Words} >>]",
        "/Annots [<< /Subtype /Stamp /Rect [0 0 9 9] /AP << /N 10 0 R >> >>]",
        $"/Annots [<< /Subtype /Widget /Rect [0 0 9 9] /V {Words} >>]",
        "/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]",
        $"/PieceInfo << /X {Words} >>",
        $"/LastModified {Words}",
        "/Metadata 13 0 R",
        "/Rotate 90",
        "/Group << /S /Transparency /CS /DeviceRGB >>",
        "/Tabs /S /StructParents 0",
        $"/Resources << /Properties << /P << /X {Words} >> >> /ProcSet [/PDF /Text] >>",
    ];

    private static readonly string[] Marks =
    [
        "BT /F1 9 Tf (JavaScript, Launch and EmbeddedFile) Tj ET",
        "0 0 m 9 9 l S",
        "q 1 0 0 1 0 0 cm /X Do Q",
        "/Span << /MCID 0 >> BDC (x) Tj EMC",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID \u0040 EI",
        "",
    ];

    private readonly Random random = new(seed);

    public byte[] Paper()
    {
        var objects = new List<byte[]>
        {
            Object(1, $"<< /Type /Catalog /Pages 2 0 R {Some(OfCatalogue)} >>"),
            Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Object(3, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 9 0 R {Some(OfPage)} >>"),
            Stream(9, ""),
            Stream(10, "/Subtype /Form /BBox [0 0 9 9]"),
            EvidenceFiles.Paper.Stream(13, "/Type /Metadata", Encoding.Latin1.GetBytes($"<x:xmpmeta>{MadeUpFiles.Canary}</x:xmpmeta>")),
            Object(14, $"<< /Type /StructTreeRoot /Alt {Words} >>"),
            Object(15, $"<< /Producer {Words} /Author {Words} >>"),
        };
        if (random.Next(2) == 0)
            objects.Add(Object(11, Script));
        else
            objects.Add(
                EvidenceFiles.Paper.Packed(
                    16,
                    $"/Type /ObjStm /N 1 /First 5 {One("/Filter /FlateDecode", "/Filter [/Fl]")}",
                    $"11 0 {Script}"
                )
            );
        for (var n = random.Next(4); n > 0; n--)
            Change(objects);
        var body = (byte[])[.. objects.SelectMany(o => o)];
        return Ended([
            .. Encoding.Latin1.GetBytes($"%PDF-1.{random.Next(8)}\n{One("", "%\u00e2\u00e3\u00cf\u00d3\n", $"%{MadeUpFiles.Canary}\n")}"),
            .. body,
            .. Encoding.Latin1.GetBytes(
                $"trailer\n<< /Size 20 /Root 1 0 R /Info 15 0 R {One("", "", "", "/Encrypt 15 0 R ")}>>\nstartxref\n9\n%%EOF\n"
            ),
        ]);
    }

    /// <summary>One of them with bytes that are others, and no canary: where a stream ends is then anybody's guess.</summary>
    public byte[] Flipped()
    {
        var bytes = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(Paper()).Replace(MadeUpFiles.Canary, "SPARROW", StringComparison.Ordinal)
        );
        for (var n = random.Next(1, 6); n > 0 && bytes.Length > 8; n--)
            bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private void Change(List<byte[]> objects)
    {
        var at = random.Next(objects.Count);
        switch (random.Next(6))
        {
            case 0:
                objects.Add(objects[at]); // a later version of it
                break;
            case 1:
                objects.RemoveAt(at);
                break;
            case 2:
                (objects[at], objects[0]) = (objects[0], objects[at]);
                break;
            case 3:
                objects.Insert(at, Encoding.Latin1.GetBytes(One("%", "junk ", "<< /JS ") + MadeUpFiles.Canary + "\n"));
                break;
            case 4:
                objects.Add(Object(1, $"<< /Type /Catalog /Pages 2 0 R {Some(OfCatalogue)} >>"));
                break;
            default:
                objects.Insert(at, EvidenceFiles.Paper.Packed(random.Next(17, 30), "/Filter /FlateDecode", MadeUpFiles.Canary));
                break;
        }
    }

    private byte[] Stream(int number, string about)
    {
        var marks = Encoding.Latin1.GetBytes(One(Marks));
        return random.Next(3) switch
        {
            0 => EvidenceFiles.Paper.Stream(number, about, marks),
            1 => EvidenceFiles.Paper.Stream(number, $"{about} /Filter /AHx", Encoding.ASCII.GetBytes(Convert.ToHexString(marks) + ">")),
            _ => EvidenceFiles.Paper.Stream(number, $"{about} /Filter [/FlateDecode]", MadeUpFiles.Packed(marks)),
        };
    }

    private byte[] Ended(byte[] whole) =>
        random.Next(14) switch
        {
            0 => whole[..random.Next(whole.Length)],
            1 => [.. whole, .. Encoding.ASCII.GetBytes(MadeUpFiles.Canary)],
            2 => [.. Encoding.ASCII.GetBytes(MadeUpFiles.Canary), .. whole],
            3 => [.. whole, .. new byte[random.Next(5000)]],
            4 => [.. whole, .. whole[9..]],
            5 => [.. whole, .. HostileFiles.Zip()],
            _ => whole,
        };

    // A key twice would be a question of who reads last; here it is about what is kept.
    private string Some(string[] of) =>
        string.Join(' ', Enumerable.Range(0, random.Next(3)).Select(_ => One(of)).DistinctBy(e => e.Split(' ')[0]));

    private T One<T>(params T[] of) => of[random.Next(of.Length)];

    private static byte[] Object(int number, string value) => EvidenceFiles.Paper.Object(number, value);
}
