namespace Fosse.Exchange.Evidence;

/// <summary>The check of a PNG chunk (W3C PNG, annex D).</summary>
internal static class Crc32
{
    private static readonly uint[] Table =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(n =>
            {
                var c = (uint)n;
                for (var k = 0; k < 8; k++)
                    c = (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
                return c;
            }),
    ];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = Table[(crc ^ b) & 255] ^ (crc >> 8);
        return ~crc;
    }
}
