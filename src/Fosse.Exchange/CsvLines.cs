using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fosse.Exchange;

/// <summary>
/// Walks through a file line by line in a fixed amount of memory. Commas and the line's end are found 32 bytes at a time.
/// A line always ends at its newline, even inside quotes, so that one stray quote can spoil one row and not the rest of the file.
/// </summary>
internal sealed class CsvLines : IDisposable
{
    private const int Room = 1 << 20,
        Padding = 32;

    private readonly Stream _file;
    private readonly string _name;
    private readonly int _columns;
    private readonly ReadLimits _limits;
    private readonly CancellationToken _stop;
    private readonly byte[] _buffer;
    private int _start,
        _end,
        _next,
        _filled;
    private bool _atEnd;
    private long _total;

    public CsvLines(Stream file, string name, int columns, ReadLimits limits, CancellationToken stop)
    {
        (_file, _name, _columns, _limits, _stop) = (file, name, columns, limits, stop);
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(Room, limits.LineBytes * 2) + Padding);
        Bounds = new int[columns + 2 + Padding];
    }

    /// <summary>The number of the present line, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Where the lines are; the present one is <see cref="Text"/>.</summary>
    public byte[] Buffer => _buffer;

    public ReadOnlySpan<byte> Text => new(_buffer, _start, _end - _start);

    /// <summary>Field i of a line without quotes lies between bound i and bound i + 1, both exclusive.</summary>
    public int[] Bounds { get; }

    /// <summary>How many fields the line has if it has no quotes.</summary>
    public int Found { get; private set; }

    public bool HasQuotes { get; private set; }

    public bool IsNotAscii { get; private set; }

    /// <summary>It is the last line, and no newline ends it.</summary>
    public bool IsUnfinished => _next > _filled;

    /// <summary>Begins to read; false where there is nothing but white space.</summary>
    public bool Open()
    {
        Fill();
        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8))
            _next = 3;
        return !_atEnd || !_buffer.AsSpan(_next, _filled - _next).Trim(" \r\n\t"u8).IsEmpty;
    }

    /// <summary>Goes to the next line; false at the end of the file.</summary>
    public bool Next()
    {
        while (!Scan())
        {
            if (_filled - _next > _limits.LineBytes)
                throw TooLong(Line + 1);
            if (!_atEnd)
            {
                Fill();
                continue;
            }
            if (_next >= _filled)
                return false;
            (_start, _end, _next) = (_next, _filled, _filled + 1);
            break;
        }
        Line++;
        if (_end - _start > _limits.LineBytes)
            throw TooLong(Line);
        if (_end > _start && _buffer[_end - 1] == '\r')
            _end--;
        Bounds[0] = _start - 1;
        if (Found < Bounds.Length)
            Bounds[Found] = _end;
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private ExchangeFormatException TooLong(int line) =>
        new(_name, line, $"The line is longer than {_limits.LineBytes:N0} bytes. Check that this is a CSV file.");

    private bool Scan()
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_buffer);
        var bounds = Bounds;
        var most = _columns + 1;
        uint quotes = 0,
            high = 0;
        var found = 0;
        for (var at = _next; at < _filled; at += 32)
        {
            var bytes = Vector256.LoadUnsafe(ref first, (nuint)at);
            var commas = Vector256.Equals(bytes, Vector256.Create((byte)',')).ExtractMostSignificantBits();
            var ends = Vector256.Equals(bytes, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
            var marks = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            high |= bytes.ExtractMostSignificantBits();
            if (_filled - at < 32)
                ends &= (1u << (_filled - at)) - 1;
            var within = ends == 0 ? (_filled - at < 32 ? (1u << (_filled - at)) - 1 : uint.MaxValue) : (ends & (~ends + 1)) - 1;
            quotes |= marks & within;
            commas &= within;
            while (commas != 0)
            {
                if (found < most)
                    bounds[found + 1] = at + BitOperations.TrailingZeroCount(commas);
                found++;
                commas &= commas - 1;
            }
            if (ends == 0)
                continue;
            (_start, _end) = (_next, at + BitOperations.TrailingZeroCount(ends));
            (Found, HasQuotes, IsNotAscii) = (found + 1, quotes != 0, high != 0);
            _next = _end + 1;
            return true;
        }
        (Found, HasQuotes, IsNotAscii) = (found + 1, quotes != 0, high != 0);
        return false;
    }

    private void Fill()
    {
        _stop.ThrowIfCancellationRequested();
        var kept = Math.Max(0, _filled - _next);
        System.Buffer.BlockCopy(_buffer, _filled - kept, _buffer, 0, kept);
        _next = 0;
        var most = _buffer.Length - Padding - kept;
        var read = _file.ReadAtLeast(_buffer.AsSpan(kept, most), most, throwOnEndOfStream: false);
        if (_buffer.AsSpan(kept, read).Contains((byte)0))
            throw new ExchangeFormatException(_name, null, "This is not a text file. Choose a CSV file, saved as UTF-8.");
        _filled = kept + read;
        _atEnd = read < most;
        _total += read;
        if (_total > _limits.FileBytes)
            throw new ExchangeFormatException(_name, null, $"The file is larger than {_limits.FileBytes:N0} bytes.");
    }
}
