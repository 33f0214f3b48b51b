using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>What a PNG asks for before it is decoded (W3C PNG, third edition): its size, and how much its pixels unpack to.</summary>
internal static class PngLook
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static FoundFile At(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        var bytes = content.Span;
        var (parts, at) = (0, Signature.Length);
        byte orientation = 1;
        var (profile, pixels) = (false, false);
        while (Chunk(bytes, at) is { Name.IsEmpty: false } chunk)
        {
            if (++parts > limits.Parts || chunk.Name.SequenceEqual("IHDR"u8) != (parts == 1))
                throw parts == 1 ? EvidenceFile.Unusual("PNG") : EvidenceFile.Damaged();
            at = chunk.End;
            if (parts == 1)
                Measure(chunk.Data, limits);
            else if (chunk.Name.SequenceEqual("IEND"u8))
                return Found(ends: true);
            else if (chunk.Name.SequenceEqual("eXIf"u8))
                orientation = ExifOrientation.In(chunk.Data);
            else if (chunk.Name.SequenceEqual("iCCP"u8))
                profile = true;
            else if (chunk.Name.SequenceEqual("IDAT"u8))
                pixels = true;
            else if (!chunk.Name.SequenceEqual("PLTE"u8) && (chunk.Name[0] & 32) == 0)
                throw EvidenceFile.Unusual("PNG"); // a decoder may not leave out what it must know
        }
        return pixels || Begins(bytes, at, "IDAT"u8) ? Found(ends: false) : throw EvidenceFile.CutOff();

        FoundFile Found(bool ends) => new("image/png", ends ? content[..at] : content, new(orientation, profile, ends, IsLossless: true));
    }

    /// <summary>Header, palette, transparency and pixels, one after the other to the end, and nothing else.</summary>
    public static bool IsBare(ReadOnlySpan<byte> built)
    {
        if (!built.StartsWith(Signature))
            return false;
        var at = Signature.Length;
        while (Chunk(built, at) is { Name.IsEmpty: false } chunk)
        {
            at = chunk.End;
            if (chunk.Name.SequenceEqual("IEND"u8))
                return chunk.Data.IsEmpty && at == built.Length;
            if (
                !chunk.Name.SequenceEqual("IDAT"u8)
                && !(chunk.Name.SequenceEqual("IHDR"u8) && chunk.Data.Length == 13)
                && !(chunk.Name.SequenceEqual("PLTE"u8) && chunk.Data.Length <= 768)
                && !(chunk.Name.SequenceEqual("tRNS"u8) && chunk.Data.Length <= 256)
            )
                return false;
        }
        return false;
    }

    private static void Measure(ReadOnlySpan<byte> header, EvidenceLimits limits)
    {
        if (header.Length != 13)
            throw EvidenceFile.Damaged();
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw EvidenceFile.Damaged();
        if ((decimal)width * height > limits.Pixels)
            throw EvidenceFile.Wrong(EvidenceFile.TooLarge(limits));
        var channels = header[9] switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        if (height * (1 + ((long)width * channels * header[8] + 7) / 8) > limits.PixelBytes)
            throw EvidenceFile.Wrong(
                $"The photo unpacks to more than {limits.PixelBytes / 1024 / 1024} MB. Make it smaller, or take a screenshot of it."
            );
    }

    private static bool Begins(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> name) =>
        at + 8 <= bytes.Length && bytes.Slice(at + 4, 4).SequenceEqual(name);

    /// <returns>Without a name where no whole chunk stands.</returns>
    private static Part Chunk(ReadOnlySpan<byte> bytes, int at)
    {
        if (at + 12 > bytes.Length || BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) is var length && length > bytes.Length - at - 12)
            return default;
        return new(bytes.Slice(at + 4, 4), bytes.Slice(at + 8, (int)length), at + 12 + (int)length);
    }

    private readonly ref struct Part(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, int end)
    {
        public ReadOnlySpan<byte> Name { get; } = name;
        public ReadOnlySpan<byte> Data { get; } = data;
        public int End { get; } = end;
    }
}
