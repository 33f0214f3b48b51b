using Fosse.Exchange.Evidence.Papers;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// Looks whether a PDF is whole, and writes it anew (<see cref="PdfPages"/>): what is kept is a paper of ours that shows the same pages.
/// docs/methods/evidence.md says what comes over.
/// </summary>
internal static class PdfPaper
{
    // Between the place where the list of objects is told and the end: white, and a comment at most.
    private const int Tail = 1024;

    public static byte[] WrittenAnew(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        var bytes = content.Span;
        if (bytes.Length < 64 || bytes[5] is not ((byte)'1' or (byte)'2') || bytes[6] != '.' || !char.IsAsciiDigit((char)bytes[7]))
            throw EvidenceFile.DamagedPaper();
        var end = bytes.LastIndexOf("%%EOF"u8);
        var after = bytes[(end < 0 ? bytes.Length : end + 5)..].TrimStart(" \t\f\r\n\0"u8); // a disk fills up its last page
        if (end < 0 || after.IndexOf(" obj"u8) >= 0 || bytes[Math.Max(0, end - Tail)..end].IndexOf("startxref"u8) < 0)
            throw Wrong("The PDF is cut off or damaged. Open it where it came from and print it to PDF, and add that.");
        if (!after.IsEmpty || HiddenFiles.HasZip(bytes))
            throw Wrong("Something follows the end of this PDF. Open it and print it to PDF, and add that.");
        var anew = PdfPages.WrittenAnew(content, limits);
        if (HiddenFiles.HasZip(anew))
            throw Wrong("This PDF has another file inside. Open it and print it to PDF, and add that.");
        return anew;
    }

    private static ExchangeFormatException Wrong(string problem) => EvidenceFile.Wrong(problem);
}
