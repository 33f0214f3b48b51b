namespace Fosse.Exchange.Evidence.Papers;

/// <summary>
/// Bytes that were written as differences from those before or above them, so that they pack better (ISO 32000-1, 7.4.4.4): row by row as
/// PNG does it (ISO/IEC 15948, 9.2), or sample by sample as TIFF does.
/// </summary>
internal static class PdfPredicted
{
    private const int Tiff = 2,
        FirstOfPng = 10,
        LastOfPng = 15,
        LongestRow = 1 << 20;

    /// <summary>Whether what a filter says of its bytes is plain, so that nothing is to be undone.</summary>
    public static bool IsPlain(PdfDictionary? how, PdfObjectsOf paper) =>
        how is null || paper.Follow(how["Predictor"]) is null || paper.Number(how["Predictor"]) == 1;

    /// <returns>The bytes themselves; none where it is told in a way that readers would not agree on.</returns>
    public static byte[]? Undone(byte[] bytes, PdfDictionary how, PdfObjectsOf paper)
    {
        int? Told(string key, int otherwise) => paper.Follow(how[key]) is null ? otherwise : paper.Number(how[key]);
        if (
            paper.Number(how["Predictor"]) is not { } kind
            || Told("Colors", 1) is not (>= 1 and <= 32 and var colours)
            || Told("BitsPerComponent", 8) is not ((1 or 2 or 4 or 8 or 16) and var bits)
            || Told("Columns", 1) is not (>= 1 and <= LongestRow and var columns)
            || ((long)colours * bits * columns + 7) / 8 is not (<= LongestRow and var row)
        )
            return null;
        var before = Math.Max(1, colours * bits / 8);
        return kind switch
        {
            Tiff when bits == 8 => Samples(bytes, (int)row, before),
            >= FirstOfPng and <= LastOfPng => Rows(bytes, (int)row, before),
            _ => null,
        };
    }

    private static byte[] Samples(byte[] bytes, int row, int before)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (at % row >= before)
                bytes[at] += bytes[at - before];
        }
        return bytes;
    }

    // Each row says in a byte before it how it was written. The last may be cut off.
    private static byte[]? Rows(byte[] bytes, int row, int before)
    {
        var undone = new byte[bytes.Length - (bytes.Length + row) / (row + 1)];
        var above = new byte[row];
        for (int from = 0, to = 0; from < bytes.Length; from += row + 1)
        {
            var how = bytes[from];
            if (how > 4)
                return null;
            var length = Math.Min(row, bytes.Length - from - 1);
            var now = undone.AsSpan(to, length);
            bytes.AsSpan(from + 1, length).CopyTo(now);
            for (var i = 0; i < length; i++)
            {
                var (left, corner) = i < before ? ((byte)0, (byte)0) : (now[i - before], above[i - before]);
                now[i] += how switch
                {
                    1 => left,
                    2 => above[i],
                    3 => (byte)((left + above[i]) / 2),
                    4 => Nearest(left, above[i], corner),
                    _ => 0,
                };
            }
            now.CopyTo(above);
            to += length;
        }
        return undone;
    }

    private static byte Nearest(byte left, byte above, byte corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left
            : toAbove <= toCorner ? above
            : corner;
    }
}
