using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fosse.Exchange.Tables;

/// <summary>Counts the rows of one stretch of a file. Commas, quotes and line ends are found 64 bytes at a time; rows with a quote take the
/// slow way.</summary>
internal sealed unsafe class CsvStretch
{
    private const int Block = 64,
        Longest = 1 << 30;
    private readonly CsvBytes file;
    private readonly CsvRecord slow;
    private readonly int[] wanted;

    internal CsvStretch(CsvBytes file)
    {
        (this.file, slow, wanted) = (file, new(file), file.Wanted);
        Names = [.. wanted.Select(_ => new CsvNames())];
        Tuples = new(wanted.Length);
    }

    internal CsvNames[] Names { get; }

    internal CsvTuples Tuples { get; }

    internal long Rows { get; private set; }

    /// <summary>Counts every row that begins between two bytes; where the row after the last begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long Count(long from, long to, CancellationToken stop)
    {
        var (at, columns, last) = (from, file.Heading.Length, file.Length - Block);
        var ids = stackalloc int[wanted.Length];
        fixed (int* bounds = new int[columns + Block + 2])
        {
            while (at < to)
            {
                // Bound i is where field i begins, counted from the row's first byte; the next one's less one is where it ends.
                var (found, block, end) = (1, at, -1L);
                bounds[0] = 0;
                for (; block <= last && found <= columns && block - at < Longest; block += Block)
                {
                    var bytes = Vector512.Load(file.Start + block);
                    var ends = Vector512.Equals(bytes, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
                    var commas = Vector512.Equals(bytes, Vector512.Create((byte)',')).ExtractMostSignificantBits();
                    var quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
                    var within = ends == 0 ? ulong.MaxValue : ends ^ (ends - 1);
                    if ((quotes & within) != 0)
                        break;
                    var offset = (int)(block - at) + 1;
                    for (commas &= within; commas != 0; commas &= commas - 1)
                        bounds[found++] = offset + BitOperations.TrailingZeroCount(commas);
                    if (ends == 0)
                        continue;
                    end = block + BitOperations.TrailingZeroCount(ends);
                    break;
                }
                if (end < 0 || found != columns)
                {
                    if (!Slowly(ref at, to, ids))
                        break;
                }
                else
                {
                    var row = file.Start + at;
                    var length = (int)(end - at);
                    bounds[columns] = (length > 0 && row[length - 1] == '\r' ? length - 1 : length) + 1;
                    if (columns == 1 && bounds[1] == 1)
                    {
                        at = end + 1; // an empty line
                        continue;
                    }
                    for (var k = 0; k < wanted.Length; k++)
                        ids[k] = Names[k].Id(row + bounds[wanted[k]], bounds[wanted[k] + 1] - bounds[wanted[k]] - 1);
                    at = end + 1;
                }
                Tuples.Add(ids, wanted.Length);
                if ((++Rows & 0xFFFF) == 0)
                    stop.ThrowIfCancellationRequested();
            }
        }
        return at;
    }

    private bool Slowly(ref long at, long to, int* ids)
    {
        var begin = at;
        if (!slow.Next(ref at))
            return false;
        if (slow.Fields != file.Heading.Length)
            throw file.Wrong(
                begin,
                $"The row has {slow.Fields} fields and the header {file.Heading.Length}. Put fields that contain commas in quotes."
            );
        for (var k = 0; k < wanted.Length; k++)
        {
            var field = slow.Field(wanted[k]);
            fixed (byte* bytes = field)
                ids[k] = Names[k].IdOfCopy(bytes, field.Length);
        }
        return true;
    }
}
