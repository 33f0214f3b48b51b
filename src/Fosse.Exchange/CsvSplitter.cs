using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Fosse.Exchange;

/// <summary>
/// Walks through a CSV file with known columns, one physical line at a time, in a fixed amount of memory.
/// Commas and the line's end are found 32 bytes at a time; only lines that contain a quote take the slow way.
/// A line always ends at its newline, even inside quotes, so that one stray quote can spoil one row and not the rest of the file.
/// </summary>
internal sealed class CsvSplitter : IDisposable
{
    private const int Room = 1 << 20, Padding = 32;

    private readonly Stream _file;
    private readonly string _name;
    private readonly string[] _columns;
    private readonly Action<RefusedRow> _onRefused;
    private readonly ReadLimits _limits;
    private readonly CancellationToken _stop;
    private readonly byte[] _buffer, _unquoted;
    private readonly int[] _bounds; // field i lies between _bounds[i] and _bounds[i + 1], both exclusive
    private byte[] _from;           // where the fields of this line are: _buffer, or _unquoted for a line with quotes
    private int _start, _end, _next, _filled, _found;
    private bool _quoted, _notAscii, _atEnd;
    private long _total;

    public CsvSplitter(Stream file, string name, string[] columns, Action<RefusedRow> onRefused, ReadLimits limits, CancellationToken stop)
    {
        (_file, _name, _columns, _onRefused, _limits, _stop) = (file, name, columns, onRefused, limits, stop);
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(Room, limits.LineBytes * 2) + Padding);
        _unquoted = ArrayPool<byte>.Shared.Rent(limits.LineBytes + 2);
        _bounds = new int[columns.Length + 2 + Padding];
        _from = _buffer;
        try
        {
            ReadHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Line { get; private set; }

    public int Rows { get; set; }

    public int Refused { get; private set; }

    /// <summary>The unquoted UTF-8 of one field of the present line, valid until the next one.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            var start = _bounds[field] + 1;
            return new(_from, start, _bounds[field + 1] - start);
        }
    }

    /// <summary>Goes to the next line that has the right number of fields; false at the end of the file.</summary>
    public bool Next()
    {
        while (NextLine())
        {
            if (_end == _start) continue; // an empty line says nothing and harms nobody
            var problem = Split();
            var unfinished = _next > _filled; // the last line, without a newline
            if (unfinished && (problem is not null || _found < _columns.Length))
            {
                throw Wrong(Line, "The file ends in the middle of this line. Download it again.");
            }
            problem ??= _found != _columns.Length ? $"This row has {_found} fields and must have {_columns.Length}" : null;
            if (_notAscii && !Utf8.IsValid(Text)) problem = "This row has characters that are not UTF-8";
            if (problem is null) return true;
            Refuse(problem);
        }
        if (Refused > 10 && Refused > Rows)
        {
            throw Wrong(null, $"{Refused:N0} of {Refused + Rows:N0} rows cannot be read, so none are taken. Check that this is the file as it was published.");
        }
        return false;
    }

    public void Refuse(string reason)
    {
        Refused++;
        var text = Encoding.UTF8.GetString(Text[..Math.Min(Text.Length, 2000)]);
        var length = Math.Min(text.Length, 500);
        if (length == 500 && char.IsHighSurrogate(text[499])) length--; // half a character is not text
        _onRefused(new(Line, reason, text[..length]));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        ArrayPool<byte>.Shared.Return(_unquoted);
    }

    private ReadOnlySpan<byte> Text => new(_buffer, _start, _end - _start);

    private ExchangeFormatException Wrong(int? line, string problem) => new(_name, line, problem);

    private void ReadHeader()
    {
        Fill();
        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8)) _next = 3;
        if (_atEnd && _buffer.AsSpan(_next, _filled - _next).Trim(" \r\n\t"u8).IsEmpty)
        {
            throw Wrong(null, "The file is empty. Download it again.");
        }
        NextLine();
        if (!Utf8.IsValid(Text)) throw Wrong(1, "The first line is not text in UTF-8. Choose a CSV file.");
        var problem = Split();
        var found = Encoding.UTF8.GetString(Text).Split(',').Select(name => name.Trim('"')).ToArray();
        if (problem is null && found.AsSpan().SequenceEqual(_columns)) return;

        var missing = _columns.Except(found).ToArray();
        throw Wrong(1, missing.Length == _columns.Length
            ? $"The first line must name the columns: {string.Join(", ", _columns)}."
            : missing.Length > 0
                ? $"The column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing.Select(name => $"“{name}”"))} {(missing.Length > 1 ? "are" : "is")} missing."
                : $"The columns must be, in this order: {string.Join(", ", _columns)}.");
    }

    /// <summary>Finds the end of the next line, and its commas on the way.</summary>
    private bool NextLine()
    {
        while (true)
        {
            if (Scan()) break;
            if (_filled - _next > _limits.LineBytes) throw TooLong(Line + 1);
            if (!_atEnd)
            {
                Fill();
                continue;
            }
            if (_next >= _filled) return false;
            (_start, _end, _next) = (_next, _filled, _filled + 1);
            break;
        }
        Line++;
        if (_end - _start > _limits.LineBytes) throw TooLong(Line);
        if (_end > _start && _buffer[_end - 1] == '\r') _end--;
        return true;
    }

    private ExchangeFormatException TooLong(int line) => Wrong(line, $"The line is longer than {_limits.LineBytes:N0} bytes. Check that this is a CSV file.");

    private bool Scan()
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_buffer);
        var bounds = _bounds;
        var most = _columns.Length + 1;
        uint quotes = 0, high = 0;
        var found = 0;
        for (var at = _next; at < _filled; at += 32)
        {
            var bytes = Vector256.LoadUnsafe(ref first, (nuint)at);
            var commas = Vector256.Equals(bytes, Vector256.Create((byte)',')).ExtractMostSignificantBits();
            var ends = Vector256.Equals(bytes, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
            var marks = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            high |= bytes.ExtractMostSignificantBits();
            if (_filled - at < 32) ends &= (1u << (_filled - at)) - 1;
            var within = ends == 0 ? (_filled - at < 32 ? (1u << (_filled - at)) - 1 : uint.MaxValue) : (ends & (~ends + 1)) - 1;
            quotes |= marks & within;
            commas &= within;
            while (commas != 0)
            {
                if (found < most) bounds[found + 1] = at + BitOperations.TrailingZeroCount(commas);
                found++;
                commas &= commas - 1;
            }
            if (ends == 0) continue;
            (_start, _end, _found, _quoted, _notAscii) = (_next, at + BitOperations.TrailingZeroCount(ends), found + 1, quotes != 0, high != 0);
            _next = _end + 1;
            return true;
        }
        (_found, _quoted, _notAscii) = (found + 1, quotes != 0, high != 0);
        return false;
    }

    /// <summary>Sets the bounds of the fields; what is wrong with the quotes, or null.</summary>
    private string? Split()
    {
        if (!_quoted)
        {
            _from = _buffer;
            _bounds[0] = _start - 1;
            if (_found < _bounds.Length) _bounds[_found] = _end;
            return null;
        }
        _from = _unquoted;
        _bounds[0] = -1;
        _found = 0;
        int at = _start, to = 0;
        while (true)
        {
            if (at < _end && _buffer[at] == '"')
            {
                at++;
                while (true)
                {
                    if (at >= _end) return "A quoted field does not end on the same line";
                    if (_buffer[at] != '"') _unquoted[to++] = _buffer[at++];
                    else if (at + 1 < _end && _buffer[at + 1] == '"') { _unquoted[to++] = (byte)'"'; at += 2; }
                    else break;
                }
                at++;
                if (at < _end && _buffer[at] != ',') return "A quoted field is followed by something other than a comma";
            }
            else
            {
                while (at < _end && _buffer[at] != ',') _unquoted[to++] = _buffer[at++];
            }
            _found++;
            if (_found < _bounds.Length) _bounds[_found] = to;
            if (at >= _end) return null;
            _unquoted[to++] = _buffer[at++]; // the comma keeps the fields one byte apart, as they are in the file
        }
    }

    private void Fill()
    {
        _stop.ThrowIfCancellationRequested();
        var kept = Math.Max(0, _filled - _next);
        Buffer.BlockCopy(_buffer, _filled - kept, _buffer, 0, kept);
        _next = 0;
        var most = _buffer.Length - Padding - kept;
        var read = _file.ReadAtLeast(_buffer.AsSpan(kept, most), most, throwOnEndOfStream: false);
        if (_buffer.AsSpan(kept, read).Contains((byte)0)) throw Wrong(null, "This is not a text file. Choose a CSV file, saved as UTF-8.");
        _filled = kept + read;
        _atEnd = read < most;
        _total += read;
        if (_total > _limits.FileBytes) throw Wrong(null, $"The file is larger than {_limits.FileBytes:N0} bytes.");
    }
}
