using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>The first directory of a TIFF (TIFF 6.0, section 2), which Exif and the raw photos of most cameras are written in.</summary>
internal readonly ref struct TiffDirectory
{
    private const int EntryLength = 12,
        MostEntries = 512;

    private readonly ReadOnlySpan<byte> tiff,
        entries;

    private readonly bool big;

    /// <param name="tiff">From its head on. Where it is none, or its directory lies beyond it, nothing is found in it.</param>
    public TiffDirectory(ReadOnlySpan<byte> tiff)
    {
        this.tiff = tiff;
        big = tiff.StartsWith("MM\0*"u8);
        if (!Is(tiff) || tiff.Length < 8 || Number(tiff[4..]) is var first && first > tiff.Length - 2)
            return;
        var count = Math.Min((int)Half(tiff[(int)first..]), MostEntries);
        var held = tiff[((int)first + 2)..];
        entries = held[..(Math.Min(held.Length / EntryLength, count) * EntryLength)];
    }

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8);

    /// <returns>Its kind, count and value, 12 bytes; empty where there is none.</returns>
    public ReadOnlySpan<byte> Entry(ushort tag)
    {
        for (var at = 0; at < entries.Length; at += EntryLength)
        {
            if (Half(entries[at..]) == tag)
                return entries.Slice(at, EntryLength);
        }
        return [];
    }

    public bool Has(ushort tag) => !Entry(tag).IsEmpty;

    /// <summary>A single number of two bytes.</summary>
    public int? Short(ushort tag) => Entry(tag) is { IsEmpty: false } entry && Half(entry[2..]) == 3 ? Half(entry[8..]) : null;

    /// <summary>The bytes of a text; empty where they lie beyond the file.</summary>
    public ReadOnlySpan<byte> Words(ushort tag)
    {
        var entry = Entry(tag);
        if (entry.IsEmpty || Half(entry[2..]) != 2)
            return [];
        var length = Number(entry[4..]);
        if (length <= 4)
            return entry.Slice(8, (int)length);
        var at = Number(entry[8..]);
        return (long)at + length <= tiff.Length ? tiff.Slice((int)at, (int)length) : [];
    }

    private uint Number(ReadOnlySpan<byte> bytes) =>
        big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private ushort Half(ReadOnlySpan<byte> bytes) =>
        big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
