namespace Fosse.Exchange;

/// <summary>Splits a line that contains quotes (RFC 4180): a quoted field may hold commas, and two quotes stand for one.</summary>
internal static class CsvQuotes
{
    /// <param name="into">Where the fields go without their quotes, a byte apart as they are in the file; as long as the line.</param>
    /// <param name="bounds">Field i lies between bound i and bound i + 1, both exclusive; fields beyond its length are only
    /// counted.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Split(ReadOnlySpan<byte> line, byte[] into, int[] bounds, out int found)
    {
        bounds[0] = -1;
        found = 0;
        int at = 0,
            to = 0;
        while (true)
        {
            if (at < line.Length && line[at] == '"')
            {
                at++;
                while (true)
                {
                    if (at >= line.Length)
                        return "A quoted field does not end on the same line";
                    if (line[at] != '"')
                        into[to++] = line[at++];
                    else if (at + 1 < line.Length && line[at + 1] == '"')
                    {
                        into[to++] = (byte)'"';
                        at += 2;
                    }
                    else
                        break;
                }
                at++;
                if (at < line.Length && line[at] != ',')
                    return "A quoted field is followed by something other than a comma";
            }
            else
            {
                while (at < line.Length && line[at] != ',')
                    into[to++] = line[at++];
            }
            found++;
            if (found < bounds.Length)
                bounds[found] = to;
            if (at >= line.Length)
                return null;
            into[to++] = line[at++];
        }
    }
}
