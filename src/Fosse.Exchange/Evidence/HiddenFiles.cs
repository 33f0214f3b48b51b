namespace Fosse.Exchange.Evidence;

/// <summary>
/// Refuses a photo in which another file can be found: one that opens as a photo here and as a web page, a PDF or a zip there. Whether
/// pixels hide something is not looked at, nor could it be.
/// </summary>
internal static class HiddenFiles
{
    // The directory of a zip stands at its end, at most a comment before it.
    private const int ZipEnd = 22 + 65_535;

    public static void RefuseIn(ReadOnlySpan<byte> built)
    {
        if (built.IndexOf("%PDF-"u8) >= 0 || HasZip(built) || HasMarkup(built))
            throw EvidenceFile.Wrong("This photo has another file inside. Take a screenshot of the photo, and add that.");
    }

    public static bool HasZip(ReadOnlySpan<byte> bytes) => bytes[Math.Max(0, bytes.Length - ZipEnd)..].IndexOf("PK\u0005\u0006"u8) >= 0;

    private static bool HasMarkup(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf((byte)'<'); at >= 0; )
        {
            var rest = bytes[at..];
            if (
                Begins(rest, "<?php"u8)
                || Begins(rest, "<?xml"u8)
                || Begins(rest, "<script"u8)
                || Begins(rest, "<html"u8)
                || Begins(rest, "<svg "u8)
                || Begins(rest, "<!doctype"u8)
                || Begins(rest, "<iframe"u8)
                || Begins(rest, "<x:xmpmeta"u8)
            )
                return true;
            var next = rest[1..].IndexOf((byte)'<');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    private static bool Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word)
    {
        if (bytes.Length < word.Length)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (char.ToLowerInvariant((char)bytes[i]) != word[i])
                return false;
        }
        return true;
    }
}
