namespace Fosse.Exchange.Evidence;

/// <summary>
/// Looks whether a PDF may be kept: whole, not locked, and without anything that runs, opens by itself or is packed inside. It is kept as
/// it came, so what it says about who made it stays. A reader of PDFs may find what this does not; docs/methods/evidence.md says what.
/// </summary>
internal static class PdfPaper
{
    private const int Tail = 1024;

    public static void Check(ReadOnlySpan<byte> bytes, EvidenceLimits limits)
    {
        if (bytes.Length < 64 || bytes[5] is not ((byte)'1' or (byte)'2') || bytes[6] != '.' || !char.IsAsciiDigit((char)bytes[7]))
            throw Wrong("The PDF is damaged. Open it and print it to PDF, and add that.");
        var tail = bytes[Math.Max(0, bytes.Length - Tail)..];
        var end = tail.LastIndexOf("%%EOF"u8);
        if (end < 0 || tail.IndexOf("startxref"u8) < 0)
            throw Wrong("The PDF is cut off or damaged. Add it again, or open it and print it to PDF.");
        if (tail[(end + 5)..].IndexOfAnyExcept(" \t\r\n\0"u8) >= 0 || HiddenFiles.HasZip(bytes))
            throw Wrong("Something follows the end of this PDF. Open it and print it to PDF, and add that.");
        new PdfStreams(limits).LookThrough(bytes);
    }

    private static ExchangeFormatException Wrong(string problem) => EvidenceFile.Wrong(problem);
}
