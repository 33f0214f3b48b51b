using Fosse.Exchange.Evidence.Papers;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// Looks whether a PDF is whole, and writes it anew (<see cref="PdfPages"/>): what is kept is a paper of ours that shows the same pages.
/// docs/methods/evidence.md says what comes over.
/// </summary>
internal static class PdfPaper
{
    private const int Tail = 1024;

    public static byte[] WrittenAnew(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        var bytes = content.Span;
        if (bytes.Length < 64 || bytes[5] is not ((byte)'1' or (byte)'2') || bytes[6] != '.' || !char.IsAsciiDigit((char)bytes[7]))
            throw EvidenceFile.DamagedPaper();
        var tail = bytes[Math.Max(0, bytes.Length - Tail)..];
        var end = tail.LastIndexOf("%%EOF"u8);
        if (end < 0 || tail.IndexOf("startxref"u8) < 0)
            throw Wrong("The PDF is cut off or damaged. Add it again, or open it and print it to PDF.");
        if (tail[(end + 5)..].IndexOfAnyExcept(" \t\r\n\0"u8) >= 0 || HiddenFiles.HasZip(bytes))
            throw Wrong("Something follows the end of this PDF. Open it and print it to PDF, and add that.");
        var anew = PdfPages.WrittenAnew(content, limits);
        if (HiddenFiles.HasZip(anew))
            throw Wrong("This PDF has another file inside. Open it and print it to PDF, and add that.");
        return anew;
    }

    private static ExchangeFormatException Wrong(string problem) => EvidenceFile.Wrong(problem);
}
