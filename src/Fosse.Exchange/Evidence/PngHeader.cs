using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>The header of a PNG: its size, and how many bytes its pixels unpack to.</summary>
internal readonly record struct PngHeader(uint Width, uint Height, byte Depth, byte Colour, bool Interlaced)
{
    // Where each of Adam7's passes begins and how far apart its pixels are: across, down.
    private static readonly (int X, int Y, int Dx, int Dy)[] Passes =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    public static bool TryRead(ReadOnlySpan<byte> data, out PngHeader header)
    {
        header = default;
        if (data.Length != 13 || data[10] != 0 || data[11] != 0 || data[12] > 1)
            return false;
        header = new(
            BinaryPrimitives.ReadUInt32BigEndian(data),
            BinaryPrimitives.ReadUInt32BigEndian(data[4..]),
            data[8],
            data[9],
            data[12] == 1
        );
        return header.Width is > 0 and <= int.MaxValue
            && header.Height is > 0 and <= int.MaxValue
            && (header.Colour, header.Depth) switch
            {
                (0, 1 or 2 or 4 or 8 or 16) or (2 or 4 or 6, 8 or 16) or (3, 1 or 2 or 4 or 8) => true,
                _ => false,
            };
    }

    public decimal Pixels => (decimal)Width * Height; // two numbers of 31 bits do not fit into a long with a sign and room for more

    public bool NeedsPalette => Colour == 3;
    public bool MayHavePalette => Colour is 2 or 3 or 6;

    public bool Transparency(int colours, int length) =>
        Colour switch
        {
            0 => length == 2,
            2 => length == 6,
            3 => length > 0 && length <= colours,
            _ => false,
        };

    private int Channels =>
        Colour switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>One filter byte and the pixels for each row, of each pass where there are passes.</summary>
    public decimal RawBytes => Rows().Sum(r => (decimal)r.Rows * r.Bytes);

    /// <summary>Rows of one length that follow one another: how many, and how many bytes each has with its filter byte.</summary>
    public IReadOnlyList<(long Rows, long Bytes)> Rows()
    {
        var self = this;
        if (!Interlaced)
            return [(Height, 1 + Packed(Width))];
        return
        [
            .. Passes
                .Select(p => (Across: Count(self.Width, p.X, p.Dx), Down: Count(self.Height, p.Y, p.Dy)))
                .Where(p => p is { Across: > 0, Down: > 0 })
                .Select(p => (p.Down, 1 + self.Packed(p.Across))),
        ];
    }

    private long Packed(long width) => (width * Channels * Depth + 7) / 8;

    private static long Count(long size, int from, int step) => size <= from ? 0 : (size - from + step - 1) / step;
}
