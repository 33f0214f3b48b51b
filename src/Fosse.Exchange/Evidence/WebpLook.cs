using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>What a WebP says of itself before it is decoded (RFC 9649): one still picture, and where it ends.</summary>
internal static class WebpLook
{
    private const uint Vp8 = 0x20385056,
        Vp8L = 0x4C385056,
        Vp8X = 0x58385056,
        Alph = 0x48504C41,
        Anim = 0x4D494E41,
        Anmf = 0x464D4E41,
        Exif = 0x46495845,
        Iccp = 0x50434349;

    public static bool Is(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8);

    /// <summary>A length that does not quite fit, and what is odd behind the picture, are left to the decoder: it has all that it
    /// needs.</summary>
    public static FoundFile At(ReadOnlyMemory<byte> content)
    {
        var end = BinaryPrimitives.ReadUInt32LittleEndian(content.Span[4..]) + 8L;
        if (end < 20)
            throw EvidenceFile.Damaged();
        var bytes = content.Span[..(int)Math.Min(end, content.Length)]; // what follows is left behind
        byte orientation = 1;
        var (profile, lossless, pictures, last) = (false, false, 0, bytes.Length);
        for (var at = 12; at < bytes.Length; )
        {
            var begins = at;
            if (Chunk(bytes, at, out var data, out at) is not { } name)
            {
                if (pictures == 0)
                    throw EvidenceFile.CutOff();
                last = begins;
                break;
            }
            if (name is Anim or Anmf || (name == Vp8X && !data.IsEmpty && (data[0] & 2) != 0))
                throw EvidenceFile.Wrong("Moving pictures are not taken. Take a screenshot of it, and add that.");
            if (name == Exif && orientation == 1)
                orientation = ExifOrientation.In(data);
            profile |= name == Iccp;
            lossless |= name == Vp8L;
            pictures += name is Vp8 or Vp8L ? 1 : 0;
        }
        if (pictures != 1)
            throw EvidenceFile.Damaged();
        return new("image/webp", Whole(content[..last]), new(orientation, profile, Ends: true, lossless));
    }

    // To its last whole chunk, with the length that it has.
    private static ReadOnlyMemory<byte> Whole(ReadOnlyMemory<byte> content)
    {
        byte[] whole = [.. content.Span, .. new byte[content.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4), whole.Length - 8);
        return whole;
    }

    /// <summary>The picture and its transparency, one after the other to the end, and nothing else.</summary>
    public static bool IsBare(ReadOnlySpan<byte> built)
    {
        if (!Is(built) || BinaryPrimitives.ReadUInt32LittleEndian(built[4..]) + 8L != built.Length)
            return false;
        for (var at = 12; at < built.Length; )
        {
            if (Chunk(built, at, out _, out at) is not (Vp8 or Vp8L or Alph or Vp8X))
                return false;
        }
        return true;
    }

    /// <returns>None where no whole chunk stands.</returns>
    private static uint? Chunk(ReadOnlySpan<byte> bytes, int at, out ReadOnlySpan<byte> data, out int next)
    {
        data = [];
        next = bytes.Length;
        if (bytes.Length - at < 8)
            return null;
        var (name, length) = (
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..])
        );
        if (length > bytes.Length - at - 8)
            return null;
        data = bytes.Slice(at + 8, (int)length);
        next = (int)Math.Min(bytes.Length, at + 8L + length + (length & 1));
        return name;
    }
}
