using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>What a JPEG asks for before it is decoded: its size, and how many passes over the picture it is made of.</summary>
internal static class JpegLook
{
    private const byte Baseline = 0xC0,
        Progressive = 0xC2,
        Huffman = 0xC4,
        ArithmeticTables = 0xCC,
        Scan = 0xDA,
        Quantisation = 0xDB,
        Height = 0xDC,
        Restart = 0xDD,
        Jfif = 0xE0,
        Exif = 0xE1,
        Profile = 0xE2;

    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    /// <summary>Begins like one, be it as damaged as it may.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature[..2]);

    public static FoundFile At(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        if (!content.Span.StartsWith(Signature))
            throw EvidenceFile.Damaged(); // no decoder looks further
        var (pixels, scans, parts) = (0L, 0, 0);
        byte orientation = 1;
        var profile = false;
        var photo = new JpegParts(content.Span);
        while (photo.Next())
        {
            if (++parts > limits.Parts)
                throw EvidenceFile.Damaged();
            switch (photo.Marker)
            {
                case >= Baseline and <= Progressive when pixels == 0:
                    pixels = Pixels(photo.Segment);
                    if (pixels > limits.Pixels)
                        throw EvidenceFile.Wrong(EvidenceFile.TooLarge(limits));
                    break;
                case Scan when pixels > 0:
                    if (++scans > limits.Scans || scans * pixels > limits.ScannedPixels)
                        throw EvidenceFile.Wrong("This photo is built from too many layers. Take a screenshot of it, and add that.");
                    break;
                case (>= Baseline and <= Progressive) or Scan:
                    throw EvidenceFile.Damaged();
                case Exif when orientation == 1 && photo.Segment.StartsWith(ExifOrientation.Prefix):
                    orientation = ExifOrientation.In(photo.Segment);
                    break;
                case Profile:
                    profile |= photo.Segment.StartsWith("ICC_PROFILE\0"u8);
                    break;
                // What nothing uses, and a height that the frame has told: decoders pass over both.
                case Huffman or Quantisation or Restart or ArithmeticTables or Height or (>= 0xE0 and <= 0xEF) or 0xFE:
                    break;
                default: // arithmetic, lossless or hierarchical
                    throw EvidenceFile.Unusual("JPEG");
            }
        }
        if (scans == 0)
            throw photo.Ended ? EvidenceFile.Damaged() : EvidenceFile.CutOff();
        return new("image/jpeg", content[..photo.At], new(orientation, profile, photo.Ended, IsLossless: false));
    }

    /// <summary>Frame, tables, scans and the fixed mark of JFIF, one after the other to the end, and nothing else.</summary>
    public static bool IsBare(ReadOnlySpan<byte> built)
    {
        if (!built.StartsWith(Signature))
            return false;
        var photo = new JpegParts(built);
        while (photo.Next())
        {
            if (
                photo.Marker is not (Baseline or Progressive or Huffman or Quantisation or Restart or Scan or Jfif)
                || (photo.Marker == Jfif && (photo.Segment.Length != 14 || !photo.Segment.StartsWith("JFIF\0"u8)))
            )
                return false;
        }
        return photo is { Ended: true, Stray: false } && photo.At == built.Length;
    }

    private static long Pixels(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6)
            throw EvidenceFile.Damaged();
        var (height, width, components) = (
            BinaryPrimitives.ReadUInt16BigEndian(frame[1..]),
            BinaryPrimitives.ReadUInt16BigEndian(frame[3..]),
            frame[5]
        );
        if (frame[0] != 8 || height == 0)
            throw EvidenceFile.Unusual("JPEG");
        if (width == 0 || components is not (1 or 3 or 4) || frame.Length != 6 + 3 * components)
            throw EvidenceFile.Damaged();
        return (long)width * height;
    }
}
