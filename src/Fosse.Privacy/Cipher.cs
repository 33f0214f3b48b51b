using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Fosse.Privacy;

/// <summary>AES-256-GCM with a nonce by chance: what comes out is nonce, tag and cipher in a row.</summary>
internal static class Cipher
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12,
        TagBytes = 16;

    /// <param name="about">What the text belongs to. It is not in the result, and without the same again nothing opens.</param>
    public static byte[] Lock(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> about)
    {
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), about);
        return box;
    }

    /// <returns>False where the key is another, or a byte of the box or of what it is about has changed.</returns>
    public static bool TryUnlock(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> about, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (box.Length < NonceBytes + TagBytes)
            return false;
        var open = new byte[box.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), open, about);
        }
        catch (CryptographicException)
        {
            return false;
        }
        plain = open;
        return true;
    }
}
