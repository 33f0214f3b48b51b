using System.Text;

namespace Fosse.Exchange.Evidence;

/// <summary>What a camera kept before it made a photo of it: known by how it begins or, in a TIFF, by what its first directory
/// says.</summary>
internal static class RawPhotos
{
    private const ushort Compression = 259,
        Colours = 262,
        Maker = 271,
        More = 330, // further directories, of which one holds what the sensor saw
        Negative = 50_706; // the version of DNG

    private static readonly (byte[] Start, string Name)[] Starts =
    [
        ([.. "II\x1a\0\0\0HEAPCCDR"u8], "Canon CRW"),
        ([.. "FUJIFILMCCD-RAW"u8], "Fujifilm RAF"),
        ([.. "IIRO"u8], "Olympus ORF"),
        ([.. "IIRS"u8], "Olympus ORF"),
        ([.. "MMOR"u8], "Olympus ORF"),
        ([.. "IIU\0"u8], "Panasonic RW2"),
        ([.. "FOVb"u8], "Sigma X3F"),
        ([.. "\0MRM"u8], "Minolta MRW"),
        ([.. "IIII"u8], "Phase One IIQ"),
        ([.. "ARRI"u8], "ARRI"),
    ];

    // Of these a TIFF with nothing else in it is a raw photo too. Scanners are made by others, or by another name.
    private static readonly (string Maker, string Name)[] Cameras =
    [
        ("NIKON CORPORATION", "Nikon NEF"),
        ("SONY", "Sony ARW"),
        ("PENTAX", "Pentax PEF"),
        ("SAMSUNG", "Samsung SRW"),
        ("Hasselblad", "Hasselblad 3FR"),
    ];

    /// <returns>The maker and the kind; empty where it is raw and of no kind that is known here; none where it is not raw.</returns>
    public static string? Named(ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, name) in Starts)
        {
            if (bytes.StartsWith(start))
                return name;
        }
        if (!TiffDirectory.Is(bytes))
            return null;
        if (bytes.Length >= 10 && bytes[8..10].SequenceEqual("CR"u8))
            return "Canon CR2";
        var said = new TiffDirectory(bytes);
        if (said.Has(Negative))
            return "DNG";
        var maker = Encoding.Latin1.GetString(said.Words(Maker)).TrimEnd('\0', ' ');
        foreach (var (camera, name) in Cameras)
        {
            if (maker.StartsWith(camera, StringComparison.OrdinalIgnoreCase))
                return name;
        }
        return (maker.Length > 0 && said.Has(More)) || OfSensor(said) ? "" : null;
    }

    // As a sensor sees: one colour a pixel, or packed in a way of a maker's own.
    private static bool OfSensor(TiffDirectory said) =>
        said.Short(Colours) is 32_803 or 34_892 || said.Short(Compression) is 32_767 or 32_770 or 34_713 or 65_000 or 65_535;
}
