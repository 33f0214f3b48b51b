namespace Fosse.Exchange;

/// <summary>
/// How much a file may ask of the machine before it is refused. The defaults leave room for the whole archive of
/// data.police.uk (about 5,000 files, the largest month under 50 MB) and for the boundaries of a country.
/// </summary>
public sealed record ReadLimits
{
    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes in one line of a CSV file.</summary>
    public int LineBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes in one file, or in one unpacked entry of a zip.</summary>
    public long FileBytes { get; init; } = 1L << 30;

    /// <summary>Bytes in all unpacked entries of one zip together.</summary>
    public long TotalBytes { get; init; } = 20L << 30;

    /// <summary>Entries in one zip, or files found below the given folders.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Unpacked bytes for each packed byte; more is a zip made to exhaust the machine.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Entries smaller than this when unpacked may have any ratio, since they can do no harm.</summary>
    public long RatioFrom { get; init; } = 10L << 20;

    /// <summary>Bytes in one JSON document, which is held in memory whole.</summary>
    public int JsonBytes { get; init; } = 512 << 20;

    /// <summary>Levels of nesting in JSON.</summary>
    public int JsonDepth { get; init; } = 64;
}
