using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// Which way up a photo is held, as a camera writes it (Exif 2.3, tag 274, values 1 to 8). The one thing about a photo that is kept:
/// without it a photo lies on its side. It is kept in a segment of our own making that holds this number and nothing else.
/// </summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112,
        Short = 3,
        MostEntries = 512;

    /// <returns>1, which is upright, where it is not said or cannot be read.</returns>
    public static byte In(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14)
            return 1;
        var tiff = segment[6..];
        var big = tiff.StartsWith("MM\0*"u8);
        if (!big && !tiff.StartsWith("II*\0"u8))
            return 1;
        var first = Number(tiff[4..], big);
        if (first > tiff.Length - 2)
            return 1;
        var entries = Half(tiff[(int)first..], big);
        for (var i = 0; i < Math.Min((int)entries, MostEntries); i++)
        {
            var at = (int)first + 2 + 12 * i;
            if (at + 12 > tiff.Length)
                return 1;
            var entry = tiff.Slice(at, 12);
            if (Half(entry, big) != Tag)
                continue;
            return Half(entry[2..], big) == Short && Half(entry[8..], big) is >= 1 and <= 8 and var value ? (byte)value : (byte)1;
        }
        return 1;
    }

    public static byte[] Segment(byte orientation) =>
        [
            0xFF,
            0xE1,
            0,
            34,
            (byte)'E',
            (byte)'x',
            (byte)'i',
            (byte)'f',
            0,
            0,
            (byte)'M',
            (byte)'M',
            0,
            (byte)'*',
            0,
            0,
            0,
            8,
            0,
            1,
            Tag >> 8,
            Tag & 255,
            0,
            Short,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];

    private static uint Number(ReadOnlySpan<byte> bytes, bool big) =>
        big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static ushort Half(ReadOnlySpan<byte> bytes, bool big) =>
        big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
