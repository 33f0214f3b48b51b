namespace Fosse.Exchange.Evidence;

/// <summary>A file whose kind may be taken, by its content.</summary>
/// <param name="MediaType">One of image/jpeg, image/png, image/webp, application/pdf.</param>
/// <param name="Content">Of a photo: from its beginning to its end, without what followed. Of a PDF: written anew.</param>
/// <param name="Photo">What whoever builds a photo anew must know; none for a PDF, which is ready.</param>
public sealed record FoundFile(string MediaType, ReadOnlyMemory<byte> Content, PhotoTraits? Photo);

/// <summary>What is said beside the pixels and yet decides how they look.</summary>
/// <param name="Orientation">Which way up it is held: Exif 2.3, tag 274, 1 (upright) to 8.</param>
/// <param name="HasProfile">Its colours are told by an ICC profile.</param>
/// <param name="Ends">It has the mark of its end; a JPEG without it may be whole or cut off.</param>
/// <param name="IsLossless">A WebP that keeps every pixel as it is, such as a screenshot.</param>
public readonly record struct PhotoTraits(byte Orientation, bool HasProfile, bool Ends, bool IsLossless);

/// <summary>
/// Looks at a photo or paper from somebody unknown, without decoding anything of it. What it is follows from its bytes and never from its
/// name. A photo that passes must still be built anew from its pixels, by a process that may die of it; what comes back is looked at
/// again. docs/methods/evidence.md says what is kept and what is not promised.
/// </summary>
public static class EvidenceFile
{
    /// <exception cref="ExchangeFormatException">It is none of the four kinds, is damaged, or asks too much of the machine. The message
    /// says
    /// how to mend it.</exception>
    public static FoundFile Look(ReadOnlyMemory<byte> content, EvidenceLimits? limits = null)
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
        if (JpegLook.Is(bytes))
            return JpegLook.At(content, limits);
        if (bytes.StartsWith(PngLook.Signature))
            return PngLook.At(content, limits);
        if (WebpLook.Is(bytes))
            return WebpLook.At(content);
        if (bytes.StartsWith("%PDF-"u8))
            return new("application/pdf", PdfPaper.WrittenAnew(content, limits), null);
        throw Wrong(OtherKinds.Says(bytes));
    }

    /// <summary>Looks at what the process that builds photos anew gave back. It read a stranger's bytes, so it is believed no more than a
    /// stranger: the photo must be of the kind that was asked for, hold the parts that a decoder needs and no other, and end
    /// there.</summary>
    /// <exception cref="ExchangeFormatException">It hides something, or is not what was asked for.</exception>
    public static void CheckRebuilt(string mediaType, ReadOnlySpan<byte> built, EvidenceLimits? limits = null)
    {
        limits ??= EvidenceLimits.Default;
        if (built.Length > limits.RebuiltBytes)
            throw Wrong("The photo is too large when it is built anew. Make it smaller, or save it as a JPEG.");
        var right = mediaType switch
        {
            "image/jpeg" => JpegLook.IsBare(built),
            "image/png" => PngLook.IsBare(built),
            "image/webp" => WebpLook.IsBare(built),
            _ => false,
        };
        if (!right)
            throw Damaged();
        HiddenFiles.RefuseIn(built);
    }

    /// <summary>The words for what the process that builds photos anew has found.</summary>
    public static string Says(PhotoVerdict verdict, EvidenceLimits? limits = null) =>
        verdict switch
        {
            PhotoVerdict.CutOff =>
                "The photo is cut off: a part of it is missing. Add it from where it was taken and opens whole, or add a "
                    + "screenshot of it.",
            PhotoVerdict.TooManyPixels => TooLarge(limits ?? EvidenceLimits.Default),
            PhotoVerdict.TooMuch => "The photo asks too much of our machine, or is damaged. Make it smaller, or add a screenshot of it.",
            PhotoVerdict.NotNow => "We cannot take photos just now. Add it again later, or go on without it.",
            _ => "The photo is damaged. Take a screenshot of it, and add that.",
        };

    internal static string TooLarge(EvidenceLimits limits) =>
        $"The photo has more than {limits.Pixels / 1_000_000} million pixels. Make it smaller, or take a screenshot of it.";

    internal static ExchangeFormatException Damaged() => Wrong(Says(PhotoVerdict.Damaged));

    internal static ExchangeFormatException DamagedPaper() => Wrong("The PDF is damaged. Open it and print it to PDF, and add that.");

    internal static ExchangeFormatException CutOff() => Wrong(Says(PhotoVerdict.CutOff));

    internal static ExchangeFormatException Unusual(string kind) =>
        Wrong($"This is an unusual kind of {kind}. Take a screenshot of it, and add that.");

    internal static ExchangeFormatException Wrong(string problem) => new("", null, problem);
}
