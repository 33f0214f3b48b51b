using System.Runtime.InteropServices;

namespace Fosse.Tests.Privacy;

/// <summary>Looks for bytes in raw files, as somebody with a disk editor does.</summary>
internal sealed class Carved
{
    // Past the head that says which key it is: eight bytes of the cipher, which chance does not make twice.
    private const int From = 34,
        Length = sizeof(long);

    private readonly Dictionary<long, Guid> sought = [];

    public void Seek(Guid subject, byte[] sealedBytes) =>
        sought[MemoryMarshal.Read<long>(sealedBytes.AsSpan(Math.Min(From, sealedBytes.Length - Length), Length))] = subject;

    /// <summary>The subjects of which something lies in these bytes.</summary>
    public HashSet<Guid> In(ReadOnlySpan<byte> raw)
    {
        var found = new HashSet<Guid>();
        for (var at = 0; at + Length <= raw.Length; at++)
        {
            if (sought.TryGetValue(MemoryMarshal.Read<long>(raw[at..]), out var subject))
                found.Add(subject);
        }
        return found;
    }
}
