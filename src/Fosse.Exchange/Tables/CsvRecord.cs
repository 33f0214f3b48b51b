namespace Fosse.Exchange.Tables;

/// <summary>One row after another, byte by byte where quotes stand in it: the slow way, which knows every rule.</summary>
internal sealed unsafe class CsvRecord(CsvBytes file)
{
    private readonly List<(long From, int Length)> fields = []; // below 0: in the room, from its complement
    private const int Longest = 1 << 30;
    private byte[] room = new byte[256];
    private int used;

    internal int Fields => fields.Count;

    /// <summary>The bytes of a field without its quotes, until the next row.</summary>
    internal ReadOnlySpan<byte> Field(int i)
    {
        var (from, length) = fields[i];
        return from < 0 ? room.AsSpan((int)~from, length) : new(file.Start + from, length);
    }

    /// <summary>Reads the row that begins at a byte and goes on to the next; false at the end. Empty lines are passed over.</summary>
    internal bool Next(ref long at)
    {
        while (
            at < file.Length
            && (file.Start[at] == '\n' || (file.Start[at] == '\r' && (at + 1 == file.Length || file.Start[at + 1] == '\n')))
        )
            at++;
        if (at >= file.Length)
            return false;
        fields.Clear();
        used = 0;
        for (var begin = at; ; )
        {
            if (at < file.Length && file.Start[at] == '"')
                Quoted(ref at, begin);
            else
            {
                var end = at;
                while (end < file.Length && file.Start[end] is not ((byte)',' or (byte)'\n'))
                    end++;
                var last = end == file.Length || file.Start[end] == '\n';
                var length = last && end > at && file.Start[end - 1] == '\r' ? end - 1 - at : end - at;
                if (length > Longest)
                    throw file.Wrong(begin, "A field of this row is too long.");
                fields.Add((at, (int)length));
                at = end;
            }
            if (at >= file.Length)
                return true;
            if (file.Start[at++] == '\n')
                return true;
        }
    }

    // Ends at the comma, the line end or the end of the file.
    private void Quoted(ref long at, long begin)
    {
        var (from, parts) = (++at, 0);
        var kept = used;
        while (true)
        {
            var quote = at;
            while (quote < file.Length && file.Start[quote] != '"')
                quote++;
            if (quote - from > Longest)
                throw file.Wrong(begin, "A quoted field that begins here is too long.");
            if (quote >= file.Length)
                throw file.Wrong(begin, "A quoted field that begins here is not closed.");
            var doubled = quote + 1 < file.Length && file.Start[quote + 1] == '"';
            if (doubled || parts > 0)
            {
                Keep(new(file.Start + at, (int)(quote - at) + (doubled ? 1 : 0)));
                parts++;
            }
            at = quote + (doubled ? 2 : 1);
            if (doubled)
                continue;
            fields.Add(parts > 0 ? (~(long)kept, used - kept) : (from, (int)(quote - from)));
            break;
        }
        if (at < file.Length && file.Start[at] == '\r' && (at + 1 == file.Length || file.Start[at + 1] == '\n'))
            at++;
        if (at < file.Length && file.Start[at] is not ((byte)',' or (byte)'\n'))
            throw file.Wrong(begin, "A quoted field is followed by something other than a comma.");
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (used + bytes.Length > room.Length)
            Array.Resize(ref room, 2 * (used + bytes.Length));
        bytes.CopyTo(room.AsSpan(used));
        used += bytes.Length;
    }
}
