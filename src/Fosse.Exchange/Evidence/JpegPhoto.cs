using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// A JPEG built anew (ITU-T T.81): its frame, tables and scans, the two fixed marks that tell a decoder what the colours mean (JFIF and
/// Adobe, rewritten without their variable parts), and which way up it is held. No other application segment, no comment, no second
/// picture.
/// </summary>
internal sealed class JpegPhoto : IDisposable
{
    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Jfif => [0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
    private static ReadOnlySpan<byte> Adobe =>
        [0xFF, 0xEE, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', 0, 100, 0, 0, 0, 0];

    private readonly EvidenceLimits limits;
    private readonly MemoryStream body;
    private readonly JpegTables tables = new();
    private int scans;
    private bool jfif;
    private byte? colours;
    private byte orientation = 1;

    private JpegPhoto(EvidenceLimits limits, int length) => (this.limits, body) = (limits, new MemoryStream(length));

    public static byte[] Rebuild(ReadOnlySpan<byte> bytes, EvidenceLimits limits)
    {
        using var photo = new JpegPhoto(limits, bytes.Length);
        photo.Read(bytes);
        return photo.Built();
    }

    public void Dispose() => body.Dispose();

    private void Read(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; ; )
        {
            if (at >= bytes.Length)
                throw CutOff();
            if (bytes[at] != 0xFF)
                throw Damaged();
            while (at < bytes.Length && bytes[at] == 0xFF)
                at++; // any number of fill bytes
            if (at >= bytes.Length)
                throw CutOff();
            var marker = bytes[at++];
            if (marker == 0xD9)
                break; // the end: what follows is left behind
            if (at + 2 > bytes.Length)
                throw CutOff();
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (length < 2)
                throw Damaged();
            if (at + length > bytes.Length)
                throw CutOff();
            var segment = bytes.Slice(at + 2, length - 2);
            at += length;
            Take(marker, segment);
            if (marker == 0xDA)
                at = Scan(bytes, at);
        }
        if (scans == 0)
            throw Damaged();
    }

    private void Take(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                tables.Frame(segment, progressive: marker == 0xC2, limits);
                break;
            case 0xC4:
                JpegTables.Huffman(segment);
                break;
            case 0xDB:
                JpegTables.Quantisation(segment);
                break;
            case 0xDD:
                if (segment.Length != 2)
                    throw Damaged();
                break;
            case 0xDA:
                if (++scans > limits.Scans)
                    throw Wrong("This photo is built from too many layers. Take a screenshot of it, and add that.");
                tables.Scan(segment);
                break;
            case 0xE0:
                jfif |= segment.StartsWith("JFIF\0"u8);
                return;
            case 0xE1:
                if (orientation == 1)
                    orientation = ExifOrientation.In(segment);
                return;
            case 0xEE:
                if (segment.StartsWith("Adobe"u8) && segment.Length >= 12 && segment[11] <= 2)
                    colours ??= segment[11];
                return;
            case >= 0xE0 and <= 0xEF or 0xFE: // what applications and people say about it
                return;
            default:
                throw Wrong("This is an unusual kind of JPEG. Take a screenshot of the photo, and add that.");
        }
        body.Write([0xFF, marker, (byte)((segment.Length + 2) >> 8), (byte)(segment.Length + 2)]);
        body.Write(segment);
    }

    /// <returns>Where the next marker stands.</returns>
    private int Scan(ReadOnlySpan<byte> bytes, int from)
    {
        for (var at = from; ; )
        {
            var next = bytes[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= bytes.Length)
                throw CutOff();
            at += next;
            if (bytes[at + 1] is 0 or (>= 0xD0 and <= 0xD7))
                at += 2; // a byte that was stuffed, or a restart
            else if (at == from)
                throw Damaged();
            else
            {
                body.Write(bytes[from..at]);
                return at;
            }
        }
    }

    private byte[] Built()
    {
        using var built = new MemoryStream((int)body.Length + 64);
        built.Write([0xFF, 0xD8]);
        if (jfif)
            built.Write(Jfif);
        if (orientation != 1)
            built.Write(ExifOrientation.Segment(orientation));
        if (colours is { } transform)
        {
            built.Write(Adobe);
            built.WriteByte(transform);
        }
        body.WriteTo(built);
        built.Write([0xFF, 0xD9]);
        return built.ToArray();
    }

    internal static ExchangeFormatException Damaged() => Wrong("The photo is damaged. Take a screenshot of it, and add that.");

    private static ExchangeFormatException CutOff() => Wrong("The photo is cut off: not all of it arrived. Add it again.");

    private static ExchangeFormatException Wrong(string problem) => EvidenceFile.Wrong(problem);
}
