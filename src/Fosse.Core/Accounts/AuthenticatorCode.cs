using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Accounts;

/// <summary>
/// The six digits that an authenticator app shows (RFC 6238, SHA-1, half a minute). Our own because the framework's takes the time from the
/// machine's clock and takes one code any number of times.
/// </summary>
public static class AuthenticatorCode
{
    public const int Digits = 6,
        KeyBytes = 20;

    private const int Seconds = 30,
        Modulus = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / Seconds;

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security",
        "CA5350",
        Justification = "RFC 6238 as the apps know it; HMAC-SHA-1 is not broken by collisions."
    )]
    public static string At(long step, byte[] key)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <returns>The step the code belongs to: now, the one before or the one after, for clocks that disagree a little.</returns>
    public static long? StepOf(string code, byte[] key, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(At(step, key))))
                found = step;
        }
        return found;
    }

    /// <summary>The key as apps take it: base 32.</summary>
    public static string Text(byte[] key)
    {
        var number = new BigInteger(key, isUnsigned: true, isBigEndian: true);
        var text = new char[(key.Length * 8 + 4) / 5];
        number <<= text.Length * 5 - key.Length * 8;
        for (var i = text.Length - 1; i >= 0; i--, number >>= 5)
            text[i] = Alphabet[(int)(number & 31)];
        return new(text);
    }
}
