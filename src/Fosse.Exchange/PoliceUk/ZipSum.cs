namespace Fosse.Exchange.PoliceUk;

/// <summary>The sum that a zip states of each file (CRC-32, APPNOTE 4.4.7), which .NET does not look at when it unpacks one.</summary>
internal sealed class ZipSum
{
    private const uint Polynomial = 0xEDB8_8320;
    private static readonly uint[][] Steps = Made();
    private uint state = uint.MaxValue;

    public uint Value => ~state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (now, s) = (state, Steps);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            now ^= bytes[0] | (uint)bytes[1] << 8 | (uint)bytes[2] << 16 | (uint)bytes[3] << 24;
            now =
                s[7][(byte)now]
                ^ s[6][(byte)(now >> 8)]
                ^ s[5][(byte)(now >> 16)]
                ^ s[4][now >> 24]
                ^ s[3][bytes[4]]
                ^ s[2][bytes[5]]
                ^ s[1][bytes[6]]
                ^ s[0][bytes[7]];
        }
        foreach (var b in bytes)
            now = now >> 8 ^ s[0][(byte)now ^ b];
        state = now;
    }

    // Eight bytes at a time: step i is what a byte does that i more follow.
    private static uint[][] Made()
    {
        var steps = new uint[8][];
        for (var step = 0; step < steps.Length; step++)
        {
            steps[step] = new uint[256];
            for (uint b = 0; b < 256; b++)
            {
                var sum = step == 0 ? b : steps[step - 1][b];
                if (step > 0)
                    sum = sum >> 8 ^ steps[0][(byte)sum];
                for (var bit = 0; step == 0 && bit < 8; bit++)
                    sum = sum >> 1 ^ (Polynomial & (0 - (sum & 1)));
                steps[step][b] = sum;
            }
        }
        return steps;
    }
}
