using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// A WebP built anew (RFC 9649): one still picture, with its transparency where that lies beside it. No Exif, no XMP, no colour profile,
/// no chunk of anybody's own, nothing after the end. Moving pictures are not taken.
/// </summary>
internal sealed class WebpPhoto
{
    private const uint Vp8 = 0x20385056,
        Vp8L = 0x4C385056,
        Vp8X = 0x58385056,
        Alph = 0x48504C41,
        Anim = 0x4D494E41,
        Anmf = 0x464D4E41;

    public static bool Is(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8);

    public static byte[] Rebuild(ReadOnlySpan<byte> bytes, EvidenceLimits limits)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (size > bytes.Length - 8)
            throw CutOff();
        if (size < 12)
            throw Damaged();
        var inside = bytes[12..(int)(size + 8)]; // what follows is left behind
        var seen = new HashSet<uint>();
        ReadOnlySpan<byte> extended = default,
            alpha = default,
            picture = default;
        uint kind = 0;
        while (inside.Length > 0)
        {
            if (inside.Length < 8)
                throw Damaged();
            var (name, length) = (BinaryPrimitives.ReadUInt32LittleEndian(inside), BinaryPrimitives.ReadUInt32LittleEndian(inside[4..]));
            if (length > inside.Length - 8)
                throw CutOff();
            var data = inside.Slice(8, (int)length);
            inside = inside[Math.Min(inside.Length, 8 + (int)length + (int)(length & 1))..];
            if (name is Anim or Anmf)
                throw EvidenceFile.Wrong("Moving pictures are not taken. Take a screenshot of it, and add that.");
            if (name is not (Vp8 or Vp8L or Vp8X or Alph))
                continue;
            if (!seen.Add(name) || kind != 0 || (name == Vp8X && seen.Count > 1))
                throw Damaged(); // each once, the picture last
            if (name == Vp8X)
                extended = data;
            else if (name == Alph)
                alpha = data;
            else
            {
                picture = data;
                kind = name;
            }
        }
        if (kind == 0 || (seen.Contains(Alph) && (kind == Vp8L || !seen.Contains(Vp8X))))
            throw Damaged();
        var (width, height) = kind == Vp8 ? Lossy(picture) : Lossless(picture);
        if (width == 0 || height == 0 || (seen.Contains(Vp8X) && Canvas(extended) != (width, height)))
            throw Damaged();
        if ((long)width * height > limits.Pixels)
            throw EvidenceFile.Wrong(JpegTables.TooLarge(limits));
        if (!seen.Contains(Alph))
            return Built([(kind, picture.ToArray())]);
        Transparency(alpha, width, height);
        return Built([(Vp8X, Extended(width, height)), (Alph, alpha.ToArray()), (kind, picture.ToArray())]);
    }

    private static (int Width, int Height) Lossy(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 10)
            throw Damaged();
        var tag = frame[0] | frame[1] << 8 | frame[2] << 16;
        // A key frame that is shown, of a known profile, whose first part fits.
        if (
            (tag & 1) != 0
            || (tag >> 1 & 7) > 3
            || (tag >> 4 & 1) == 0
            || (tag >> 5) > frame.Length - 10
            || !frame[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 1, 0x2A])
        )
            throw Damaged();
        return ((frame[6] | frame[7] << 8) & 0x3FFF, (frame[8] | frame[9] << 8) & 0x3FFF);
    }

    private static (int Width, int Height) Lossless(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 || frame[0] != 0x2F)
            throw Damaged();
        var head = BinaryPrimitives.ReadUInt32LittleEndian(frame[1..]);
        if (head >> 29 != 0)
            throw Damaged(); // the version
        return ((int)(head & 0x3FFF) + 1, (int)(head >> 14 & 0x3FFF) + 1);
    }

    private static (int Width, int Height) Canvas(ReadOnlySpan<byte> extended)
    {
        if (extended.Length != 10)
            throw Damaged();
        if ((extended[0] & 2) != 0)
            throw EvidenceFile.Wrong("Moving pictures are not taken. Take a screenshot of it, and add that.");
        return ((extended[4] | extended[5] << 8 | extended[6] << 16) + 1, (extended[7] | extended[8] << 8 | extended[9] << 16) + 1);
    }

    private static void Transparency(ReadOnlySpan<byte> alpha, int width, int height)
    {
        // Either one byte a pixel, or packed like a lossless picture.
        if (
            alpha.Length < 2
            || (alpha[0] & 3) > 1
            || alpha[0] >> 6 != 0
            || ((alpha[0] & 3) == 0 && alpha.Length != 1 + (long)width * height)
        )
            throw Damaged();
    }

    private static byte[] Extended(int width, int height) =>
        [
            0x10,
            0,
            0,
            0,
            (byte)(width - 1),
            (byte)((width - 1) >> 8),
            (byte)((width - 1) >> 16),
            (byte)(height - 1),
            (byte)((height - 1) >> 8),
            (byte)((height - 1) >> 16),
        ];

    private static byte[] Built((uint Name, byte[] Data)[] chunks)
    {
        var built = new byte[12 + chunks.Sum(c => 8 + c.Data.Length + (c.Data.Length & 1))];
        "RIFF"u8.CopyTo(built);
        BinaryPrimitives.WriteInt32LittleEndian(built.AsSpan(4), built.Length - 8);
        "WEBP"u8.CopyTo(built.AsSpan(8));
        var at = 12;
        foreach (var (name, data) in chunks)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(built.AsSpan(at), name);
            BinaryPrimitives.WriteInt32LittleEndian(built.AsSpan(at + 4), data.Length);
            data.CopyTo(built, at + 8);
            at += 8 + data.Length + (data.Length & 1);
        }
        return built;
    }

    private static ExchangeFormatException Damaged() => EvidenceFile.Wrong("The photo is damaged. Take a screenshot of it, and add that.");

    private static ExchangeFormatException CutOff() => EvidenceFile.Wrong("The photo is cut off: not all of it arrived. Add it again.");
}
