using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Fosse.Tests.CrimeData;

/// <summary>A file that goes into a zip, with what the zip says of it, which may be something else.</summary>
internal sealed record ToZip(string Name, byte[] Content)
{
    public bool Stored { get; init; }
    public bool Locked { get; init; }
    public bool Zip64 { get; init; }
    public ushort? Method { get; init; }

    /// <summary>How much longer the zip says that it is.</summary>
    public int Longer { get; init; }
    public bool WrongSum { get; init; }
    public bool Flipped { get; init; }
}

/// <summary>Writes zips byte by byte, also those that no packer writes (PKWARE's APPNOTE, 4.3).</summary>
internal static class OddZip
{
    public static byte[] Of(params IReadOnlyList<ToZip> files)
    {
        using var zip = new MemoryStream();
        using var directory = new MemoryStream();
        foreach (var file in files)
        {
            var name = Encoding.UTF8.GetBytes(file.Name);
            var packed = file.Stored ? file.Content : Deflated(file.Content);
            if (file.Locked)
                packed = [.. Enumerable.Range(0, 12).Select(i => (byte)(i * 37)), .. packed.Select(b => (byte)(b ^ 0xA5))];
            if (file.Flipped && packed.Length > 0)
                packed = [.. packed[..(packed.Length / 2)], (byte)(packed[packed.Length / 2] ^ 1), .. packed[(packed.Length / 2 + 1)..]];
            var at = (uint)zip.Position;
            var long64 = file.Zip64 ? Long64(file.Content.Length + file.Longer, packed.Length) : [];
            var about = About(file, packed.Length);
            zip.Write([.. "PK\u0003\u0004"u8, .. about, .. Two(name.Length), .. Two(long64.Length), .. name, .. long64, .. packed]);
            directory.Write([.. "PK\u0001\u0002"u8, 63, 3, .. about, .. Two(name.Length), .. Two(long64.Length)]);
            directory.Write([.. Two(0), .. Two(0), .. Two(0), .. Four(0), .. Four(at), .. name, .. long64]);
        }
        var end = (uint)zip.Position;
        zip.Write(directory.ToArray());
        zip.Write([.. "PK\u0005\u0006"u8, .. Two(0), .. Two(0), .. Two(files.Count), .. Two(files.Count)]);
        zip.Write([.. Four((uint)directory.Length), .. Four(end), .. Two(0)]);
        return zip.ToArray();
    }

    // Version, flags (text is UTF-8, bit 11), method, time, date, sum, sizes.
    private static byte[] About(ToZip file, int packed)
    {
        var sum = Sum(file.Content) ^ (file.WrongSum ? 1u : 0);
        return
        [
            .. Two(file.Zip64 ? 45 : 20),
            .. Two((1 << 11) | (file.Locked ? 1 : 0)),
            .. Two(file.Method ?? (file.Stored ? 0 : 8)),
            .. Four(0x5A2F_0000),
            .. Four(sum),
            .. Four(file.Zip64 ? uint.MaxValue : (uint)packed),
            .. Four(file.Zip64 ? uint.MaxValue : (uint)(file.Content.Length + file.Longer)),
        ];
    }

    private static byte[] Long64(int length, int packed)
    {
        var field = new byte[20];
        (field[0], field[2]) = (1, 16);
        BinaryPrimitives.WriteInt64LittleEndian(field.AsSpan(4), length);
        BinaryPrimitives.WriteInt64LittleEndian(field.AsSpan(12), packed);
        return field;
    }

    private static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }

    private static byte[] Two(int number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Four(uint number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB8_8320 & (0 - (sum & 1)));
        }
        return ~sum;
    }
}
