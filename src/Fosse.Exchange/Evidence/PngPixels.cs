using System.IO.Compression;

namespace Fosse.Exchange.Evidence;

/// <summary>Unpacks the pixels of a PNG and packs them anew, a piece at a time: exactly as many bytes as its header says, and never
/// more.</summary>
internal static class PngPixels
{
    // A screenshot of a telephone is packed as well as it was; a picture so large that this would take seconds is packed fast.
    private const int PackedWell = 32 * 1024 * 1024;

    public static MemoryStream PackAnew(
        ReadOnlyMemory<byte> content,
        IReadOnlyList<(int Start, int Length)> packed,
        PngHeader header,
        EvidenceLimits limits
    )
    {
        var into = new MemoryStream();
        try
        {
            using (var from = new ZLibStream(new Pieces(content, packed), CompressionMode.Decompress))
            using (
                var to = new ZLibStream(
                    into,
                    header.RawBytes <= PackedWell ? CompressionLevel.Optimal : CompressionLevel.Fastest,
                    leaveOpen: true
                )
            )
            {
                var buffer = new byte[81_920];
                foreach (var (rows, bytes) in header.Rows())
                {
                    Rows(from, to, buffer, rows, bytes, () => into.Length > 3L * limits.FileBytes);
                }
                if (from.Read(buffer, 0, 1) != 0)
                    throw PngPhoto.Damaged(); // more than the header says
            }
            return into;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw PngPhoto.Damaged();
        }
    }

    private static void Rows(ZLibStream from, ZLibStream to, byte[] buffer, long rows, long bytes, Func<bool> tooLong)
    {
        var (left, inRow) = (rows * bytes, 0L);
        while (left > 0)
        {
            var read = from.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                throw PngPhoto.Damaged(); // fewer
            for (var at = (bytes - inRow) % bytes; at < read; at += bytes)
            {
                if (buffer[at] > 4)
                    throw PngPhoto.Damaged(); // each row begins with one of five filters
            }
            inRow = (inRow + read) % bytes;
            left -= read;
            to.Write(buffer, 0, read);
            if (tooLong())
                throw EvidenceFile.Wrong("The photo is too large as a PNG. Save it as a JPEG.");
        }
    }

    /// <summary>The chunks of pixels as one stream, without copying them.</summary>
    private sealed class Pieces(ReadOnlyMemory<byte> content, IReadOnlyList<(int Start, int Length)> pieces) : ForwardStream
    {
        private int piece,
            at;

        public override int Read(Span<byte> buffer)
        {
            while (piece < pieces.Count && at == pieces[piece].Length)
                (piece, at) = (piece + 1, 0);
            if (piece == pieces.Count)
                return 0;
            var take = Math.Min(buffer.Length, pieces[piece].Length - at);
            content.Span.Slice(pieces[piece].Start + at, take).CopyTo(buffer);
            at += take;
            return take;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
