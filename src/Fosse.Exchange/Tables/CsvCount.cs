using System.IO.MemoryMappedFiles;

namespace Fosse.Exchange.Tables;

/// <summary>
/// How often each combination of values stands in some columns of a CSV file, in order of the values' bytes: Values by column and then by
/// group, Counts by group.
/// </summary>
public sealed record CsvGroups(IReadOnlyList<string> Columns, long Rows, IReadOnlyList<string[]> Values, long[] Counts);

/// <summary>Counts the rows of large CSV files without keeping them: the file is mapped into memory, and each core takes a stretch of
/// it.</summary>
public static unsafe class CsvCount
{
    private const long LeastStretch = 1 << 20;

    /// <summary>
    /// Counts rows by the values of columns. Quotes are those of RFC 4180: a field that begins with one may hold commas, line ends and
    /// doubled quotes; a quote
    /// within a field that does not begin with one stands for itself. Values are taken as they are, spaces too; empty lines are passed
    /// over.
    /// The same groups on any number of cores. The file must not change meanwhile.
    /// </summary>
    /// <param name="path">A CSV file with a heading, UTF-8.</param>
    /// <param name="columns">Names from the heading, one or more; capitals do not matter.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ExchangeFormatException">Empty, a column that is not there, a row with another number of fields, a quote that is
    /// not closed.</exception>
    public static CsvGroups Of(string path, IReadOnlyList<string> columns, CancellationToken stop = default)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file {path}.");
        var name = Path.GetFileName(path);
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(file);
        if (length == 0)
            throw new ExchangeFormatException(name, null, "The file is empty: it needs a heading with the names of its columns.");
        using var mapped = MemoryMappedFile.CreateFromFile(
            file,
            null,
            0,
            MemoryMappedFileAccess.Read,
            HandleInheritability.None,
            leaveOpen: true
        );
        using var view = mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return Of(start + view.PointerOffset, length, name, columns, length < 2 * LeastStretch ? 1 : Environment.ProcessorCount, stop);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>As above, for a file that is in memory already.</summary>
    public static CsvGroups Of(byte[] content, string name, IReadOnlyList<string> columns) =>
        Of(content, name, columns, content.Length < 2 * LeastStretch ? 1 : Environment.ProcessorCount);

    /// <summary>In so many stretches.</summary>
    internal static CsvGroups Of(ReadOnlySpan<byte> content, string name, IReadOnlyList<string> columns, int stretches)
    {
        fixed (byte* start = content)
            return Of(start, content.Length, name, columns, stretches, default);
    }

    private static CsvGroups Of(byte* start, long length, string name, IReadOnlyList<string> columns, int many, CancellationToken stop)
    {
        var file = new CsvBytes(start, length, name, columns);
        var (from, ends) = (new long[many + 1], new long[many]);
        for (var i = 0; i <= many; i++)
            from[i] =
                i == 0 ? file.FirstRow
                : i == many ? length
                : file.AfterLineEnd(Math.Max(file.FirstRow, length / many * i));
        var parts = new CsvStretch[many];
        var wrong = new ExchangeFormatException?[many];
        void Run(int i)
        {
            parts[i] = new(file);
            wrong[i] = null;
            try
            {
                ends[i] = parts[i].Count(from[i], from[i + 1], stop);
            }
            catch (ExchangeFormatException refused)
            {
                wrong[i] = refused; // which may be because it began within a quoted field
            }
        }
        // The body of a parallel loop may not hold pointers; file does.
        Parallel.For(0, many, new() { CancellationToken = stop }, Run);
        for (var i = 0; i < many; i++)
        {
            // A stretch begins after a line end, which a quoted field may hold: then it is counted again from where the one before it came
            // to its end.
            if (i > 0 && ends[i - 1] != from[i])
            {
                from[i] = ends[i - 1];
                if (from[i] < from[i + 1])
                    Run(i);
                else
                    (parts[i], wrong[i], ends[i]) = (new(file), null, from[i]);
            }
            if (wrong[i] is { } refused)
                throw refused;
        }
        return CsvMerged.Of(file, parts);
    }
}
