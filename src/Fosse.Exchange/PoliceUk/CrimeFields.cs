using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fosse.Exchange.PoliceUk;

/// <summary>The fields that the files of data.police.uk have in common. Each returns what is wrong, or null.</summary>
internal static class CrimeFields
{
    private static readonly SearchValues<byte> OfAMonth = SearchValues.Create("0123456789-"u8);

    private static readonly double[] Tenths = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>The longest text of a cell that is kept; a database cannot look up much longer ones.</summary>
    private const int LongestText = 500;

    /// <summary>A text that is not longer than any that is published.</summary>
    public static string? Text(ReadOnlySpan<byte> field, string what) =>
        field.Length <= LongestText ? null : $"The {what} is longer than {LongestText} letters";

    /// <summary>The same of one that must be there.</summary>
    public static string? Needed(ReadOnlySpan<byte> field, string what) =>
        field.Trim(" \t"u8).IsEmpty ? $"The {what} is missing" : Text(field, what);

    /// <summary>Empty, or 64 hexadecimal digits.</summary>
    public static string? CrimeId(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty)
            return null;
        if (field.Length == 64)
        {
            ref var first = ref MemoryMarshal.GetReference(field);
            var bad = NotHex(Vector256.LoadUnsafe(ref first)) | NotHex(Vector256.LoadUnsafe(ref first, 32));
            if (bad == Vector256<byte>.Zero)
                return null;
        }
        return "The crime ID must be empty or 64 hexadecimal digits";
    }

    /// <summary>A month such as 2021-05 as the number 202105.</summary>
    public static string? Month(ReadOnlySpan<byte> field, out int month)
    {
        month = 0;
        if (
            field.Length == 7
            && field[4] == '-'
            && Digits(field[..4], out var year)
            && Digits(field[5..], out var of)
            && year is >= 1900 and < 2200
            && of is >= 1 and <= 12
        )
        {
            month = year * 100 + of;
            return null;
        }
        return field.ContainsAnyExcept(OfAMonth)
            ? "The month must look like 2021-05; a spreadsheet has rewritten it, so import the file as it was downloaded"
            : "The month must look like 2021-05";
    }

    /// <summary>Both coordinates or neither, in degrees, within the British Isles.</summary>
    public static string? Point(ReadOnlySpan<byte> lon, ReadOnlySpan<byte> lat, out bool has, out double longitude, out double latitude)
    {
        has = false;
        longitude = latitude = double.NaN;
        if (lon.IsEmpty && lat.IsEmpty)
            return null;
        if (lon.IsEmpty || lat.IsEmpty)
            return "The longitude and the latitude must both be there, or neither";
        if (!Degrees(lon, out longitude) || !Degrees(lat, out latitude))
            return "The longitude and the latitude must be numbers like -1.131592";
        if (longitude is < -10 or > 4)
            return "The longitude must be between -10 and 4";
        if (latitude is < 49 or > 62)
            return "The latitude must be between 49 and 62";
        has = true;
        return null;
    }

    /// <summary>A plain decimal number of at most 15 digits, for which one division is exact to the last bit.</summary>
    private static bool Degrees(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        var at = field[0] == '-' ? 1 : 0;
        long digits = 0;
        int count = 0,
            after = -1;
        for (; at < field.Length; at++)
        {
            var digit = (uint)(field[at] - '0');
            if (digit <= 9)
            {
                // Digits beyond the fifteenth are less than a millionth of a millimetre.
                if (count == 15 && after >= 0)
                    continue;
                if (count == 15)
                    return false;
                digits = digits * 10 + digit;
                count++;
                if (after >= 0)
                    after++;
            }
            else if (field[at] == '.' && after < 0)
            {
                after = 0;
            }
            else
            {
                return false;
            }
        }
        if (count == 0)
            return false;
        value = after > 0 ? digits / Tenths[after] : digits;
        if (field[0] == '-' && digits != 0) // SQLite keeps no negative zero, PostgreSQL does
            value = -value;
        return true;
    }

    public static bool Digits(ReadOnlySpan<byte> field, out int value)
    {
        value = 0;
        foreach (var b in field)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
                return false;
            value = value * 10 + (int)digit;
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> NotHex(Vector256<byte> bytes)
    {
        var digit = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        var letter = Vector256.LessThanOrEqual(
            (bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'),
            Vector256.Create((byte)5)
        );
        return ~(digit | letter);
    }
}
