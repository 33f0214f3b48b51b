using System.Text;

namespace Fosse.Privacy;

/// <summary>
/// Locks small secrets of the house itself with the newest key of the ring, so that the database alone does not give them away. What is
/// about
/// a person is sealed with a key of that person instead (<see cref="Sealer"/>).
/// </summary>
public sealed class RingBox(KeyRing ring)
{
    /// <summary>Whether there is a key to lock with.</summary>
    public bool HasRing => ring.Ids.Count > 0;

    /// <summary>The name of the key that locks now.</summary>
    public string Newest => ring.Current().Id;

    /// <param name="about">What the secret is for; under another purpose it does not open.</param>
    /// <returns>The name of the key, and the box.</returns>
    public (string Key, byte[] Box) Lock(ReadOnlySpan<byte> secret, string about)
    {
        var with = ring.Current();
        return (with.Id, Cipher.Lock(with.Bytes, secret, About(about, with.Id)));
    }

    /// <returns>None where the ring has no such key, or it is another.</returns>
    public byte[]? Unlock(string key, ReadOnlySpan<byte> box, string about) =>
        ring.Find(key) is { } with && Cipher.TryUnlock(with.Bytes, box, About(about, key), out var secret) ? secret : null;

    private static byte[] About(string about, string key) => Encoding.UTF8.GetBytes($"fosse box 1 {about} {key}");
}

/// <summary>Locks anew, with the newest key of the ring, what a room keeps in boxes of older ones; asked when the ring turns.</summary>
public delegate Task RelockBoxes(GuardedDb db, RingBox ring, CancellationToken stop);
