using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Privacy;

/// <summary>
/// Locks words for somebody who has no account and holds a secret instead: a reporter and their letters, an unfinished form and its
/// browser. The key is stored nowhere in the open: wrapped by the secret for them, and sealed like any other text for staff.
/// </summary>
public sealed class BoxKey
{
    private const int SecretBytes = 10;

    private readonly byte[] bytes;

    private BoxKey(byte[] bytes) => this.bytes = bytes;

    public static BoxKey New() => new(RandomNumberGenerator.GetBytes(Cipher.KeyBytes));

    /// <summary>The key as text, to be sealed or handed to its holder.</summary>
    public string Text => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <returns>None where the text is no key.</returns>
    public static BoxKey? From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = new byte[Cipher.KeyBytes + 2];
        var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - text.Length % 4) % 4);
        return Convert.TryFromBase64String(padded, key, out var length) && length == Cipher.KeyBytes ? new(key[..length]) : null;
    }

    /// <param name="about">What it belongs to: without the same again nothing opens.</param>
    public byte[] Lock(ReadOnlySpan<byte> content, string about) => Cipher.Lock(bytes, content, Encoding.UTF8.GetBytes(about));

    public byte[] Lock(string words, string about) => Lock(Encoding.UTF8.GetBytes(words), about);

    /// <returns>False where the key or what it is about is another, or a byte has changed.</returns>
    public bool TryOpen(ReadOnlySpan<byte> box, string about, [NotNullWhen(true)] out byte[]? content) =>
        Cipher.TryUnlock(bytes, box, Encoding.UTF8.GetBytes(about), out content);

    public bool TryOpen(ReadOnlySpan<byte> box, string about, [NotNullWhen(true)] out string? words)
    {
        words = TryOpen(box, about, out byte[]? content) ? Encoding.UTF8.GetString(content) : null;
        return words is not null;
    }

    /// <summary>A secret that follows from this key and from nothing else: 16 letters and digits in groups of four, without any that look
    /// alike.</summary>
    public string Secret(string about)
    {
        var bits = HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, SecretBytes, info: Encoding.UTF8.GetBytes($"fosse secret {about}"));
        var text = new StringBuilder();
        for (var bit = 0; bit < SecretBytes * 8; bit += 5)
        {
            var two = bits[bit / 8] << 8 | (bit / 8 + 1 < SecretBytes ? bits[bit / 8 + 1] : 0);
            if (bit is 20 or 40 or 60)
                text.Append('-');
            text.Append(Letters[two >> (11 - bit % 8) & 31]);
        }
        return text.ToString();
    }

    /// <summary>Locks this key with a secret of 80 bits, which needs no stretching.</summary>
    public byte[] WrapWith(string secret, string about) => Cipher.Lock(OfSecret(secret), bytes, Encoding.UTF8.GetBytes(about));

    /// <param name="secret">As it was typed: case, spaces and hyphens do not matter, nor do look-alikes.</param>
    public static BoxKey? Unwrap(ReadOnlySpan<byte> wrapped, string secret, string about) =>
        Cipher.TryUnlock(OfSecret(secret), wrapped, Encoding.UTF8.GetBytes(about), out var key) ? new(key) : null;

    public override string ToString() => "key"; // never the bytes

    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32

    private static byte[] OfSecret(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var plain = new string([
            .. secret
                .ToLowerInvariant()
                .Where(char.IsAsciiLetterOrDigit)
                .Select(c =>
                    c switch
                    {
                        'o' => '0',
                        'i' or 'l' => '1',
                        _ => c,
                    }
                ),
        ]);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(plain), Cipher.KeyBytes, info: "fosse box"u8.ToArray());
    }
}
