using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// Which way up a photo is held, as a camera writes it (Exif 2.3, tag 274, values 1 to 8). Its pixels are turned by it, or it would lie
/// on its side.
/// </summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112,
        Short = 3,
        MostEntries = 512;

    public static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <param name="exif">With or without the prefix that it has in a JPEG.</param>
    /// <returns>1, which is upright, where it is not said or cannot be read.</returns>
    public static byte In(ReadOnlySpan<byte> exif)
    {
        var tiff = exif.StartsWith(Prefix) ? exif[Prefix.Length..] : exif;
        var big = tiff.StartsWith("MM\0*"u8);
        if (tiff.Length < 8 || (!big && !tiff.StartsWith("II*\0"u8)))
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

    private static uint Number(ReadOnlySpan<byte> bytes, bool big) =>
        big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static ushort Half(ReadOnlySpan<byte> bytes, bool big) =>
        big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
