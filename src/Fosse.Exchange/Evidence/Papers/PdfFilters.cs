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
                paper.Follow(s) is PdfName { Text: var name } && Known.TryGetValue(name, out var known) ? known : throw Unknown()
            ),
        ];
    }

    /// <summary>The bytes of a stream in which objects lie: plain, or packed by Flate as all programs do it.</summary>
    public static byte[] Unpack(PdfStream stream, PdfObjectsOf paper, int most)
    {
        var filters = Of(stream, paper);
        if (filters.Count == 0)
            return stream.Packed.ToArray();
        if (filters is not ["FlateDecode"] || !IsPlain(paper.Follow(stream.Dictionary["DecodeParms"] ?? stream.Dictionary["DP"]), paper))
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
        return to.ToArray();
    }

    /// <summary>Whatever is no picture may hold marks, and marks may hold pictures.</summary>
    public static void RefuseInline(PdfStream stream, IReadOnlyList<string> filters, PdfObjectsOf paper, PdfBounds bounds)
    {
        var how = paper.Follow(stream.Dictionary["DecodeParms"] ?? stream.Dictionary["DP"]);
        var early = how is not PdfDictionary one || one["EarlyChange"] is null || paper.Number(one["EarlyChange"]) != 0;
        if (!IsPlain(how, paper) || PdfUnpacked.Of(stream.Packed, filters, early, bounds) is not { } marks || PdfInline.Names(marks))
            throw Unknown();
    }

    private static bool IsPlain(PdfValue? parameters, PdfObjectsOf paper) =>
        parameters switch
        {
            null => true,
            PdfDictionary one => one["Predictor"] is null || paper.Number(one["Predictor"]) == 1,
            PdfList several => several.Items.All(one => IsPlain(paper.Follow(one), paper)),
            _ => false,
        };

    private static ExchangeFormatException Unknown() =>
        EvidenceFile.Wrong("This PDF is packed in a way that cannot be looked into. Open it and print it to PDF, and add that.");
}
