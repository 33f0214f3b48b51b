using System.Buffers.Binary;

namespace Fosse.Intake.Crime;

/// <summary>A published Crime ID: 32 bytes that compare by value.</summary>
internal readonly record struct CrimeKey(UInt128 First, UInt128 Last)
{
    public const int Length = 32;

    public static CrimeKey? Of(ReadOnlySpan<byte> hexadecimal)
    {
        if (hexadecimal.IsEmpty)
            return null;
        Span<byte> bytes = stackalloc byte[Length];
        Convert.FromHexString(hexadecimal, bytes, out _, out _);
        return From(bytes);
    }

    public static CrimeKey From(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, First);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Last);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }
}
