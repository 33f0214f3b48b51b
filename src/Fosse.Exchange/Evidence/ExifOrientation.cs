namespace Fosse.Exchange.Evidence;

/// <summary>
/// Which way up a photo is held, as a camera writes it (Exif 2.3, tag 274, values 1 to 8). Its pixels are turned by it, or it would lie
/// on its side.
/// </summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;

    public static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <param name="exif">With or without the prefix that it has in a JPEG.</param>
    /// <returns>1, which is upright, where it is not said or cannot be read.</returns>
    public static byte In(ReadOnlySpan<byte> exif) =>
        new TiffDirectory(exif.StartsWith(Prefix) ? exif[Prefix.Length..] : exif).Short(Tag) is >= 1 and <= 8 and var held
            ? (byte)held
            : (byte)1;
}
