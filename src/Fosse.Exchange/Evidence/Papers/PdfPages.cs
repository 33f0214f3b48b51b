using System.Globalization;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>
/// Writes a paper anew from what its pages show: their marks, pictures and letters, and what was stamped or typed upon them. What the paper
/// does, opens, asks, packs inside or says of its makers is not carried over, whatever it is called and wherever it hides.
/// </summary>
internal sealed class PdfPages
{
    private const int MostPages = 2_000,
        Deepest = 40;

    private static readonly string[] Inherited = ["Resources", "MediaBox", "CropBox", "Rotate"];

    private readonly PdfObjectsOf paper;
    private readonly PdfWriter to;
    private readonly PdfCopy copy;
    private readonly PdfStamps stamps;
    private readonly PdfBounds bounds;
    private readonly List<PdfValue> pages = [];
    private readonly int tree;

    private PdfPages(PdfObjectsOf paper, PdfWriter to, PdfBounds bounds, PdfDictionary catalogue)
    {
        (this.paper, this.to, this.bounds, copy) = (paper, to, bounds, new(paper, to, bounds));
        var drawnAnew = paper.Follow(paper.Dictionary(catalogue["AcroForm"])?["NeedAppearances"]) is PdfPlain { Text: "true" };
        stamps = new(paper, copy, bounds, drawnAnew);
        tree = to.Next();
    }

    /// <exception cref="ExchangeFormatException">It is locked, damaged, packed otherwise than can be looked into, shows something that a
    /// copy would not, or asks too much of the machine.</exception>
    public static byte[] WrittenAnew(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        var bounds = new PdfBounds();
        var paper = new PdfObjectsOf(content, limits, bounds);
        var catalogue = paper.Catalogue() ?? throw EvidenceFile.DamagedPaper();
        PdfElsewhere.RefuseIn(paper, catalogue, bounds);
        using var to = new PdfWriter(limits.RebuiltBytes);
        return new PdfPages(paper, to, bounds, catalogue).All(catalogue);
    }

    private byte[] All(PdfDictionary catalogue)
    {
        Walk(catalogue["Pages"], new Dictionary<string, PdfValue>(), 0);
        if (pages.Count == 0)
            throw EvidenceFile.DamagedPaper();
        copy.Rest();
        var count = new PdfPlain(pages.Count.ToString(CultureInfo.InvariantCulture));
        to.Put(tree, Entries(("Type", new PdfName("Pages")), ("Kids", new PdfList(pages)), ("Count", count)));
        var root = to.Next();
        to.Put(root, Entries(("Type", new PdfName("Catalog")), ("Pages", new PdfReference(tree))));
        return to.Ended(root);
    }

    // A page may stand in it twice, a branch not within itself: that ends at the depth, and a thicket of branches at the bounds.
    private void Walk(PdfValue? node, IReadOnlyDictionary<string, PdfValue> above, int depth)
    {
        bounds.Step();
        if (depth > Deepest)
            throw EvidenceFile.DamagedPaper();
        if (paper.Dictionary(node) is not { } said)
            return;
        var here = new Dictionary<string, PdfValue>(above, StringComparer.Ordinal);
        foreach (var key in Inherited)
        {
            if (said[key] is { } value)
                here[key] = value;
        }
        if (paper.Follow(said["Kids"]) is PdfList kids)
        {
            foreach (var kid in kids.Items)
                Walk(kid, here, depth + 1);
        }
        else
            Page(said, here);
    }

    private void Page(PdfDictionary said, Dictionary<string, PdfValue> inherited)
    {
        if (pages.Count >= MostPages)
            throw EvidenceFile.Wrong("This PDF has too many pages. Print the ones that matter to PDF, and add that.");
        var page = new Dictionary<string, PdfValue>(StringComparer.Ordinal)
        {
            ["Type"] = new PdfName("Page"),
            ["Parent"] = new PdfReference(tree),
            ["Resources"] = copy.Of(inherited.GetValueOrDefault("Resources") ?? PdfDictionary.Empty, PdfSense.Resources),
        };
        foreach (var key in (string[])["MediaBox", "CropBox", "Rotate"])
        {
            if (paper.Follow(inherited.GetValueOrDefault(key)) is { } value)
                page[key] = copy.Of(value, PdfSense.Drawing);
        }
        foreach (var key in (string[])["Contents", "Group", "UserUnit"])
        {
            if (said[key] is { } value)
                page[key] = copy.Of(value, PdfSense.Drawing);
        }
        if (stamps.On(said) is { Count: > 0 } upon)
            page["Annots"] = new PdfList(upon);
        var number = to.Next();
        to.Put(number, new PdfDictionary(page));
        pages.Add(new PdfReference(number));
    }

    internal static PdfDictionary Entries(params (string Key, PdfValue Value)[] entries) =>
        new(entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal));
}
