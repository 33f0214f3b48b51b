using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// A PNG built anew (W3C PNG, second edition): header, palette, transparency, the three fixed chunks that say what the colours mean, and
/// the pixels, packed anew so that nothing can follow them. No text, no time, no Exif, no further pictures, nothing after the end.
/// </summary>
internal sealed class PngPhoto : IDisposable
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private readonly MemoryStream built = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<(int Start, int Length)> packed = [];
    private PngHeader header;
    private int colours;

    public static byte[] Rebuild(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        using var photo = new PngPhoto();
        photo.built.Write(Signature);
        photo.Read(content, limits);
        return photo.built.ToArray();
    }

    public void Dispose() => built.Dispose();

    private void Read(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        var bytes = content.Span;
        var before = "";
        for (var at = Signature.Length; ; )
        {
            if (at + 12 > bytes.Length)
                throw CutOff();
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
                throw CutOff();
            var whole = bytes.Slice(at + 4, (int)length + 4);
            if (Crc32.Of(whole) != BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8 + (int)length)..]))
                throw Damaged();
            var name = Name(whole[..4]);
            var data = whole[4..];
            if ((name == "IHDR") != (before.Length == 0))
                throw Damaged();
            if (name == "IEND" && (length != 0 || packed.Count == 0))
                throw Damaged();
            if (name != "IDAT" && before == "IDAT")
                WritePixels(content, limits);
            if (name == "IEND")
            {
                Write("IEND"u8, []);
                return; // what follows is left behind
            }
            Take(name, data, at + 8, limits);
            before = name;
            at += (int)length + 12;
        }
    }

    private void Take(string name, ReadOnlySpan<byte> data, int start, EvidenceLimits limits)
    {
        var pixelsDone = seen.Contains("done");
        var pixels = pixelsDone || packed.Count > 0;
        var right = name switch
        {
            "IHDR" => PngHeader.TryRead(data, out header),
            "PLTE" => !pixels && data.Length is > 0 and <= 768 && data.Length % 3 == 0 && header.MayHavePalette && !seen.Contains("tRNS"),
            "tRNS" => !pixels && header.Transparency(colours, data.Length),
            "gAMA" => !pixels && data.Length == 4,
            "sRGB" => !pixels && data.Length == 1 && data[0] <= 3,
            "cHRM" => !pixels && data.Length == 32,
            "IDAT" => !pixelsDone && (!header.NeedsPalette || colours > 0),
            // a decoder may not leave out what it must know
            _ => (name[0] & 32) == 32 ? (bool?)null : throw Wrong("This is an unusual kind of PNG. Take a screenshot of it, and add that."),
        };
        if (right is null)
            return;
        if (right is false || (name != "IDAT" && !seen.Add(name)))
            throw Damaged();
        if (name == "IHDR")
        {
            if (header.Pixels > limits.Pixels)
                throw Wrong(JpegTables.TooLarge(limits));
            if (header.RawBytes > limits.PixelBytes)
                throw Wrong(
                    $"The photo unpacks to more than {limits.PixelBytes / 1024 / 1024} MB. Make it smaller, or take a screenshot of it."
                );
        }
        if (name == "PLTE")
            colours = data.Length / 3;
        if (name == "IDAT")
            packed.Add((start, data.Length));
        else
            Write(System.Text.Encoding.ASCII.GetBytes(name), data);
    }

    private void WritePixels(ReadOnlyMemory<byte> content, EvidenceLimits limits)
    {
        using var pixels = PngPixels.PackAnew(content, packed, header, limits);
        seen.Add("done");
        Write("IDAT"u8, pixels.GetBuffer().AsSpan(0, (int)pixels.Length));
    }

    private void Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.Of(chunk.AsSpan(4, data.Length + 4)));
        built.Write(chunk);
    }

    private static string Name(ReadOnlySpan<byte> four)
    {
        foreach (var b in four)
        {
            if (!char.IsAsciiLetter((char)b))
                throw Damaged();
        }
        return System.Text.Encoding.ASCII.GetString(four);
    }

    internal static ExchangeFormatException Damaged() => Wrong("The photo is damaged. Take a screenshot of it, and add that.");

    private static ExchangeFormatException CutOff() => Wrong("The photo is cut off: not all of it arrived. Add it again.");

    private static ExchangeFormatException Wrong(string problem) => EvidenceFile.Wrong(problem);
}
