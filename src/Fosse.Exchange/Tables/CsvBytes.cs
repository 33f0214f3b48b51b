using System.Text;

namespace Fosse.Exchange.Tables;

/// <summary>The bytes of a CSV file with a heading, and which of its columns are wanted.</summary>
internal sealed unsafe class CsvBytes
{
    private readonly string name;

    internal CsvBytes(byte* start, long length, string name, IReadOnlyList<string> columns)
    {
        Start = start;
        (Length, this.name) = (length, name);
        var at = new ReadOnlySpan<byte>(start, (int)Math.Min(length, 3)).SequenceEqual("\uFEFF"u8) ? 3L : 0;
        var row = new CsvRecord(this);
        if (!row.Next(ref at))
            throw Wrong(0, "The file is empty: it needs a heading with the names of its columns.");
        Heading = [.. Enumerable.Range(0, row.Fields).Select(i => Text(row.Field(i)).Trim())];
        FirstRow = at;
        if (columns.Count == 0)
            throw Wrong(0, "Name one column or more.");
        Wanted = [.. columns.Select(Find)];
    }

    internal byte* Start { get; }

    internal long Length { get; }

    internal string[] Heading { get; }

    /// <summary>Places of the wanted columns, in the order in which they were asked for.</summary>
    internal int[] Wanted { get; }

    /// <summary>Where the first row after the heading begins.</summary>
    internal long FirstRow { get; }

    /// <summary>Where the next line begins, when this is not itself the beginning of one.</summary>
    internal long AfterLineEnd(long at)
    {
        for (at = Math.Max(0, at - 1); at < Length; at += int.MaxValue)
        {
            var end = new ReadOnlySpan<byte>(Start + at, (int)Math.Min(int.MaxValue, Length - at)).IndexOf((byte)'\n');
            if (end >= 0)
                return at + end + 1;
        }
        return Length;
    }

    /// <summary>A complaint about the row that begins at a byte.</summary>
    internal ExchangeFormatException Wrong(long at, string problem)
    {
        long line = 1;
        for (long i = 0; i < at; i += 1 << 30)
            line += new ReadOnlySpan<byte>(Start + i, (int)Math.Min(1 << 30, at - i)).Count((byte)'\n');
        return new(name, (int)Math.Min(int.MaxValue, line), problem);
    }

    internal string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ExchangeFormatException(
                name,
                null,
                $"“{Encoding.UTF8.GetString(bytes[..Math.Min(60, bytes.Length)])}” is not UTF-8. Save the file as “CSV UTF-8”."
            );
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private int Find(string column)
    {
        var found = Enumerable
            .Range(0, Heading.Length)
            .Where(i => Heading[i].Equals(column.Trim(), StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return found.Length == 1
            ? found[0]
            : throw Wrong(
                0,
                found.Length == 0
                    ? $"There is no column “{column}”. The columns are: {string.Join(", ", Heading.Take(50))}."
                    : $"Two columns are called “{column}”. Rename one of them."
            );
    }
}
