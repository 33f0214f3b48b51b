using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>Checks the tables and headers of a JPEG (ITU-T T.81, annex B): each must fill its segment exactly, so that nothing else travels
/// in it.</summary>
internal sealed class JpegTables
{
    private readonly HashSet<byte> components = [];
    private bool progressive;

    public void Frame(ReadOnlySpan<byte> segment, bool progressive, EvidenceLimits limits)
    {
        this.progressive = progressive;
        if (components.Count > 0 || segment.Length < 6)
            throw JpegPhoto.Damaged();
        var (height, width, count) = (
            BinaryPrimitives.ReadUInt16BigEndian(segment[1..]),
            BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
            segment[5]
        );
        if (segment[0] != 8 || height == 0 || width == 0 || count is not (1 or 3 or 4) || segment.Length != 6 + 3 * count)
            throw JpegPhoto.Damaged();
        if ((long)height * width > limits.Pixels)
            throw EvidenceFile.Wrong(TooLarge(limits));
        for (var i = 0; i < count; i++)
        {
            var (id, sampling, table) = (segment[6 + 3 * i], segment[7 + 3 * i], segment[8 + 3 * i]);
            if (!components.Add(id) || sampling >> 4 is < 1 or > 4 || (sampling & 15) is < 1 or > 4 || table > 3)
                throw JpegPhoto.Damaged();
        }
    }

    public void Scan(ReadOnlySpan<byte> segment)
    {
        var count = segment.Length > 0 ? segment[0] : 0;
        if (components.Count == 0 || count is < 1 or > 4 || segment.Length != 4 + 2 * count)
            throw JpegPhoto.Damaged();
        for (var i = 0; i < count; i++)
        {
            if (!components.Contains(segment[1 + 2 * i]) || segment[2 + 2 * i] is var table && (table >> 4 > 3 || (table & 15) > 3))
                throw JpegPhoto.Damaged();
        }
        var (first, last) = (segment[^3], segment[^2]);
        if (first > last || last > 63 || (!progressive && (first, last) != (0, 63)))
            throw JpegPhoto.Damaged();
    }

    public static void Huffman(ReadOnlySpan<byte> segment)
    {
        do
        {
            if (segment.Length < 17 || segment[0] >> 4 > 1 || (segment[0] & 15) > 3)
                throw JpegPhoto.Damaged();
            var codes = 0;
            foreach (var ofLength in segment[1..17])
                codes += ofLength;
            if (codes is 0 or > 256 || segment.Length < 17 + codes)
                throw JpegPhoto.Damaged();
            segment = segment[(17 + codes)..];
        } while (segment.Length > 0);
    }

    public static void Quantisation(ReadOnlySpan<byte> segment)
    {
        do
        {
            var length = segment.Length > 0 && segment[0] >> 4 == 1 ? 129 : 65;
            if (segment.Length < length || segment[0] >> 4 > 1 || (segment[0] & 15) > 3)
                throw JpegPhoto.Damaged();
            segment = segment[length..];
        } while (segment.Length > 0);
    }

    public static string TooLarge(EvidenceLimits limits) =>
        $"The photo has more than {limits.Pixels / 1_000_000} million pixels. Make it smaller, or take a screenshot of it.";
}
