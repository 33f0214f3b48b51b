using System.IO.Compression;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>Unpacks what a stream was packed by, filter by filter (ISO 32000-1, 7.4.2 to 7.4.5), so that it can be looked into. Pictures'
/// own ways are none of these.</summary>
internal static class PdfUnpacked
{
    private const int ClearTable = 256,
        EndOfData = 257,
        LongestCode = 12,
        Most = 32 * 1024 * 1024;

    /// <returns>None where a filter is one of pictures, or differences are told in a way that is not known.</returns>
    /// <exception cref="ExchangeFormatException">It is damaged, or more than so many bytes.</exception>
    public static byte[]? Of(
        ReadOnlyMemory<byte> packed,
        IReadOnlyList<string> filters,
        IReadOnlyList<PdfDictionary?> ways,
        PdfObjectsOf paper,
        PdfBounds bounds
    )
    {
        var bytes = packed.ToArray();
        foreach (var (filter, how) in filters.Zip(ways))
        {
            var to = new Bounded(bounds);
            var earlyChange = how?["EarlyChange"] is null || paper.Number(how["EarlyChange"]) != 0;
            switch (filter)
            {
                case "FlateDecode":
                    Flate(bytes, to);
                    break;
                case "ASCIIHexDecode":
                    Hex(bytes, to);
                    break;
                case "ASCII85Decode":
                    Base85(bytes, to);
                    break;
                case "RunLengthDecode":
                    Runs(bytes, to);
                    break;
                case "LZWDecode":
                    Lzw(bytes, to, earlyChange ? 1 : 0);
                    break;
                default:
                    return null;
            }
            bytes = to.Bytes.ToArray();
            if (PdfPredicted.IsPlain(how, paper))
                continue;
            if (filter is not ("FlateDecode" or "LZWDecode") || PdfPredicted.Undone(bytes, how!, paper) is not { } undone)
                return null;
            bytes = undone;
        }
        return bytes;
    }

    /// <summary>What Flate has packed. The sum at its end is not asked, for no reader of PDFs asks it and many writers err in it; a head
    /// that is none is for zlib to refuse.</summary>
    public static Stream Deflated(byte[] from) =>
        from.Length > 2 && (from[0] & 15) == 8 && (from[1] & 32) == 0 && (from[0] << 8 | from[1]) % 31 == 0
            ? new DeflateStream(new MemoryStream(from, 2, from.Length - 2, writable: false), CompressionMode.Decompress)
            : new ZLibStream(new MemoryStream(from, writable: false), CompressionMode.Decompress);

    private sealed class Bounded(PdfBounds bounds)
    {
        public List<byte> Bytes { get; } = [];

        public void Add(ReadOnlySpan<byte> some)
        {
            bounds.Unpack(some.Length);
            if (some.Length > Most - Bytes.Count)
                throw PdfBounds.TooMuch();
            Bytes.AddRange(some);
        }

        public void Add(byte one) => Add([one]);
    }

    private static void Flate(byte[] from, Bounded to)
    {
        using var unpacked = Deflated(from);
        var buffer = new byte[81_920];
        try
        {
            for (int read; (read = unpacked.Read(buffer)) > 0; )
                to.Add(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw EvidenceFile.DamagedPaper();
        }
    }

    private static void Hex(byte[] from, Bounded to)
    {
        var high = -1;
        foreach (var b in from)
        {
            if (b == '>')
                break;
            if (!char.IsAsciiHexDigit((char)b))
                continue;
            var digit = Convert.ToInt32(((char)b).ToString(), 16);
            if (high < 0)
                high = digit;
            else
            {
                to.Add((byte)(high << 4 | digit));
                high = -1;
            }
        }
        if (high >= 0)
            to.Add((byte)(high << 4));
    }

    private static void Base85(byte[] from, Bounded to)
    {
        Span<byte> four = stackalloc byte[4];
        var (value, count) = (0UL, 0);
        foreach (var b in from)
        {
            if (b == '~')
                break;
            if (b == 'z' && count == 0)
                to.Add([0, 0, 0, 0]);
            if (b is < (byte)'!' or > (byte)'u')
                continue;
            value = value * 85 + (ulong)(b - '!');
            if (++count < 5)
                continue;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, (uint)value);
            to.Add(four);
            (value, count) = (0, 0);
        }
        if (count < 2)
            return;
        for (var i = count; i < 5; i++)
            value = value * 85 + 84;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, (uint)value);
        to.Add(four[..(count - 1)]);
    }

    private static void Runs(byte[] from, Bounded to)
    {
        for (var at = 0; at < from.Length && from[at] != 128; )
        {
            var length = from[at++];
            if (length < 128)
            {
                var copied = Math.Min(length + 1, from.Length - at);
                to.Add(from.AsSpan(at, copied));
                at += copied;
            }
            else if (at < from.Length)
            {
                var run = new byte[257 - length];
                Array.Fill(run, from[at++]);
                to.Add(run);
            }
        }
    }

    private static void Lzw(byte[] from, Bounded to, int early)
    {
        var table = new List<byte[]>(1 << LongestCode);
        var (bits, held, width) = (0u, 0, 9);
        byte[]? last = null;
        Clear();
        foreach (var b in from)
        {
            (bits, held) = (bits << 8 | b, held + 8);
            if (held < width)
                continue;
            var code = (int)(bits >> (held - width)) & ((1 << width) - 1);
            held -= width;
            if (code == EndOfData)
                return;
            if (code == ClearTable)
            {
                Clear();
                continue;
            }
            var entry =
                code < table.Count ? table[code]
                : code == table.Count && last is not null ? [.. last, last[0]]
                : throw EvidenceFile.DamagedPaper();
            to.Add(entry);
            if (last is not null && table.Count < 1 << LongestCode)
                table.Add([.. last, entry[0]]);
            last = entry;
            width = Math.Clamp(32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(table.Count + early)), 9, LongestCode);
        }

        void Clear()
        {
            table.Clear();
            for (var i = 0; i < ClearTable; i++)
                table.Add([(byte)i]);
            table.AddRange([
                [],
                [],
            ]);
            (width, last) = (9, null);
        }
    }
}
