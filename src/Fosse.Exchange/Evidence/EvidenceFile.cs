namespace Fosse.Exchange.Evidence;

/// <summary>A file that may be kept: what it is by its content, and the bytes to keep.</summary>
/// <param name="MediaType">One of image/jpeg, image/png, image/webp, application/pdf.</param>
/// <param name="Content">Of a photo: built anew, without what was said about it. Of a PDF: as it came.</param>
public sealed record CleanFile(string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>
/// Takes a photo or paper from somebody unknown. What it is follows from its bytes and never from its name. A photo is built anew from the
/// parts that a decoder needs: where, when and by whom it was taken goes, with thumbnails, second pictures and whatever follows its end.
/// docs/methods/evidence.md says what is kept and what is not promised.
/// </summary>
public static class EvidenceFile
{
    /// <exception cref="ExchangeFormatException">It is none of the four kinds, is damaged, asks too much of the machine, or hides
    /// something. The message says how to mend it.</exception>
    public static CleanFile Clean(ReadOnlyMemory<byte> content, EvidenceLimits? limits = null)
    {
        limits ??= EvidenceLimits.Default;
        var bytes = content.Span;
        if (bytes.Length == 0)
            throw Wrong("The file is empty. Choose it again, or choose another file.");
        if (bytes.Length > limits.FileBytes)
            throw Wrong(
                $"The file must be smaller than {limits.FileBytes / 1024 / 1024} MB. Make the photo smaller, or print the paper "
                    + $"to a smaller PDF."
            );
        if (bytes.StartsWith(JpegPhoto.Signature))
            return Photo("image/jpeg", JpegPhoto.Rebuild(bytes, limits));
        if (bytes.StartsWith(PngPhoto.Signature))
            return Photo("image/png", PngPhoto.Rebuild(content, limits));
        if (WebpPhoto.Is(bytes))
            return Photo("image/webp", WebpPhoto.Rebuild(bytes, limits));
        if (bytes.StartsWith("%PDF-"u8))
        {
            PdfPaper.Check(bytes, limits);
            return new("application/pdf", content);
        }
        throw Wrong(OtherKinds.Says(bytes));
    }

    private static CleanFile Photo(string type, byte[] built)
    {
        HiddenFiles.RefuseIn(built);
        return new(type, built);
    }

    internal static ExchangeFormatException Wrong(string problem) => new("", null, problem);
}
