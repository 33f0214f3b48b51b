namespace Fosse.Exchange.Evidence.Papers;

/// <summary>What a paper shows, or holds, elsewhere than on its pages, or lets each program draw in its own way. A copy of its pages would
/// be without it or look otherwise, and nobody would know: so whoever sends it is told.</summary>
internal static class PdfElsewhere
{
    private const int Deepest = 20;
    private const string Mend = "Open it and print it to PDF, and add that.";

    public static void RefuseIn(PdfObjectsOf paper, PdfDictionary catalogue, PdfBounds bounds)
    {
        if (
            paper.Follow(catalogue["Collection"]) is not null
            || paper.Follow(catalogue["AF"]) is not (null or PdfList { Items: [] })
            || HasNames(paper, paper.Dictionary(catalogue["Names"])?["EmbeddedFiles"], bounds, 0)
        )
            throw OtherFiles();
        // ISO 32000-1, 12.7.8: its pages are made by a program from an XML file.
        if (paper.Follow(catalogue["NeedsRendering"]) is PdfPlain { Text: "true" })
            throw Answers();
        // ISO 32000-1, 8.11.4.3: which layers are hidden when it is opened.
        if (
            paper.Dictionary(paper.Dictionary(catalogue["OCProperties"])?["D"]) is { } first
            && (paper.Follow(first["OFF"]) is PdfList { Items.Count: > 0 } || paper.Follow(first["BaseState"]) is PdfName { Text: "OFF" })
        )
            throw Layers();
    }

    // Programs write an empty tree of names where nothing was put in (ISO 32000-1, 7.9.6). One that leads in circles is not empty.
    private static bool HasNames(PdfObjectsOf paper, PdfValue? tree, PdfBounds bounds, int depth)
    {
        bounds.Step();
        var said = paper.Dictionary(tree);
        if (said is null || depth > Deepest)
            return said is not null;
        return paper.Follow(said["Names"]) is not (null or PdfList { Items: [] })
            || (paper.Follow(said["Kids"]) is PdfList { Items: var kids } && kids.Any(kid => HasNames(paper, kid, bounds, depth + 1)));
    }

    /// <summary>What is seen while a layer is hidden, or by a rule about several (ISO 32000-1, 8.11.2.2).</summary>
    public static void RefuseLayer(PdfObjectsOf paper, PdfValue? layer)
    {
        if (paper.Dictionary(layer) is not { } said || paper.Follow(said["Type"]) is not PdfName { Text: "OCMD" })
            return;
        if (said["VE"] is not null || paper.Follow(said["P"]) is PdfName { Text: "AllOff" or "AnyOff" })
            throw Layers();
    }

    public static ExchangeFormatException OtherFiles() =>
        EvidenceFile.Wrong("This PDF has other files inside. Take them out, or open it and print it to PDF, and add that.");

    /// <summary>What was typed or drawn has no picture of its own.</summary>
    public static ExchangeFormatException Answers() =>
        EvidenceFile.Wrong($"This PDF has answers or marks that not every program shows alike. {Mend}");

    private static ExchangeFormatException Layers() => EvidenceFile.Wrong($"This PDF has layers that are hidden. {Mend}");
}
