using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Privacy;

/// <summary>
/// The hash of a line: SHA-256 over the words "fosse ledger 1" and every column in the order of <see cref="LedgerLine"/>, each as its
/// length in bytes (4 bytes, most significant first; -1 for none) and its bytes. Numbers are decimal, instants microseconds since
/// the year 1, ids lower case with dashes, enums their names, text UTF-8. A sealed text counts as it is stored, so the hash holds when its
/// key is gone.
/// </summary>
internal static class LedgerHash
{
    public static byte[] First { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Of(LedgerLine line)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        Put(bytes, "fosse ledger 1");
        Put(bytes, line.Sequence.ToString(CultureInfo.InvariantCulture));
        Put(bytes, (line.At.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture));
        Put(bytes, line.Kind.ToString());
        Put(bytes, line.ActorId.ToString("d"));
        Put(bytes, line.AgencyId.ToString("d"));
        Put(bytes, line.Organisation);
        Put(bytes, line.Purpose?.ToString());
        Put(bytes, line.Subject?.ToString("d"));
        Put(bytes, line.Ground);
        Put(bytes, line.ReasonFrom.ToString());
        Put(bytes, line.Reason);
        Put(bytes, line.Typed is { } typed ? typed.Stored : default(ReadOnlySpan<byte>), isThere: line.Typed is not null);
        Put(bytes, line.Agreement?.ToString("d"));
        Put(bytes, line.SecondsTyping?.ToString(CultureInfo.InvariantCulture));
        Put(bytes, line.Previous, isThere: true);
        return SHA256.HashData(bytes.WrittenSpan);
    }

    private static void Put(ArrayBufferWriter<byte> to, string? text)
    {
        if (text is null)
        {
            Put(to, default, isThere: false);
            return;
        }
        Length(to, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, to);
    }

    private static void Put(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes, bool isThere)
    {
        Length(to, isThere ? bytes.Length : -1);
        to.Write(bytes);
    }

    private static void Length(ArrayBufferWriter<byte> to, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(to.GetSpan(4), length);
        to.Advance(4);
    }
}
