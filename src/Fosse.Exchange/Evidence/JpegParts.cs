using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>
/// The segments of a JPEG one after the other (ITU-T T.81, annex B), found as libjpeg finds them, so that what is counted here is what is
/// decoded there: stray bytes before a mark are passed over, and marks without a length are no segments.
/// </summary>
internal ref struct JpegParts(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private bool inScan;

    public byte Marker { get; private set; }

    public ReadOnlySpan<byte> Segment { get; private set; }

    /// <summary>Where the next mark is looked for; after the last, where the photo ends.</summary>
    public int At { get; private set; } = 2;

    /// <summary>The mark of the end stands there.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bytes stood between segments that belong to none.</summary>
    public bool Stray { get; private set; }

    /// <returns>False at the end, marked or not.</returns>
    public bool Next()
    {
        while (true)
        {
            var found = bytes[At..].IndexOf((byte)0xFF);
            if (found < 0)
            {
                At = bytes.Length;
                return false;
            }
            Stray |= found > 0 && !inScan;
            At += found;
            var run = bytes[At..].IndexOfAnyExcept((byte)0xFF); // any number of fill bytes
            if (run < 0)
            {
                At = bytes.Length;
                return false;
            }
            Marker = bytes[At + run];
            At += run + 1;
            if (Marker == 0xD9)
            {
                Ended = true;
                return false;
            }
            if (Marker is 0xD8)
                throw EvidenceFile.Damaged(); // begins a second time
            if (Marker is 0 or 1 or (>= 0xD0 and <= 0xD7))
            {
                Stray |= !inScan;
                continue; // a byte that was stuffed, or a restart
            }
            if (At + 2 > bytes.Length || BinaryPrimitives.ReadUInt16BigEndian(bytes[At..]) is var length && At + length > bytes.Length)
                throw EvidenceFile.CutOff();
            if (length < 2)
                throw EvidenceFile.Damaged();
            Segment = bytes.Slice(At + 2, length - 2);
            At += length;
            inScan = Marker == 0xDA;
            return true;
        }
    }
}
