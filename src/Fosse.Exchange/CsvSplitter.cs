using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Fosse.Exchange;

/// <summary>Splits the lines of a CSV file with known columns into fields. Only lines that contain a quote take the slow way.</summary>
internal sealed class CsvSplitter : IDisposable
{
    private readonly string _name;
    private readonly string[] _columns;
    private readonly Action<RefusedRow> _onRefused;
    private readonly CsvLines _lines;
    private readonly byte[] _unquoted;
    private readonly int[] _bounds;
    private byte[] _from; // where the fields of this line are: the buffer of lines, or _unquoted for a line with quotes
    private int _found;

    public CsvSplitter(Stream file, string name, string[] columns, Action<RefusedRow> onRefused, ReadLimits limits, CancellationToken stop)
    {
        (_name, _columns, _onRefused) = (name, columns, onRefused);
        _lines = new(file, name, columns.Length, limits, stop);
        _unquoted = ArrayPool<byte>.Shared.Rent(limits.LineBytes + 2);
        (_bounds, _from) = (_lines.Bounds, _lines.Buffer);
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

    public int Line => _lines.Line;

    public int Rows { get; set; }

    public int Refused { get; private set; }

    /// <summary>The present line as it stands in the file, valid until the next one.</summary>
    public ReadOnlySpan<byte> Text => _lines.Text;

    /// <summary>The unquoted UTF-8 of one field of the present line, valid until the next one.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            var start = _bounds[field] + 1;
            return new(_from, start, _bounds[field + 1] - start);
        }
    }

    private (int Line, string Reason) _firstRefused;

    /// <summary>Goes to the next line that has the right number of fields; false at the end of the file.</summary>
    public bool Next()
    {
        while (_lines.Next())
        {
            if (Text.IsEmpty)
                continue; // an empty line says nothing and harms nobody
            var problem = Split();
            if (_lines.IsUnfinished && (problem is not null || _found < _columns.Length))
            {
                throw Wrong(Line, "The file ends in the middle of this line. Download it again.");
            }
            problem ??= _found != _columns.Length ? $"This row has {_found} fields and must have {_columns.Length}" : null;
            if (_lines.IsNotAscii && !Utf8.IsValid(Text))
                problem = "This row has characters that are not UTF-8";
            if (problem is null)
                return true;
            Refuse(problem);
        }
        if (Refused > 10 && Refused > Rows)
        {
            throw Wrong(
                null,
                $"{Refused:N0} of {Refused + Rows:N0} rows cannot be read, so none are taken. The first, in line {_firstRefused.Line:N0}: "
                    + $"{_firstRefused.Reason}. Check that this is the file as it was published."
            );
        }
        return false;
    }

    public void Refuse(string reason)
    {
        if (Refused++ == 0)
            _firstRefused = (Line, reason);
        _onRefused(RefusedRow.Of(Line, reason, Text));
    }

    public void Dispose()
    {
        _lines.Dispose();
        ArrayPool<byte>.Shared.Return(_unquoted);
    }

    private ExchangeFormatException Wrong(int? line, string problem) => new(_name, line, problem);

    private void ReadHeader()
    {
        if (!_lines.Open())
            throw Wrong(null, "The file is empty. Download it again.");
        _lines.Next();
        if (!Utf8.IsValid(Text))
            throw Wrong(1, "The first line is not text in UTF-8. Choose a CSV file.");
        var problem = Split();
        var found = Encoding.UTF8.GetString(Text).Split(',').Select(name => name.Trim('"')).ToArray();
        if (problem is null && found.AsSpan().SequenceEqual(_columns))
            return;

        var missing = _columns.Except(found).ToArray();
        throw Wrong(
            1,
            missing.Length == _columns.Length ? $"The first line must name the columns: {string.Join(", ", _columns)}."
                : missing.Length > 0
                    ? $"The column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing.Select(name => $"“{name}”"))} "
                        + $"{(missing.Length > 1 ? "are" : "is")} missing."
                : $"The columns must be, in this order: {string.Join(", ", _columns)}."
        );
    }

    /// <summary>Sets the bounds of the fields; what is wrong with the quotes, or null.</summary>
    private string? Split()
    {
        if (!_lines.HasQuotes)
        {
            (_from, _found) = (_lines.Buffer, _lines.Found);
            return null;
        }
        _from = _unquoted;
        return CsvQuotes.Split(Text, _unquoted, _bounds, out _found);
    }
}
