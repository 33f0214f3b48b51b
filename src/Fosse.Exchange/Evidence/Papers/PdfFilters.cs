namespace Fosse.Exchange.Evidence.Papers;

/// <summary>How streams are packed (ISO 32000-1, 7.4), by which names they may say so, and the one way that is unpacked here.</summary>
internal static class PdfFilters
{
    // A picture in JBIG2 or JPEG 2000 has taken over programs that showed it; whoever prints the paper anew gets another.
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["FlateDecode"] = "FlateDecode",
        ["Fl"] = "FlateDecode",
        ["DCTDecode"] = "DCTDecode",
        ["DCT"] = "DCTDecode",
        ["LZWDecode"] = "LZWDecode",
        ["LZW"] = "LZWDecode",
        ["ASCII85Decode"] = "ASCII85Decode",
        ["A85"] = "ASCII85Decode",
        ["ASCIIHexDecode"] = "ASCIIHexDecode",
        ["AHx"] = "ASCIIHexDecode",
        ["RunLengthDecode"] = "RunLengthDecode",
        ["RL"] = "RunLengthDecode",
        ["CCITTFaxDecode"] = "CCITTFaxDecode",
        ["CCF"] = "CCITTFaxDecode",
    };

    /// <summary>The filters in their order, wherever and however the paper writes them.</summary>
    public static IReadOnlyList<string> Of(PdfStream stream, PdfObjectsOf paper)
    {
        if (stream.Dictionary["F"] is not null)
            throw Unknown();
        var said = paper.Follow(stream.Dictionary["Filter"]) switch
        {
            null => [],
            PdfList list => list.Items,
            { } one => [one],
        };
        if (said.Count > 4)
            throw Unknown();
        return
        [
            .. said.Select(s =>
                paper.Follow(s) switch
                {
                    PdfName { Text: var name } when Known.TryGetValue(name, out var known) => known,
                    PdfName { Text: "JBIG2Decode" or "JPXDecode" } => throw Scanned(),
                    _ => throw Unknown(),
                }
            ),
        ];
    }

    /// <summary>The bytes of a stream in which objects lie: plain, or packed by Flate as all programs do it.</summary>
    public static byte[] Unpack(PdfStream stream, PdfObjectsOf paper, int most)
    {
        var filters = Of(stream, paper);
        if (filters.Count == 0)
            return stream.Packed.ToArray();
        if (filters is not ["FlateDecode"] || Ways(stream, 1, paper) is not [var how])
            throw Unknown();
        using var from = PdfUnpacked.Deflated(stream.Packed.ToArray());
        using var to = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            for (int read; (read = from.Read(buffer)) > 0; )
            {
                to.Write(buffer, 0, read);
                if (to.Length > most)
                    throw EvidenceFile.Wrong("This PDF unpacks to too much. Open it and print it to PDF, and add that.");
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw EvidenceFile.DamagedPaper();
        }
        return PdfPredicted.IsPlain(how, paper) ? to.ToArray() : PdfPredicted.Undone(to.ToArray(), how!, paper) ?? throw Unknown();
    }

    /// <summary>Whatever is no picture may hold marks, and marks may hold pictures.</summary>
    public static void RefuseInline(PdfStream stream, IReadOnlyList<string> filters, PdfObjectsOf paper, PdfBounds bounds)
    {
        if (
            Ways(stream, filters.Count, paper) is not { } ways
            || PdfUnpacked.Of(stream.Packed, filters, ways, paper, bounds) is not { } marks
        )
            throw Unknown();
        if (PdfInline.Names(marks))
            throw Scanned();
    }

    /// <summary>What is told of each filter; none where readers would not agree on whose it is.</summary>
    private static IReadOnlyList<PdfDictionary?>? Ways(PdfStream stream, int filters, PdfObjectsOf paper)
    {
        var told = paper.Follow(stream.Dictionary["DecodeParms"] ?? stream.Dictionary["DP"]);
        IReadOnlyList<PdfValue> each =
            told is null ? []
            : told is PdfList list ? list.Items
            : [told];
        var ways = each.Select(paper.Follow).ToList();
        if (ways.Exists(way => way is not (null or PdfDictionary)))
            return null;
        var said = ways.Cast<PdfDictionary?>().ToList();
        // One for several filters, or more than there are, is read in more than one way: it may say nothing then.
        if ((said.Count > filters || said.Count < filters && filters > 1) && said.Exists(way => !PdfPredicted.IsPlain(way, paper)))
            return null;
        return [.. Enumerable.Range(0, filters).Select(i => told is PdfDictionary ? said[0] : said.ElementAtOrDefault(i))];
    }

    private static ExchangeFormatException Unknown() =>
        EvidenceFile.Wrong("This PDF is packed in a way that cannot be looked into. Open it and print it to PDF, and add that.");

    private static ExchangeFormatException Scanned() =>
        EvidenceFile.Wrong(
            "This PDF has pictures in JBIG2 or JPEG 2000, as some scanners make them, which cannot be looked into. Print it to PDF anew, "
                + "or photograph the page, and add that."
        );
}
