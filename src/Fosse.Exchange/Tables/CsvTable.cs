using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Fosse.Exchange.Tables;

/// <summary>A CSV table of any make with a header, read row by row: lookups, population counts, lists from partners.</summary>
public sealed class CsvTable : IDisposable
{
    private readonly CsvParser _rows;
    private readonly string _fileName;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvTable(TextReader text, string fileName, Func<string[], bool>? isHeading)
    {
        _fileName = fileName;
        _rows = new(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                DetectDelimiter = false,
                IgnoreBlankLines = true,
                MaxFieldSize = 1 << 20,
                BadDataFound = bad =>
                    throw Wrong(
                        bad.Context?.Parser?.RawRow,
                        "A quote stands where none may stand. Put the field in quotes and double those within."
                    ),
            }
        );
        Header = Move() ? Names() : throw Wrong(null, "The file is empty. Export it again.");
        Above = isHeading is null ? [] : GoTo(isHeading);
        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i].Length > 0 && !_columns.TryAdd(Header[i], i))
                throw Wrong(Line, $"Two columns are called “{Header[i]}”. Rename one of them.");
        }
    }

    /// <summary>The names of the columns as written, without surrounding spaces.</summary>
    public IReadOnlyList<string> Header { get; private set; }

    /// <summary>What stands above the headings, row by row: a title, notes.</summary>
    public IReadOnlyList<string[]> Above { get; }

    /// <summary>The line at which the present row ends, counted from 1.</summary>
    public int Line => _rows.RawRow;

    /// <summary>Opens a table. It owns the stream and closes it.</summary>
    /// <exception cref="ExchangeFormatException">Empty, not UTF-8, or two columns of one name.</exception>
    public static CsvTable Open(Stream file, string fileName) => Open(TextOf(file), fileName);

    /// <summary>The text of a file in UTF-8, without a byte order mark: a quote may follow it. It owns the stream.</summary>
    public static TextReader TextOf(Stream file)
    {
        var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        try
        {
            if (text.Peek() == '\uFEFF')
                text.Read();
        }
        catch (DecoderFallbackException)
        {
            // Told with its line by whoever reads on.
        }
        return text;
    }

    /// <summary>The same of text that is there already.</summary>
    public static CsvTable Open(TextReader text, string fileName) => Open(text, fileName, null);

    /// <summary>The same of a table that may have a title and notes above its headings, among its first 40 rows.</summary>
    /// <param name="isHeading">Whether a row is that of the headings; where none is, the first row is taken for it.</param>
    public static CsvTable Open(Func<TextReader> text, string fileName, Func<string[], bool> isHeading)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(isHeading);
        var table = Open(text(), fileName, isHeading);
        if (isHeading([.. table.Header]))
            return table;
        table.Dispose();
        return Open(text(), fileName, null);
    }

    private static CsvTable Open(TextReader text, string fileName, Func<string[], bool>? isHeading)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new(text, fileName, isHeading);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Where the column stands, counted from 0; capitals do not matter.</summary>
    /// <exception cref="ExchangeFormatException">There is no such column.</exception>
    public int Column(string name) =>
        Find(name) ?? throw Wrong(1, $"There is no column “{name}”. The columns are: {string.Join(", ", Header.Take(50))}.");

    /// <summary>Where the column stands, or null when there is none of this name.</summary>
    public int? Find(string name) => _columns.TryGetValue(name, out var at) ? at : null;

    /// <summary>The rows in turn, each with as many fields as the header. Can be gone through once.</summary>
    /// <param name="notes">Whether a row of one field, as notes below a table are, is passed on too.</param>
    /// <exception cref="ExchangeFormatException">A row has another number of fields than the header, or its bytes are not what they should
    /// be.</exception>
    public IEnumerable<string[]> Rows(bool notes = false)
    {
        while (Move())
        {
            var row = Row();
            if (row.Length != Header.Count && !(notes && row.Length == 1))
                throw Wrong(
                    Line,
                    $"The row has {row.Length} fields and the header {Header.Count}. Put fields that contain commas in quotes."
                );
            yield return row;
        }
    }

    public void Dispose() => _rows.Dispose();

    private IReadOnlyList<string> Names() => [.. Row().Select(name => name.TrimStart('\uFEFF').Trim())];

    // Where no row of the first is that of the headings, the last of them is left standing.
    private List<string[]> GoTo(Func<string[], bool> isHeading)
    {
        List<string[]> above = [];
        while (!isHeading([.. Header]) && above.Count < MostAbove)
        {
            above.Add([.. Header]);
            if (!Move())
                break;
            Header = Names();
        }
        return above;
    }

    private const int MostAbove = 40;

    private bool Move()
    {
        try
        {
            return _rows.Read();
        }
        catch (DecoderFallbackException wrong)
        {
            throw Wrong(Line + 1, "The text is not UTF-8. Save the file as “CSV UTF-8”.", wrong);
        }
        catch (CsvHelperException wrong)
        {
            throw Wrong(Line, "The row cannot be read as CSV. Check its quotes.", wrong);
        }
    }

    private string[] Row()
    {
        try
        {
            return _rows.Record ?? [];
        }
        catch (CsvHelperException wrong)
        {
            throw Wrong(Line, "The row cannot be read as CSV. Check its quotes.", wrong);
        }
    }

    private ExchangeFormatException Wrong(int? line, string problem, Exception? cause = null) => new(_fileName, line, problem, cause);
}
