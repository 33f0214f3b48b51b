namespace Fosse.Exchange.Evidence;

/// <summary>How much a photo or paper may ask of the machine before it is refused. The defaults leave room for any photo of a
/// telephone.</summary>
public sealed record EvidenceLimits
{
    public static EvidenceLimits Default { get; } = new();

    /// <summary>Bytes in one file.</summary>
    public int FileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Bytes in one photo when it has been built anew: a PNG may be packed less well than it was.</summary>
    public int RebuiltBytes { get; init; } = 30 * 1024 * 1024;

    /// <summary>Pixels in one photo: width times height.</summary>
    public long Pixels { get; init; } = 50_000_000;

    /// <summary>Scans in one JPEG: each is a pass over the whole picture, so many in a small file exhaust whoever opens it.</summary>
    public int Scans { get; init; } = 64;

    /// <summary>Pixels of all scans of one JPEG together: its size times its scans.</summary>
    public long ScannedPixels { get; init; } = 800_000_000;

    /// <summary>Segments of a JPEG or chunks of a PNG or WebP.</summary>
    public int Parts { get; init; } = 50_000;

    /// <summary>Unpacked bytes of the pixels of one PNG.</summary>
    public long PixelBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Streams in one PDF.</summary>
    public int Streams { get; init; } = 20_000;

    /// <summary>Unpacked bytes that are looked through in one stream of a PDF, and in all of them together.</summary>
    public int StreamBytes { get; init; } = 16 * 1024 * 1024;

    /// <inheritdoc cref="StreamBytes"/>
    public long AllStreamBytes { get; init; } = 96L * 1024 * 1024;
}
